"""What follows from what happens to accounts, and who is told."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy.orm import Session

from bot.accounts import blocks, likeness, messages, proposal, queries, service, waiting
from bot.accounts.facts import (
    AccountApproved,
    AccountDeclined,
    AccountEvent,
    AccountImported,
    AccountProposed,
    AccountRetired,
    AccountSnoozed,
    AccountWoken,
    PostLogged,
    SheetExported,
)
from bot.accounts.life import DECIDERS, STAND_INS
from bot.accounts.model import Account
from bot.accounts.outlets import Outlet
from bot.company import Company
from bot.governance import Role
from bot.governance.settings import SILENT_ACCOUNT
from bot.kernel import escalation, outbox
from bot.kernel.act import due
from bot.kernel.errors import TooLate
from bot.kernel.escalation import Fired
from bot.kernel.outbox import homes
from bot.kernel.text.markup import Markup, day, mentions, mrkdwn, person
from bot.kernel.views.again import asked_again
from bot.kernel.views.blocks import Message


def show_to_deciders(session: Session, event: AccountProposed, company: Company) -> None:
    """The living card of a proposal, at each decider's; whoever proposed it sees who they are."""
    session.flush()
    _show_proposal(session, event.of, company, event.when)
    if not company.at(session, event.of).holders(Role.COMMUNITY_MANAGER):
        _tell_of_vacancy(session, company, event.when)


def ask_other_deciders(session: Session, role: str, company: Company, at: datetime) -> None:
    """Other people hold `role` than before: whoever decides on proposals now is asked, and nobody else."""
    if role not in (*DECIDERS, *STAND_INS):
        return
    for account in waiting.proposed(session):
        others = proposal.card(account, likeness.likely_duplicates(session, account), allowed=())
        outbox.settle(session, path=f"{account.subject}:proposal", message=others, at=at, is_last=False)
        _show_proposal(session, account, company, at)
    if not company.holders(Role.COMMUNITY_MANAGER):
        _tell_of_vacancy(session, company, at)


def _show_proposal(session: Session, account: Account, company: Company, at: datetime) -> None:
    deciders = service.deciders(account, company.at(session, account).holders)
    message = proposal.card(account, likeness.likely_duplicates(session, account))
    for decider in deciders:
        outbox.show(session, card=f"{account.subject}:proposal:{decider}", channel=decider, message=message, at=at)
    card = messages.proposed(account, deciders)
    outbox.show(session, card=_proposers(account), channel=account.proposed_by, message=card, at=at)


def _tell_of_vacancy(session: Session, company: Company, at: datetime) -> None:
    """Once a day, however much is proposed."""
    message = messages.no_community_manager(len(waiting.proposed(session)))
    company.tell_administrators(session, f"vacancy:{Role.COMMUNITY_MANAGER}:{at:%Y-%m-%d}", message, at)


def tell_decision(session: Session, event: AccountApproved | AccountDeclined, _company: Company) -> None:
    """Every decider's card says who decided, and loses its buttons; the proposer's becomes the outcome."""
    account = event.of
    message = proposal.card(account, likeness.likely_duplicates(session, account))
    outbox.settle(session, path=f"{account.subject}:proposal", message=message, at=event.when)
    if account.proposed_by != account.decided_by:
        _show_proposer(session, event, messages.outcome(account))
        _ring_proposer(session, event)


def watch_for_silence(
    session: Session, event: AccountApproved | AccountImported | PostLogged, company: Company
) -> None:
    """The policy begins when the cadence will be exceeded; a post that was logged begins it afresh."""
    session.flush()
    policy = company.rules.policy(company.rules.reminders.silent_account)
    escalation.start(session, subject=event.of.subject, policy=policy.called(SILENT_ACCOUNT), at=event.of.silent_from)


def remind_of_silence(session: Session, fired: Fired, company: Company) -> Iterator[outbox.Ask]:
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
        path=_silence(account),
        key=fired.key("channel"),
        message=blocks.silent(account, mentions(asked.people), owner_left=owner_left),
        before=asked_again(account.label),
        because=asked.why,
        urgency=outbox.Urgency.DECISION,
    )


def send_registry(session: Session, event: SheetExported, _company: Company) -> None:
    """As a file to whoever asked, as the registry then is."""
    outbox.send_file(
        session,
        key=f"{event.of.subject}:{event.who.id}:{event.when.isoformat()}",
        person=event.who.id,
        file=(str(event.of.subject), f"accounts-{event.when:%Y-%m-%d}.csv"),
        message=messages.registry(),
        at=event.when,
    )


def end_silence(session: Session, event: PostLogged, company: Company) -> None:
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
    outbox.settle(session, path=_silence(event.of), message=message, at=event.when, is_last=is_last)


def _silence(account: Account) -> str:
    return f"{account.subject}:silence"


def _show_proposer(session: Session, event: AccountEvent, message: Message) -> None:
    account = event.of
    outbox.show(session, card=_proposers(account), channel=account.proposed_by, message=message, at=event.when)


def _ring_proposer(session: Session, event: AccountEvent) -> None:
    """A line under the proposer's card, because a card that changes rings no bell."""
    account = event.of
    outbox.post(
        session,
        key=f"{account.subject}:outcome",
        channel=account.proposed_by,
        message=messages.outcome_in_short(account),
        at=event.when,
        urgency=outbox.Urgency.DECISION,
        thread=_proposers(account),
    )


def _proposers(account: Account) -> str:
    return f"{account.subject}:proposed"
