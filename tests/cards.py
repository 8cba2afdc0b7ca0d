"""What the cards of a matter say once all is delivered, as the outbox has it."""

from dataclasses import dataclass

from sqlalchemy import select, update
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


def beneath(session: Session, path: str) -> list[Card]:
    """In the order in which they were first shown; those that nobody ever sees are left out."""
    written = select(letters.c.card, letters.c.channel, letters.c.payload).order_by(letters.c.number)
    sent = written.where(letters.c.card.startswith(f"{path}:"), letters.c.state.in_([State.WAITING, State.SENT]))
    by_key: dict[str, Card] = {}
    for row in session.execute(sent):
        channel = by_key[row.card].channel if row.card in by_key else row.channel
        by_key[row.card] = Card(row.card, channel, str(row.payload))
    return list(by_key.values())
