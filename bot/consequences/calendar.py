"""What follows from what happens in the calendar, and to the accounts that it is about."""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.accounts import queries as accounts
from bot.accounts import service as registry
from bot.accounts.model import Account, AccountRetired, PostLogged
from bot.calendar import notices, queries, service
from bot.calendar.model import (
    Occurrence,
    OccurrenceEvent,
    OccurrencePlanned,
    OccurrencePublished,
    SlotCancelled,
    SlotEvent,
    SlotPlanned,
    Status,
)
from bot.company import Company
from bot.consequences.accounts import people_of
from bot.kernel import escalation
from bot.kernel.escalation import Fired
from bot.kernel.text.markup import Markup, mrkdwn, person

SHORTLY = timedelta(minutes=1)


def show_plan(session: Session, event: SlotEvent, _company: Company) -> None:
    session.flush()
    notices.show_plan(session, event.of, event.when)


def ask_maker(session: Session, event: SlotPlanned, _company: Company) -> None:
    notices.ask_maker(session, event.of, event.when)


def watch(session: Session, event: OccurrencePlanned, company: Company) -> None:
    """The policy begins when the slot's time and the grace will have passed."""
    session.flush()
    _watch(session, event.of, company, event.of.at + company.rules.reminders.slot_grace)
    notices.show_plan(session, event.of.slot, event.when)


def settle(session: Session, event: OccurrenceEvent, _company: Company) -> None:
    """Nobody is reminded of it any more, and the reports say how it ended."""
    _end(session, event.of, event.when)
    notices.show_plan(session, event.of.slot, event.when)


def log_post(session: Session, event: OccurrencePublished, _company: Company) -> None:
    """The post is one of the account's, unless it or a later one is logged already."""
    occurrence = event.of
    account = accounts.by_id(session, occurrence.account_id)
    posted_at = occurrence.published_at or event.when
    if not account.is_news(occurrence.url, posted_at):
        return
    # Whoever may settle the slot may log its post, the author who planned it too.
    trusted = replace(event.who, roles=event.who.roles | {"community_manager"})
    registry.log_post(session, trusted, event.when, account, occurrence.url, posted_at=posted_at)


def count_post(session: Session, event: PostLogged, _company: Company) -> None:
    account = event.of
    if account.last_post_at is not None and account.last_post_url:
        service.count_post(session, event.who, event.when, account.id, account.last_post_url, account.last_post_at)


def cancel_all(session: Session, event: AccountRetired, _company: Company) -> None:
    service.cancel_all_of(session, event.who, event.when, event.of.id)
    for missed in queries.missed_on(session, event.of.id):
        _end(session, missed, event.when, mrkdwn("it stays missed; {} retired the account.", person(event.who.id)))


def close_series(session: Session, event: SlotCancelled, _company: Company) -> None:
    """What was missed of it stays missed, and nobody is reminded of that any more."""
    for missed in queries.missed_of(session, event.of):
        _end(session, missed, event.when, mrkdwn("it stays missed; {} cancelled the series.", person(event.who.id)))
    notices.release_maker(session, event.of, event.when)
    notices.show_plan(session, event.of, event.when)


def remind(session: Session, fired: Fired, company: Company) -> None:
    """One level of a missed slot's policy; on the first it becomes missed."""
    occurrence = session.get_one(Occurrence, int(fired.subject.partition(":")[2]))
    if occurrence.status == Status.PLANNED and not _call_missed(session, fired, occurrence, company):
        return
    account = session.get_one(Account, occurrence.account_id)
    people = company.resolve(fired.whom, people_of(account))
    notices.report_missed(session, occurrence, fired, people, account.channel or company.rules.channels.reminders)


def _call_missed(session: Session, fired: Fired, occurrence: Occurrence, company: Company) -> bool:
    """Whether it is to be reported, and by itself."""
    if queries.if_free(session, occurrence.id) is None:  # somebody is settling it just now
        _watch(session, occurrence, company, fired.when + SHORTLY)
        return False
    reported = service.miss(session, fired.when, occurrence, company.rules.reminders.slot_grace)
    if reported is not occurrence:
        escalation.stop(session, subject=occurrence.subject, why="told together with a later one")
    return reported is occurrence


def _watch(session: Session, occurrence: Occurrence, company: Company, begins: datetime) -> None:
    policy = company.rules.policy(company.rules.reminders.missed_slot)
    escalation.start(session, subject=occurrence.subject, policy=policy, at=begins)


def _end(session: Session, occurrence: Occurrence, at: datetime, how: Markup | None = None) -> None:
    escalation.stop(session, subject=occurrence.subject, why=occurrence.status)
    notices.settle(session, occurrence, at, how)
