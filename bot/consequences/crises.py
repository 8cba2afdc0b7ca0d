"""What follows from what happens in a crisis: people are asked until somebody answers, and never afterwards."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.accounts.model import Account
from bot.alerts import service as alerting
from bot.company import Company
from bot.consequences import alerts
from bot.consequences.accounts import people_of
from bot.crises import claims, messages, notices, queries, service
from bot.crises.model import (
    AnswerClaimed,
    ClaimDenied,
    ClaimLapsed,
    Crisis,
    CrisisAcknowledged,
    CrisisEvent,
    CrisisRaised,
    CrisisResolved,
    CrisisWentQuiet,
    LeadTaken,
    UpdatePosted,
)
from bot.kernel import escalation
from bot.kernel.escalation import Fired, Level, Policy
from bot.kernel.outbox import Urgency
from bot.kernel.views.blocks import Message

SPEAKER = "spokesperson"
LAST_RESORT = ("community_manager", "administrator")
"""Who is asked where a policy's words find nobody."""

QUIET = Policy(
    name="crisis_quiet",
    urgency=Urgency.CRISIS,
    cycles=0,
    levels=[Level(after=timedelta(0), whom=["channel"], every=timedelta(minutes=1))],
)
"""Looks whether a crisis went quiet once it may have, and again: somebody may be holding it just then."""


def call_for_help(session: Session, event: CrisisRaised, company: Company) -> None:
    _show_headline(session, event, company)
    _start_asking(session, event.of, company, event.when)


def hush(session: Session, event: CrisisAcknowledged | LeadTaken | UpdatePosted, company: Company) -> None:
    """A sign of life: nobody is asked any more, and the next one is owed in time."""
    crisis = event.of
    escalation.stop(session, subject=crisis.subject, why=event.what)
    escalation.start(
        session, subject=crisis.subject, policy=QUIET, at=crisis.due_at, since=event.when, rank=crisis.rank
    )
    notices.settle_pings(session, crisis, messages.answered(crisis), event.when)
    alerting.withdraw(session, subject=crisis.subject)
    _show_headline(session, event, company)


def wait_for_confirmation(session: Session, event: AnswerClaimed, company: Company) -> None:
    """Nobody is asked for a while; `claims.claim` says until when."""
    crisis = event.of
    session.flush()
    notices.settle_pings(session, crisis, messages.claimed(crisis), event.when, is_last=False)
    alerting.withdraw(session, subject=crisis.subject)
    notices.ask_whether_it_was_them(session, event)
    _show_headline(session, event, company)


def ask_on(session: Session, event: ClaimDenied, company: Company) -> None:
    """At once: the answer was none."""
    crisis = event.of
    notices.take_back_question(session, event, event.who.id, messages.denied(crisis))
    escalation.defer(session, subject=crisis.subject, policy=policy_of(crisis, company).name, until=event.when)
    _show_headline(session, event, company)


def show_open(session: Session, event: ClaimLapsed, company: Company) -> None:
    notices.take_back_question(session, event, event.entry.text, messages.lapsed(event.of))
    _show_headline(session, event, company)


def tell_raiser_who(session: Session, event: CrisisAcknowledged, _company: Company) -> None:
    session.flush()
    notices.tell_raiser(session, event, messages.somebody_is_on_it(event.of))


def tell_update(session: Session, event: UpdatePosted, company: Company) -> None:
    _tell_room(session, event, company, messages.update(event.of))


def ask_again(session: Session, event: CrisisWentQuiet, company: Company) -> None:
    crisis = event.of
    escalation.stop(session, subject=crisis.subject, why=event.what)
    _tell_room(session, event, company, messages.quiet(crisis))
    _show_headline(session, event, company)
    _start_asking(session, crisis, company, event.when)


def end(session: Session, event: CrisisResolved, company: Company) -> None:
    crisis = event.of
    escalation.stop(session, subject=crisis.subject, why=event.what)
    notices.settle_pings(session, crisis, messages.over(crisis), event.when)
    alerting.withdraw(session, subject=crisis.subject)
    _show_headline(session, event, company)
    _tell_room(session, event, company, messages.outcome(crisis))
    notices.tell_raiser(session, event, messages.outcome(crisis))


def fire(session: Session, fired: Fired, company: Company) -> None:
    """A level of a crisis's policy, or the look whether it went quiet."""
    crisis_id = int(fired.subject.partition(":")[2])
    if fired.policy == QUIET.name:
        _look(session, crisis_id, fired.when)
    else:
        _ping(session, session.get_one(Crisis, crisis_id), fired, company)


def _look(session: Session, crisis_id: int, at: datetime) -> None:
    if crisis := queries.free(session, crisis_id):
        service.fall_quiet(session, at, crisis)


def _ping(session: Session, crisis: Crisis, fired: Fired, company: Company) -> None:
    people, why = called(session, crisis, fired.whom, company), None
    if not people and set(fired.whom) != {"channel"}:
        people = company.resolve([f"role:{role}" for role in LAST_RESORT], {})
        why = messages.nobody_found(fired)
    _let_claim_lapse(session, crisis, fired.when)
    service.call(session, fired.when, crisis, people)
    notices.ping(session, crisis, fired, people, company.rules.channels.war_room, why)
    alerts.plan(session, crisis, fired, people, company)


def _let_claim_lapse(session: Session, crisis: Crisis, at: datetime) -> None:
    """Somebody who is changing the crisis just now settles it otherwise."""
    if crisis.claimed_by and (free := queries.free(session, crisis.id)) and free.claimed_by:
        claims.lapse(session, at, free)


def called(session: Session, crisis: Crisis, whom: tuple[str, ...] | list[str], company: Company) -> list[str]:
    """Whom a policy's words mean in this crisis; its accounts' people are the matter's own."""
    named: dict[str, list[str]] = {"author": [crisis.raised_by]}
    for affected in crisis.accounts:
        account = session.get_one(Account, affected.account_id)
        for word, people in people_of(account).items():
            named.setdefault(word, []).extend(people)
    return company.resolve(whom, named)


def policy_of(crisis: Crisis, company: Company) -> Policy:
    return company.rules.policy_for(crisis.score)


def speakers(company: Company) -> list[str]:
    return company.holders(SPEAKER)


def _start_asking(session: Session, crisis: Crisis, company: Company, at: datetime) -> None:
    policy = policy_of(crisis, company)
    escalation.start(session, subject=crisis.subject, policy=policy, at=at, since=at, rank=crisis.rank)


def _show_headline(session: Session, event: CrisisEvent, company: Company) -> None:
    war_room = company.rules.channels.war_room
    notices.show_headline(session, event.of, war_room, speakers(company), event.when)


def _tell_room(session: Session, event: CrisisEvent, company: Company, message: Message) -> None:
    session.flush()
    notices.tell_room(session, event, company.rules.channels.war_room, message)
