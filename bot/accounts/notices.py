"""Who is told about accounts, and where."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from bot.accounts import blocks, messages, queries
from bot.accounts.model import Account
from bot.kernel import outbox
from bot.kernel.escalation import Fired
from bot.kernel.text.markup import Markup, mentions


def show_proposal(session: Session, account: Account, deciders: Sequence[str], at: datetime) -> None:
    """The living card of a proposal, at each decider's; whoever proposed it sees who they are."""
    message = blocks.proposal(account, queries.likely_duplicates(session, account))
    for decider in deciders:
        outbox.show(session, card=_deciders(account, decider), channel=decider, message=message, at=at)
    proposed = messages.proposed(account, deciders)
    outbox.show(session, card=_proposers(account), channel=account.proposed_by, message=proposed, at=at)


def close_proposal(session: Session, account: Account, at: datetime) -> None:
    """Every decider's card says who decided, and loses its buttons."""
    message = blocks.proposal(account, queries.likely_duplicates(session, account))
    outbox.settle(session, path=f"{account.subject}:proposal", message=message, at=at)


def tell_outcome(session: Session, account: Account, at: datetime) -> None:
    """The proposer's card becomes the outcome; a line under it, because a card that changes rings no bell."""
    proposer, card = account.proposed_by, _proposers(account)
    if proposer == account.decided_by:
        return
    outbox.show(session, card=card, channel=proposer, message=messages.outcome(account), at=at)
    key, news = f"{account.subject}:outcome", messages.outcome_in_short(account)
    outbox.post(session, key=key, channel=proposer, message=news, at=at, urgency=outbox.Urgency.DECISION, thread=card)


def remind_of_silence(session: Session, account: Account, fired: Fired, people: Iterable[str], channel: str) -> None:
    told = mentions(people)
    card = f"{account.subject}:silence:{fired.key('channel')}"
    outbox.show(session, card=card, channel=channel, message=blocks.silent(account, told), at=fired.when)


def settle_silence(session: Session, account: Account, how: Markup, at: datetime) -> None:
    """Each reminder of this silence says how it ended, and loses its buttons."""
    message = blocks.silence_settled(account, how)
    outbox.settle(session, path=f"{account.subject}:silence", message=message, at=at)


def _deciders(account: Account, decider: str) -> str:
    return f"{account.subject}:proposal:{decider}"


def _proposers(account: Account) -> str:
    return f"{account.subject}:proposed"
