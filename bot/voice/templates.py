"""How a statement may begin, by how far the company is responsible for what happened."""

from enum import StrEnum

from bot.voice.wording import Words


class Responsibility(StrEnum):
    """What people will think of the company's part: it suffers from it, it did not mean it, it could have known."""

    VICTIM = "victim"
    ACCIDENT = "accident"
    PREVENTABLE = "preventable"


LABELS = {
    Responsibility.VICTIM: "We are a victim of it (fakes, rumours, an attack)",
    Responsibility.ACCIDENT: "It was an accident (a fault that we did not foresee)",
    Responsibility.PREVENTABLE: "We could have prevented it (a mistake of ours)",
}

TEMPLATES = {
    Responsibility.VICTIM: Words(
        known="We know of [what happened, where, since when]. It does not come from us.",
        unknown="We do not know yet [who did it, how many people it concerns].",
        doing="We work with [authority], and warn everybody whom it may concern.",
        advice="Check [what to check]. If you are not sure, do not use it, and ask your doctor or pharmacist.",
        contact="Questions: [telephone, address]",
    ),
    Responsibility.ACCIDENT: Words(
        known="[What happened, where, since when.] We are sorry for everybody whom it concerns.",
        unknown="We do not know the cause yet. We look for it.",
        doing="We have [stopped, recalled, closed] [what], and have told [authority].",
        advice="If it concerns you, [what to do]. If you feel unwell, see a doctor.",
        contact="Questions: [telephone, address]",
    ),
    Responsibility.PREVENTABLE: Words(
        known="[What happened, where, since when.] This was our mistake. We apologise.",
        unknown="We do not know yet [what is still open]. We will say it as soon as we know.",
        doing="We have [stopped what was wrong]. So that it does not happen again, we [what changes].",
        advice="If it concerns you, [what to do, what we pay for]. If you feel unwell, see a doctor.",
        contact="Questions: [telephone, address]",
    ),
}
