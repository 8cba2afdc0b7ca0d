"""A letter as the worker sees it that sends it: what to say, and where that now is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Row, bindparam, select
from sqlalchemy.orm import Session

from bot.kernel.outbox.tables import Method, Place, Urgency, cards, letters
from bot.kernel.statements import Prepared
from bot.kernel.text.markup import is_person


class Record(NamedTuple):
    """The last entry of the audit trail."""

    number: int
    hash: str


@dataclass(frozen=True, slots=True)
class Leased:
    """A letter in one worker's hands. `place` is where its card is, `under` the message that it answers,
    `newer` the one that asks instead of it.

    `doubt`: an earlier attempt was begun, and whether Slack took it nobody knows.
    """

    number: int
    id: str
    key: str
    method: Method
    channel: str
    person: str | None
    payload: dict[str, Any]
    rank: int
    card: str | None
    meant_for: str | None
    attempts: int
    doubt: bool
    plain: bool
    first_tried_at: datetime
    lease_until: datetime
    place: Place | None
    under: Place | None
    newer: Place | None
    record: Record | None = None
    """Where it is to be told, how far the audit trail reached when it was leased."""
    is_confidential: bool = False
    """Whether nobody else may hear what it is about."""

    @property
    def is_needless(self) -> bool:
        """Nobody has seen it, and a newer message asks."""
        return "superseded_by" in self.payload and self.place is None

    @property
    def deletes(self) -> bool:
        """Rather than changes: what only one person reads, once the newer message is there."""
        is_superseded = self.place is not None and self.newer is not None and "superseded_by" in self.payload
        return is_superseded and is_person(self.channel)

    @property
    def urgency(self) -> Urgency:
        return Urgency.of(self.rank)


def read(session: Session, doubts: Mapping[int, bool]) -> list[Leased]:
    """The letters of those numbers, the most urgent first; `doubts` says of each what held before it was leased."""
    return [_leased(row, doubts[row.number]) for row in _WITH_PLACES.run(session, leased=list(doubts))]


_WITH_PLACES = Prepared(
    select(letters, cards.c.posted_in.label("card_channel"), cards.c.ts.label("card_ts"))
    .outerjoin(cards, cards.c.key == letters.c.card)
    .where(letters.c.number.in_(bindparam("leased", expanding=True)))
    .order_by(letters.c.urgency, letters.c.number),
    lists=["leased"],
)


def _leased(row: Row[Any], doubt: bool) -> Leased:
    above = _place(row.under_channel, row.under_ts)
    return Leased(
        number=row.number,
        id=row.id,
        key=row.key,
        method=Method(row.method),
        channel=row.channel,
        person=row.person,
        payload=row.payload,
        rank=row.urgency,
        card=row.card,
        meant_for=row.meant_for,
        attempts=row.attempts,
        doubt=doubt,
        plain=row.plain,
        first_tried_at=row.first_tried_at,
        lease_until=row.lease_until,
        place=_place(row.card_channel, row.card_ts),
        under=None if row.card else above,
        newer=above if row.card else None,
    )


def _place(channel: str | None, ts: str | None) -> Place | None:
    return Place(channel, ts) if channel and ts else None


class Held(NamedTuple):
    """Since when a letter is leased, by the clock and by the seconds that nobody can set."""

    at: datetime
    seconds: float

    def is_young(self, age: timedelta, now: datetime, seconds: float) -> bool:
        """By both: one alone does not see that the other was set while the process stood still."""
        return self.at <= now < self.at + age and seconds < self.seconds + age.total_seconds()
