"""Who is told about accounts, and where."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from bot.accounts import blocks, queries
from bot.accounts.model import Account
from bot.kernel import outbox
from bot.kernel.blocks import person
from bot.kernel.escalation import Fired


def show_proposal(session: Session, account: Account, deciders: Iterable[str], at: datetime) -> None:
    """The living card of a proposal, at each decider's."""
    message = blocks.proposal(account, queries.likely_duplicates(session, account))
    for decider in deciders:
        outbox.show(session, card=f"{account.subject}:proposal:{decider}", channel=decider, message=message, at=at)


def close_proposal(session: Session, account: Account, at: datetime) -> None:
    """Every decider's card says who decided, and loses its buttons."""
    message = blocks.proposal(account, queries.likely_duplicates(session, account))
    outbox.settle(session, cards_like=f"{account.subject}:proposal:%", message=message, at=at)


def tell_outcome(session: Session, account: Account, at: datetime) -> None:
    key = f"{account.subject}:outcome"
    outbox.post(session, key=key, channel=account.proposed_by, message=blocks.outcome(account), at=at)


def remind_of_silence(session: Session, account: Account, fired: Fired, people: Iterable[str], channel: str) -> None:
    told = " ".join(person(user_id) for user_id in people)
    card = f"{account.subject}:silence:{fired.key('channel')}"
    outbox.show(session, card=card, channel=channel, message=blocks.silent(account, told), at=fired.when)


def settle_silence(session: Session, account: Account, how: str, at: datetime) -> None:
    """Each reminder of this silence says how it ended, and loses its buttons."""
    message = blocks.silence_settled(account, how)
    outbox.settle(session, cards_like=f"{account.subject}:silence:%", message=message, at=at)
