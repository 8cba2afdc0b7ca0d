"""What is said of an account without a post for longer than its limit, until somebody posts, snoozes or retires it."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from bot.accounts import blocks, queries, service
from bot.accounts.facts import (
    AccountApproved,
    AccountEvent,
    AccountImported,
    AccountRetired,
    AccountSnoozed,
    AccountWoken,
    PostLogged,
)
from bot.accounts.model import Account
from bot.accounts.outlets import Outlet
from bot.company import Company
from bot.governance.settings import SILENT_ACCOUNT
from bot.kernel import escalation, outbox
from bot.kernel.act import due
from bot.kernel.errors import TooLate
from bot.kernel.escalation import Fired
from bot.kernel.outbox import homes
from bot.kernel.text.markup import Markup, day, mentions, mrkdwn, person
from bot.kernel.views.again import asked_again


def watch(session: Session, event: AccountApproved | AccountImported | PostLogged, company: Company) -> None:
    """The policy begins when the cadence will be exceeded; a post that was logged begins it afresh."""
    session.flush()
    policy = company.rules.policy(company.rules.reminders.silent_account)
    escalation.start(session, subject=event.of.subject, policy=policy.called(SILENT_ACCOUNT), at=event.of.silent_from)


def remind(session: Session, fired: Fired, company: Company) -> Iterator[outbox.Ask]:
    """One level of the silence policy."""
    account = queries.if_free(session, fired.subject.number)
    if account is None:
        raise TooLate(f"{fired.subject} is being changed just now")  # its level is said a minute later
    service.call_silent(due(session, fired.when), account)
    there, duties = company.at(session, account), Outlet.of(account).duties
    asked = company.asked(fired, lambda whom: there.resolve(whom, duties))
    homes.change(session, asked.people, at=fired.when)
    owner_left = not company.people.may_be_asked(account.owner)
    yield outbox.Ask(
        channel=account.channel or company.rules.channels.reminders,
        market=account.market,
        path=_reminders(account),
        key=fired.key("channel"),
        message=blocks.silent(account, mentions(asked.people), owner_left=owner_left),
        before=asked_again(account.label),
        because=asked.why,
        urgency=outbox.Urgency.DECISION,
    )


def end(session: Session, event: PostLogged, company: Company) -> None:
    if event.ended_silence:
        _settle(session, event, company, mrkdwn("{} logged a post.", person(event.who.id)))


def hush_until(session: Session, event: AccountSnoozed, company: Company) -> None:
    escalation.defer(session, subject=event.of.subject, until=event.until)
    how = mrkdwn("snoozed until {} by {}: {}", day(event.until), person(event.who.id), event.note)
    _settle(session, event, company, how, is_last=False)


def ask_again(session: Session, event: AccountWoken, company: Company) -> None:
    from_then_on = max(event.when, event.of.silent_from)
    escalation.defer(session, subject=event.of.subject, until=from_then_on)
    _settle(session, event, company, mrkdwn("{} ended its snooze.", person(event.who.id)), is_last=False)


def stop_watching(session: Session, event: AccountRetired, company: Company) -> None:
    escalation.stop(session, subject=event.of.subject, why="retired")
    _settle(session, event, company, mrkdwn("retired by {}.", person(event.who.id)))


def _settle(session: Session, event: AccountEvent, company: Company, how: Markup, *, is_last: bool = True) -> None:
    """Each reminder of this silence says how it ended, and loses its buttons."""
    words = company.rules.policy(company.rules.reminders.silent_account).words
    homes.change(session, company.at(session, event.of).resolve(words, Outlet.of(event.of).duties), at=event.when)
    message = blocks.silence_settled(event.of, how)
    outbox.settle(session, path=_reminders(event.of), message=message, at=event.when, is_last=is_last)


def _reminders(account: Account) -> str:
    """All that reminds of it."""
    return f"{account.subject}:silence"
