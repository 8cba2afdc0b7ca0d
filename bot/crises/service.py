"""What can be done about a crisis."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from bot.crises import queries
from bot.crises.checks import NO_OUTCOME, NO_UPDATE, crisis_of, said
from bot.crises.model import (
    Action,
    Crisis,
    CrisisAcknowledged,
    CrisisRaised,
    CrisisResolved,
    CrisisWentQuiet,
    Draft,
    LeadTaken,
    PeopleAlerted,
    PeoplePinged,
    State,
    UpdatePosted,
    calls,
)
from bot.crises.telling import entered, tell
from bot.governance import RiskMatrix
from bot.kernel.actor import SYSTEM, Actor, spoken
from bot.kernel.errors import Forbidden, TooLate
from bot.kernel.events import record
from bot.kernel.statements import add_new

RESPONDERS = ("crisis_lead", "spokesperson", "leadership", "community_manager")
"""Who may answer a crisis, besides those who were pinged about it."""
CLOSERS = ("crisis_lead", "leadership", "community_manager")
"""Who may resolve one, besides its lead."""


CONFIRMED = "Confirmed here what was answered by a link."


def raise_crisis(session: Session, who: Actor, when: datetime, draft: Draft, matrix: RiskMatrix) -> Crisis:
    """Anybody who may act at all may raise one; raises Invalid with a sentence for each field that cannot stand."""
    crisis = crisis_of(draft, matrix, by=who, at=when)
    session.add(crisis)
    session.flush()
    tell(session, CrisisRaised, who, when, crisis, crisis.what)
    return crisis


def acknowledge(session: Session, who: Actor, when: datetime, crisis: Crisis, how: str = "") -> None:
    """“I'm on it”: nobody is pinged any more. `how` is for the trail, where it was not said in Slack."""
    require_responder(session, who, crisis, to="answer it")
    if crisis.state == State.ACKNOWLEDGED and crisis.answered_by == who.id:
        raise TooLate(f"You are on {crisis.label} already, and nobody is pinged any more.")
    how = how or (CONFIRMED if crisis.claimed_by == who.id else "")
    _answer(session, crisis, Action.ACKNOWLEDGE, who, when, how)


def take_lead(session: Session, who: Actor, when: datetime, crisis: Crisis, *, instead_of: str = "") -> None:
    """`instead_of` is the lead whom `who` saw when deciding; raises TooLate where it has become somebody else."""
    who.require(*RESPONDERS, to=f"take the lead of {crisis.label}")
    if crisis.lead != instead_of and not crisis.is_resolved:
        raise TooLate(_leads_already(crisis, who))
    _answer(session, crisis, Action.TAKE_LEAD, who, when)
    crisis.lead, crisis.lead_name = who.id, who.name
    tell(session, LeadTaken, who, when, crisis)


def post_update(session: Session, who: Actor, when: datetime, crisis: Crisis, text: str) -> None:
    """What is new; whoever says it is on it."""
    check_update(session, who, crisis)
    update = said(text, "update", NO_UPDATE)
    _answer(session, crisis, Action.POST_UPDATE, who, when)
    crisis.latest, crisis.latest_by, crisis.latest_at = update, who.id, when
    tell(session, UpdatePosted, who, when, crisis, update)


def resolve(session: Session, who: Actor, when: datetime, crisis: Crisis, outcome: str) -> None:
    check_resolve(who, crisis)
    told = said(outcome, "outcome", NO_OUTCOME)
    crisis.move(Action.RESOLVE)
    crisis.outcome = told
    crisis.drop_claim()
    crisis.resolved_by, crisis.resolved_name, crisis.resolved_at = who.id, who.name, when
    tell(session, CrisisResolved, who, when, crisis, told)


def fall_quiet(session: Session, when: datetime, crisis: Crisis) -> None:
    """No sign of life for longer than the colour allows: it waits for an answer again."""
    crisis.move(Action.FALL_QUIET)
    crisis.due_at = when + crisis.respond_within
    tell(session, CrisisWentQuiet, SYSTEM, when, crisis)


def call(session: Session, when: datetime, crisis: Crisis, people: Iterable[str]) -> None:
    """These people are pinged now, and may answer from now on.

    The crisis itself is not touched: whoever answers meanwhile holds it, and waits for this to be told.
    """
    called = list(people)
    add_new(session, calls, [{"crisis_id": crisis.id, "person": person, "at": when} for person in called])
    tell(session, PeoplePinged, SYSTEM, when, crisis, " ".join(called))


def note_alerts(session: Session, when: datetime, crisis: Crisis, text: str, card: str) -> None:
    """People were alerted by other ways, as `text` says; `card` tells the room. The crisis itself is not touched."""
    entry = entered(session, SYSTEM, when, crisis, PeopleAlerted, text)
    record(session, PeopleAlerted(who=SYSTEM, when=when, of=crisis, entry=entry, note=text, card=card))


def may_respond(session: Session, who: Actor, crisis: Crisis) -> bool:
    """Whoever raised a crisis may not silence it because of having been pinged about it too."""
    if who.has(*RESPONDERS) or who.id == crisis.lead:
        return True
    return who.id != crisis.raised_by and queries.was_called(session, crisis, who.id)


def require_responder(session: Session, who: Actor, crisis: Crisis, *, to: str) -> None:
    """`to` completes “somebody else must …”."""
    if may_respond(session, who, crisis):
        return
    if who.id == crisis.raised_by:
        why = f"You raised {crisis.label}, so somebody else must {to}."
    else:
        roles = ", ".join(spoken(role) for role in RESPONDERS)
        why = f"Only the {roles} and those who were pinged about {crisis.label} can {to}."
    raise Forbidden(f"{why} Tell them in the war room what they should know; `/social roles` shows who they are.")


def check_update(session: Session, who: Actor, crisis: Crisis) -> None:
    """Whether this person may post an update now, before a form asks for it."""
    require_responder(session, who, crisis, to="post an update on it")
    crisis.check(Action.POST_UPDATE)


def check_resolve(who: Actor, crisis: Crisis) -> None:
    """Whether this person may resolve it now, before a form asks for the outcome."""
    if not may_resolve(who, crisis):
        who.require(*CLOSERS, to=f"resolve {crisis.label} besides whoever leads it")
    crisis.check(Action.RESOLVE)


def may_resolve(who: Actor, crisis: Crisis) -> bool:
    return who.has(*CLOSERS) or who.id == crisis.lead


def _answer(session: Session, crisis: Crisis, action: Action, who: Actor, when: datetime, how: str = "") -> None:
    """A sign of life; where the crisis waited for one, it is the answer."""
    waited = crisis.state == State.OPEN
    crisis.move(action)
    crisis.due_at = when + crisis.respond_within
    if waited:
        crisis.answered_by, crisis.answered_name, crisis.answered_at = who.id, who.name, when
        crisis.drop_claim()
        tell(session, CrisisAcknowledged, who, when, crisis, how)


def _leads_already(crisis: Crisis, who: Actor) -> str:
    if crisis.lead == who.id:
        return f"You lead {crisis.label} already."
    if not crisis.lead:
        return f"Nobody leads {crisis.label}. `/crisis show {crisis.id}` lets you take the lead."
    return (
        f"{crisis.lead_name} was first and leads {crisis.label}. Offer your help in the war room; "
        f"`/crisis show {crisis.id}` lets you take over."
    )
