"""What is due of a crisis: who is asked by its policy, reminded of its update, and whether it went quiet."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.company import Company
from bot.crises import alerting, cards, claims, messages, noting, pings, queries, rehearsed, rooms, service
from bot.crises.model import Crisis
from bot.crises.states import State
from bot.kernel import escalation, outbox
from bot.kernel.act import Act, due
from bot.kernel.escalation import Fired, Level, Policy

QUIET = Policy(
    name="crisis_quiet",
    urgency=outbox.Urgency.CRISIS,
    cycles=0,
    levels=[Level(after=timedelta(0), whom=["channel"], every=timedelta(minutes=1))],
)
"""Looks whether a crisis went quiet once it may have, and again: somebody may be holding it just then."""
SOON = Policy(
    name="crisis_update_due", urgency=outbox.Urgency.CRISIS, levels=[Level(after=timedelta(0), whom=["channel"])]
)
"""Reminds those who are on a crisis, once, before it goes quiet."""


def start_asking(session: Session, crisis: Crisis, company: Company, at: datetime) -> None:
    policy = rehearsed.policy_of(crisis, company.rules.policy_for(crisis.score))
    escalation.start(session, subject=crisis.subject, policy=policy, at=at, since=at, rank=crisis.rank)


def wait_for_update(session: Session, crisis: Crisis, why: str, at: datetime) -> None:
    """Somebody is on it, and owes the next sign of life in time: nobody is asked any more."""
    owed = ((SOON, crisis.update_due_soon), (QUIET, crisis.due_at))
    escalation.turn(session, subject=crisis.subject, why=why, to=owed, since=at, rank=crisis.rank)


def fire(session: Session, fired: Fired, company: Company) -> None:
    """A level of a crisis's policy, the reminder before its update is due, or the look whether it went quiet."""
    crisis_id = fired.subject.number
    match fired.policy:
        case QUIET.name:
            _look(due(session, fired.when), crisis_id)
        case SOON.name:
            _remind(session, queries.by_id(session, crisis_id), fired, company)
        case _:
            _ping(session, queries.by_id(session, crisis_id), fired, company)


def _remind(session: Session, crisis: Crisis, fired: Fired, company: Company) -> None:
    if crisis.state == State.ACKNOWLEDGED and fired.when < crisis.due_at:
        pings.remind(session, crisis, fired, company)


def _look(act: Act, crisis_id: int) -> None:
    if crisis := queries.if_free(act.session, crisis_id):
        service.fall_quiet(act, crisis)


def _ping(session: Session, crisis: Crisis, fired: Fired, company: Company) -> None:
    """Whoever was on it before it opened again is asked first, the lead before others."""
    asked = company.asked(fired, lambda whom: queries.called(session, crisis, whom, company))
    before = filter(company.people.may_be_asked, crisis.responders)
    people = list(dict.fromkeys([*before, *asked.people]))
    if fired.reader and fired.reader not in people:
        return  # they were meant a moment ago
    act = due(session, fired.when)
    if not fired.reader:
        _let_claim_lapse(act, crisis)
    people = rehearsed.asked_now(crisis, people, company, fired.when)
    called = [fired.reader] if fired.reader else people
    if crisis.drill and not called:
        return  # nobody who takes part is at work
    noting.call(act, crisis, called, asked.why)
    card = "" if fired.is_first else cards.address(session, crisis, company)  # it goes with its card: `lead_to_card`
    pings.send(session, crisis, fired, people, called, rooms.room_of(crisis, company), asked.why, card)
    alerting.plan(session, crisis, fired, called, company)


def lead_to_card(session: Session, number: int, card: str, company: Company, at: datetime) -> None:
    """Its headline stands at that address: what asked before says so. Whoever changes it just now is not waited for."""
    crisis = queries.if_free(session, number)
    if crisis is None or crisis.state is not State.OPEN or crisis.claimed_by:
        return
    for asking in escalation.asked_about(session, crisis.subject):
        if asking.policy.name not in {QUIET.name, SOON.name} and asking.level == 0:
            fired = asking.as_fired(at)
            asked = company.asked(fired, lambda whom: queries.called(session, crisis, whom, company))
            pings.lead_to(session, crisis, fired, rooms.room_of(crisis, company), asked.why, card)


def _let_claim_lapse(act: Act, crisis: Crisis) -> None:
    """Somebody who is changing the crisis just now settles it otherwise."""
    if crisis.claimed_by and (free := queries.if_free(act.session, crisis.id)) and free.claimed_by:
        claims.lapse(act, free)
        pings.settle(act.session, free, messages.unconfirmed(free), act.when, is_last=False)
