"""What follows from what happens to accounts."""

from sqlalchemy.orm import Session

from bot.accounts import notices, queries, service
from bot.accounts.model import (
    Account,
    AccountApproved,
    AccountDeclined,
    AccountEvent,
    AccountImported,
    AccountProposed,
    AccountRetired,
    AccountSnoozed,
    PostLogged,
)
from bot.company import Company
from bot.kernel import escalation
from bot.kernel.errors import TooLate
from bot.kernel.escalation import Fired
from bot.kernel.text.markup import Markup, mrkdwn, person, when


def show_to_deciders(session: Session, event: AccountProposed, company: Company) -> None:
    session.flush()
    notices.show_proposal(session, event.of, service.deciders(event.of, company.holders), event.when)


def tell_decision(session: Session, event: AccountApproved | AccountDeclined, _company: Company) -> None:
    notices.close_proposal(session, event.of, event.when)
    notices.tell_outcome(session, event.of, event.when)


def watch_for_silence(
    session: Session, event: AccountApproved | AccountImported | PostLogged, company: Company
) -> None:
    """The policy begins when the cadence will be exceeded; a post that was logged begins it afresh."""
    session.flush()
    policy = company.rules.policy(company.rules.reminders.silent_account)
    escalation.start(session, subject=event.of.subject, policy=policy, at=event.of.silent_from)


def end_silence(session: Session, event: PostLogged, _company: Company) -> None:
    if event.ended_silence:
        _settle(session, event, mrkdwn("{} logged a post.", person(event.who.id)))


def hush_until(session: Session, event: AccountSnoozed, company: Company) -> None:
    until = event.of.snoozed_until or event.when
    policy = company.rules.reminders.silent_account
    escalation.defer(session, subject=event.of.subject, policy=policy, until=until)
    _settle(session, event, mrkdwn("snoozed until {} by {}.", when(until), person(event.who.id)))


def stop_watching(session: Session, event: AccountRetired, _company: Company) -> None:
    escalation.stop(session, subject=event.of.subject, why="retired")
    _settle(session, event, mrkdwn("retired by {}.", person(event.who.id)))


def remind(session: Session, fired: Fired, company: Company) -> None:
    """One level of the silence policy."""
    account = queries.if_free(session, int(fired.subject.partition(":")[2]))
    if account is None:
        raise TooLate(f"{fired.subject} is being changed just now")  # its level is said a minute later
    service.call_silent(session, fired.when, account)
    people = company.resolve(fired.whom, people_of(account))
    channel = account.channel or company.rules.channels.reminders
    notices.remind_of_silence(session, account, fired, people, channel)


def people_of(account: Account) -> dict[str, list[str]]:
    """The account's own people, by the words that policies use."""
    return {
        "owner": [account.owner],
        "backup": [account.backup],
        "publisher": [account.publisher],
        "deputy": [account.deputy],
    }


def _settle(session: Session, event: AccountEvent, how: Markup) -> None:
    notices.settle_silence(session, event.of, how, event.when)
