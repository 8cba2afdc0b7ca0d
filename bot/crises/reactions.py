"""What follows from what happens in a crisis: people are asked until somebody answers, and never afterwards."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy.orm import Session

from bot.alerts import service as alerts
from bot.company import Company
from bot.crises import levels, messages, news, noting, pings, queries, rooms, service, telling
from bot.crises.drill_facts import PlayerReleased
from bot.crises.facts import (
    AnswerClaimed,
    ClaimDenied,
    ClaimLapsed,
    CrisisAcknowledged,
    CrisisEvent,
    CrisisRaised,
    CrisisResolved,
    CrisisUnattended,
    CrisisWentQuiet,
    LeadTaken,
    ResponderGone,
    ResponderJoined,
    StatementMade,
    UpdatePosted,
)
from bot.crises.model import Crisis
from bot.crises.states import State
from bot.kernel import escalation
from bot.kernel.act import due
from bot.kernel.escalation import Asking
from bot.kernel.outbox import homes


def call_for_help(session: Session, event: CrisisRaised, company: Company) -> None:
    telling.show_headline(session, event, company)
    if event.of.keeps_to_its_room or company.rules.risk.band(event.of.score).own_room:
        rooms.ask_for(session, event.of, event.when)
    levels.start_asking(session, event.of, company, event.when)


def hush(session: Session, event: CrisisAcknowledged | LeadTaken | UpdatePosted, company: Company) -> None:
    """A sign of life: nobody is asked any more, and the next one is owed in time."""
    crisis = event.of
    levels.wait_for_update(session, crisis, event.what, event.when)
    theirs = pings.called(crisis, event.who.id)
    alerts.withdraw(session, subject=crisis.subject, beneath=pings.to_all(crisis), besides=theirs)
    telling.show_headline(session, event, company)


def wait_until_we_speak(session: Session, event: StatementMade, company: Company) -> None:
    """What the statement promised is when the next update is due, where somebody is on it."""
    crisis = event.of
    if crisis.state is State.ACKNOWLEDGED:
        levels.wait_for_update(session, crisis, event.what, event.when)
        pings.end_reminder(session, crisis, messages.update_made(crisis, event.when), event.when)
    telling.show_headline(session, event, company)


def end_reminders(session: Session, event: LeadTaken | UpdatePosted, _company: Company) -> None:
    """Of whoever is on it: where it waited for an answer nobody was reminded."""
    pings.end_reminder(session, event.of, messages.update_made(event.of, event.when), event.when)


def end_pings(session: Session, event: CrisisAcknowledged | ResponderJoined, _company: Company) -> None:
    """Not for the last time: they follow whoever is on it, and say so where it opens again."""
    message = messages.answered(event.of)
    pings.settle(session, event.of, message, event.when, is_last=False, answered_by=event.who.id)
    if isinstance(event, ResponderJoined):
        alerts.withdraw(session, subject=event.of.subject, beneath=pings.called(event.of, event.who.id))


def show_change(session: Session, event: CrisisEvent, company: Company) -> None:
    telling.show_headline(session, event, company)


def let_go(session: Session, event: ResponderGone, company: Company) -> None:
    """Cards name those who are left; where nobody is, it opens again, and that is another fact."""
    crisis = event.of
    escalation.hold(session, subject=crisis.subject)
    pings.end_reminder(session, crisis, messages.off(crisis), event.when, of=event.person)
    pings.end_call(session, crisis, event.person, messages.off(crisis), event.when)
    if crisis.state == State.ACKNOWLEDGED:
        pings.settle(session, crisis, messages.answered(crisis), event.when, is_last=False)
        if event.led:
            telling.tell_room(session, event, company, news.nobody_leads(crisis))
    telling.show_headline(session, event, company)


def release(session: Session, event: PlayerReleased, company: Company) -> None:
    """Nothing of the drill asks them any more."""
    crisis, message = event.of, messages.released(event.of)
    pings.take_back(session, crisis, event.person, message, event.when)
    pings.end_reminder(session, crisis, message, event.when, of=event.person)
    pings.end_call(session, crisis, event.person, message, event.when)
    homes.change(session, [event.person], at=event.when)
    telling.show_headline(session, event, company)


def tell_lead(session: Session, event: LeadTaken, company: Company) -> None:
    if event.before != event.who.id:
        telling.tell_room(session, event, company, news.lead(event.of, event.before))
    if event.before:
        pings.end_call(session, event.of, event.before, messages.led_by_another(event.of), event.when)


def wait_for_confirmation(session: Session, event: AnswerClaimed, company: Company) -> None:
    """Nobody is asked for a while; `claims.claim` says until when."""
    crisis = event.of
    session.flush()
    pings.settle(session, crisis, messages.claimed(crisis), event.when, is_last=False)
    alerts.withdraw(session, subject=crisis.subject, beneath=pings.to_all(crisis))
    pings.ask_whether_it_was_them(session, event)
    telling.show_headline(session, event, company)


def ask_on(session: Session, event: ClaimDenied, company: Company) -> None:
    """At once: the answer was none."""
    crisis = event.of
    pings.settle(session, crisis, messages.unconfirmed(crisis), event.when, is_last=False)
    pings.take_back_question(session, event, event.who.id, messages.denied(crisis))
    escalation.defer(session, subject=crisis.subject, until=event.when)
    telling.show_headline(session, event, company)


def show_open(session: Session, event: ClaimLapsed, company: Company) -> None:
    pings.take_back_question(session, event, event.person, messages.lapsed(event.of))
    telling.show_headline(session, event, company)


def tell_raiser_who(session: Session, event: CrisisAcknowledged, _company: Company) -> None:
    """Unless it is their own doing."""
    session.flush()
    if event.of.raised_by != event.who.id:
        pings.tell_raiser(session, event)


def tell_update(session: Session, event: UpdatePosted, company: Company) -> None:
    crisis, at = event.of, event.when
    telling.tell_room(session, event, company, news.update(crisis, at))
    telling.tell_followers(session, event, company, news.update(crisis, at, to_follower=True))


def ask_instead(session: Session, leaver: str, at: datetime) -> None:
    """Somebody left: each crisis that they were on, or led, goes on without them; where nobody is left, others are
    asked at once.
    """
    for crisis in queries.responded_to_by(session, leaver):
        service.lose(due(session, at), queries.held(session, crisis.id), leaver)


def ask_again(session: Session, event: CrisisWentQuiet | CrisisUnattended, company: Company) -> None:
    crisis = event.of
    escalation.stop(session, subject=crisis.subject, why=event.what)
    is_quiet = isinstance(event, CrisisWentQuiet)
    message = messages.open_again(crisis, is_quiet=is_quiet)
    pings.close_line(session, crisis, message, event.when)
    pings.settle(session, crisis, message, event.when, is_last=False)
    pings.end_reminder(session, crisis, message, event.when)
    telling.tell_room(session, event, company, news.reopened(crisis, is_quiet=is_quiet))
    telling.show_headline(session, event, company)
    levels.start_asking(session, crisis, company, event.when)


def ask_no_more(
    session: Session, crisis: Crisis, asking: Asking, gone: Collection[str], company: Company, at: datetime
) -> None:
    """Those whom the policy does not mean any more need not answer; whoever is on it still is."""
    meant = {*queries.called(session, crisis, asking.words, company), *crisis.responders, crisis.claimed_by}
    for each in sorted(set(gone) - meant):
        noting.call_no_more(due(session, at), crisis, each)
        pings.take_back(session, crisis, each, messages.others_asked(crisis), at)


def end(session: Session, event: CrisisResolved, company: Company) -> None:
    crisis = event.of
    escalation.stop(session, subject=crisis.subject, why=event.what)
    pings.settle(session, crisis, messages.over(crisis), event.when)
    pings.end_reminder(session, crisis, messages.over(crisis), event.when)
    alerts.withdraw(session, subject=crisis.subject)
    telling.show_headline(session, event, company)
    telling.tell_room(session, event, company, news.outcome(crisis))
    telling.tell_raiser(session, event, news.outcome(crisis))
    telling.tell_followers(session, event, company, news.outcome(crisis), crisis.raised_by)
