"""What makes an after-action review and an action stand: each field's rule, and the sentence under the field."""

from datetime import date, datetime

from bot.company import Company
from bot.crises import visible
from bot.crises.model import Crisis
from bot.debriefs.drafts import ActionDraft, Draft
from bot.kernel import zones
from bot.kernel.act import Act
from bot.kernel.problems import Problems

NO_WELL = "Say what went well."
NO_HURT = "Say what hurt."
NOT_HERE = "Choose somebody who works here."
NOT_SEEN = "The crisis is confidential: invite them to its room first."
NO_WHAT = "Say what is to be done."
NO_DAY = "Choose a day from today on."


def written(draft: Draft) -> dict[str, str]:
    """Its words, by column; raises Invalid."""
    problems = Problems()
    words = {
        "went_well": problems.needed("went_well", draft.went_well, NO_WELL),
        "hurt": problems.needed("hurt", draft.hurt, NO_HURT),
    }
    problems.refuse()
    return words | {"luck": draft.luck.strip(), "lesson": " ".join(draft.lesson.split())}


def writer(act: Act, crisis: Crisis, who: str, company: Company) -> str:
    """Raises Invalid unless they are here, and see the crisis."""
    problems = Problems()
    problems.note("writer", _why_not(act, crisis, who, company))
    problems.refuse()
    return who


def _why_not(act: Act, crisis: Crisis, who: str, company: Company) -> str:
    if not who or not company.people.may_be_asked(who):
        return NOT_HERE
    return "" if visible.is_to(act.session, crisis, who) else NOT_SEEN


def action(act: Act, crisis: Crisis, draft: ActionDraft, company: Company) -> tuple[str, date]:
    """What is to be done and until when; raises Invalid."""
    zone, problems = zones.own(company.rules.time_zone), Problems()
    what = problems.needed("what", draft.what, NO_WHAT)
    problems.note("who", _why_not(act, crisis, draft.who, company))
    until = draft.until or date.min
    problems.note("until", NO_DAY if until < zones.wall(act.when, zone).date() else "")
    problems.refuse()
    return what, until


def begins(day: date, company: Company) -> datetime:
    """When that day begins where the company is."""
    return zones.midnight(day, zones.own(company.rules.time_zone))
