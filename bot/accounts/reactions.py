"""What follows from proposals of accounts and from exports; `silence.py` has what follows once one is in use."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.accounts import likeness, messages, proposal, service, waiting
from bot.accounts.facts import (
    AccountApproved,
    AccountDeclined,
    AccountEvent,
    AccountProposed,
    SheetExported,
)
from bot.accounts.life import DECIDERS, STAND_INS
from bot.accounts.model import Account
from bot.company import Company
from bot.governance import Role
from bot.kernel import outbox
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
