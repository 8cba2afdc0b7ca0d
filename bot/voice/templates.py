"""How a statement may begin, by how far the company is responsible for what happened."""

from dataclasses import dataclass

from bot.governance import Governance
from bot.governance.templates import Responsibility
from bot.voice.wording import Words

LABELS = {
    Responsibility.VICTIM: "We are a victim of it (fakes, rumours, an attack)",
    Responsibility.ACCIDENT: "It was an accident (a fault that we did not foresee)",
    Responsibility.PREVENTABLE: "We could have prevented it (a mistake of ours)",
}
ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Beginning:
    """The words that a statement begins with, and the language that they are in."""

    words: Words
    language: str


def proposed(kind: str, rules: Governance) -> Responsibility:
    """What a statement about that kind of crisis most likely begins with."""
    playbook = rules.playbook(kind)
    return (playbook and playbook.responsibility) or Responsibility.VICTIM


def template(kind: str, responsibility: Responsibility, language: str, rules: Governance) -> Beginning:
    """The company's own in that language (in `de` for `de-CH`, too), else in its own language, else the usual one; in
    each that for the kind of crisis first.
    """
    playbook = rules.playbook(kind)
    theirs = [*([playbook.statement_templates] if playbook else []), rules.statement_templates]
    for tag in (language, language.partition("-")[0], rules.language):
        for templates in theirs:
            if own := templates.get(tag, {}).get(responsibility):
                return Beginning(Words(**own.model_dump()), tag)
        if tag == ENGLISH:
            break
    return Beginning(USUAL[responsibility], ENGLISH)


USUAL = {
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
