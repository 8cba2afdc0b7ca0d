"""What can be done with agencies: let somebody in, prolong, end; write a draft, mark it as ready, take it over."""

from collections.abc import Callable
from datetime import timedelta

from bot.agencies.drafts import Draft, Written
from bot.agencies.facts import (
    AgencyLetIn,
    AgencyProlonged,
    DraftChanged,
    DraftReady,
    DraftTakenOver,
    DraftWritten,
)
from bot.agencies.life import LET_IN, LIFE, PROLONG, WRITE, Action
from bot.agencies.model import AgencyDraft, Status
from bot.delegation import life as grants
from bot.delegation.drafts import Draft as Grant
from bot.delegation.facts import GrantEnded
from bot.delegation.model import RoleGrant
from bot.delegation.service import give
from bot.kernel.act import Act
from bot.kernel.errors import Invalid
from bot.kernel.problems import Problems, needed
from bot.kernel.scope import Scope
from bot.kernel.subject import Subject
from bot.people.grants import AGENCY

LONGEST = timedelta(days=366)
LONGER = timedelta(days=91)
"""So much later it ends once it is prolonged."""
NO_TEXT = "Write the text."
IS_MEMBER = "This is a full member: grant a role by *Grant a role…* instead."


def let_in(act: Act, draft: Draft, is_outside: Callable[[str], bool]) -> list[RoleGrant]:
    """One grant an account; raises Invalid for full members, for nobody, and for more than a year."""
    LET_IN.require(act, None)
    problems = Problems()
    problems.note("person", "" if draft.person and is_outside(draft.person) else IS_MEMBER)
    problems.note("accounts", "" if draft.accounts else "Name an account.")
    problems.note("until", "This day has passed." if draft.until <= act.when else "")
    problems.note("until", "At most 12 months." if draft.until > act.when + LONGEST else "")
    problems.needed("reason", draft.reason, "Give the reason: everybody can read it.")
    problems.refuse()
    asked = Grant(draft.person, [AGENCY], act.when, draft.until, draft.reason)
    places = [Scope(account=str(Subject("account", its.id))) for its in draft.accounts]
    return [give(act, asked, AGENCY, AgencyLetIn, scope=each) for each in places]


def prolong(act: Act, grant: RoleGrant) -> None:
    """For three months more, and never beyond a year from now."""
    PROLONG.require(act, grant)
    grants.LIFE.check(grant, grants.Action.END)
    grant.until = min(max(grant.until, act.when) + LONGER, act.when + LONGEST)
    act.record(AgencyProlonged, of=grant)


def end(act: Act, grant: RoleGrant) -> None:
    PROLONG.require(act, grant)
    grants.LIFE.move(grant, grants.Action.END)
    act.record(GrantEnded, of=grant)


def write(act: Act, written: Written) -> AgencyDraft:
    if written.account is None:
        raise Invalid({"account": "Choose an account."})
    WRITE.require(act, written.account)
    draft = AgencyDraft(
        account_id=written.account.id,
        account_label=written.account.label,
        author=act.who.id,
        author_name=act.who.name,
        text=needed("text", written.text, NO_TEXT),
        status=Status.DRAFT,
        written_at=act.when,
    )
    act.session.add(draft)
    act.session.flush()
    act.record(DraftWritten, of=draft)
    return draft


def change(act: Act, draft: AgencyDraft, text: str) -> None:
    """It is to be marked as ready again."""
    LIFE.require(act, draft, Action.CHANGE)
    draft.text = needed("text", text, NO_TEXT)
    LIFE.move(draft, Action.CHANGE)
    if act.session.is_modified(draft):
        act.record(DraftChanged, of=draft)


def ready(act: Act, draft: AgencyDraft) -> None:
    LIFE.require(act, draft, Action.READY)
    LIFE.move(draft, Action.READY)
    act.record(DraftReady, of=draft)


def take_over(act: Act, draft: AgencyDraft) -> None:
    LIFE.require(act, draft, Action.TAKE)
    LIFE.move(draft, Action.TAKE)
    draft.taken_by = act.who.id
    act.record(DraftTakenOver, of=draft)
