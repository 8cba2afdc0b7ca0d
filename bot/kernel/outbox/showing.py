"""What cards are to show becomes letters, or what those say that wait already: all cards in as many trips as one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Executable, Integer, Row, Table, bindparam, case, update
from sqlalchemy.orm import Session

from bot.kernel.outbox.letter import Letter, letter
from bot.kernel.outbox.tables import Method, State, cards, letters, live
from bot.kernel.statements import Insert, Prepared, in_one_trip

KEY = "card"
"""The keys of cards' letters begin with this word."""


@dataclass(slots=True)
class Showing:
    """`card` is to show this from now on; posted the first time, replaced in place afterwards, wherever it then is."""

    card: str
    channel: str
    payload: dict[str, Any]
    at: datetime
    urgency: int
    settled: bool = False
    """Whether it is a last state."""

    @property
    def after(self) -> str | None:
        """The card that must be there first."""
        return self.payload.get("superseded_by") or self.payload.get("after")

    @property
    def fresh(self) -> dict[str, Any]:
        """The card, where there was none."""
        return {"key": self.card, "channel": self.channel, "version": 1, "shown_at": self.at, "settled": self.settled}


def letters_of(session: Session, showings: Sequence[Showing]) -> dict[str, Letter]:
    """By card, but for those whose waiting letter says this instead of what it said."""
    asked = [*((_KNOW, each.fresh) for each in showings), *((_RENEW, _newest(each)) for each in showings)]
    answers = in_one_trip(session, asked)
    rows = zip(showings, answers[: len(showings)], answers[len(showings) :], strict=True)
    return {each.card: _letter(each, card) for each, (card,), renewed in rows if not renewed}


def _know(insert: Callable[[Table], Insert]) -> Executable:
    """A card that was withdrawn before anybody saw it is open again once it is shown again."""
    fresh = insert(cards)
    again = {
        "version": cards.c.version + 1,
        "shown_at": fresh.excluded.shown_at,
        "settled": case((cards.c.ts.is_(None), fresh.excluded.settled), else_=cards.c.settled),
    }
    return fresh.on_conflict_do_update(index_elements=[cards.c.key], set_=again).returning(cards)


_KNOW = Prepared(_know)


def _newest(each: Showing) -> dict[str, Any]:
    return {"of": each.card, "newest": each.payload, "after": each.after, "now": each.urgency}


_NOW = bindparam("now", type_=Integer)
_RENEW = Prepared(
    update(letters)
    .where(letters.c.card == bindparam("of"), live(letters.c.state), letters.c.state == State.WAITING)
    .values(
        payload=bindparam("newest"),
        plain=False,
        thread=bindparam("after"),
        urgency=case((letters.c.urgency > _NOW, _NOW), else_=letters.c.urgency),
    )
    .returning(letters.c.card)
)
"""What a card's waiting letter says is replaced, and it goes no later than before."""


def _letter(showing: Showing, card: Row[Any]) -> Letter:
    return letter(
        key=f"{KEY}:{card.key}:{card.version}",
        method=Method.POST if card.ts is None else Method.UPDATE,
        channel=card.channel,
        payload=showing.payload,
        at=showing.at,
        urgency=showing.urgency,
        card=card.key,
        thread=showing.after,
        meant_for=card.meant_for,
    )
