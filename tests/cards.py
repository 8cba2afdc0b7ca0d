"""What the cards of a matter say once all is delivered, as the outbox has it."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from bot.kernel.outbox.tables import State, cards, letters


@dataclass(frozen=True)
class Card:
    key: str
    channel: str
    says: str
    """Its text and blocks, as they are sent."""


def arrive(session: Session) -> None:
    """All letters are delivered, as if a sender had done it."""
    session.execute(update(letters).where(letters.c.state == State.WAITING).values(state=State.SENT))
    session.execute(update(cards).where(cards.c.ts.is_(None)).values(ts=cards.c.key))


def beneath(session: Session, *paths: str) -> list[Card]:
    """In the order in which they were first shown; those that nobody ever sees are left out."""
    written = select(letters.c.card, letters.c.channel, letters.c.payload).order_by(letters.c.number)
    under = or_(*(letters.c.card.startswith(f"{path}:") for path in paths))
    channels, newest = dict[str, str](), dict[str, Any]()
    for row in session.execute(written.where(under, letters.c.state.in_([State.WAITING, State.SENT]))):
        channels.setdefault(row.card, row.channel)
        newest[row.card] = row.payload
    return [Card(key, channel, str(newest[key])) for key, channel in channels.items()]
