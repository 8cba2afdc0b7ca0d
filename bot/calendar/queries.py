"""What is in the calendar. Whoever changes anything of a series holds its row."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from sqlalchemy import Select, bindparam, func, or_, select
from sqlalchemy.orm import Session, joinedload

from bot.accounts import Outlet
from bot.calendar.model import OPEN, Occurrence, Slot, SlotStatus, Status
from bot.kernel import db
from bot.kernel.errors import NotFound
from bot.kernel.statements import Prepared
from bot.networks import is_same_post, trace

T = TypeVar("T", Slot, Occurrence)

GONE = "This slot is not in the calendar any more. `/calendar week` shows what is planned."


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the calendar; `occurrence` is None while its series has not come to it."""

    at: datetime
    slot: Slot
    occurrence: Occurrence | None

    @property
    def status(self) -> Status:
        return self.occurrence.status if self.occurrence else Status.PLANNED


def by_id(session: Session, occurrence_id: int) -> Occurrence:
    """The occurrence, only to be looked at; raises NotFound."""
    return _there(session.get(Occurrence, occurrence_id))


def held(session: Session, occurrence_id: int) -> Occurrence:
    """The occurrence, its series held for change until the transaction ends; raises NotFound."""
    _there(session.scalar(_held(_series_of(occurrence_id))))
    return session.get_one(Occurrence, occurrence_id, populate_existing=True)


def if_free(session: Session, occurrence_id: int) -> Occurrence | None:
    """As `held`, but nothing where somebody else has its series in hand: the beat waits for nobody."""
    if session.scalar(_held(_series_of(occurrence_id), skip=True)) is None:
        return None
    return session.get_one(Occurrence, occurrence_id, populate_existing=True)


def series(session: Session, slot_id: int) -> Slot:
    """The series, only to be looked at; raises NotFound."""
    return _there(session.get(Slot, slot_id))


def held_series(session: Session, slot_id: int) -> Slot:
    """The series, held for change until the transaction ends; raises NotFound."""
    return _there(db.held(session, Slot, slot_id))


def living_of(session: Session, account_id: int) -> Sequence[Slot]:
    """The account's series that go on or have something planned, held for change."""
    planned = select(Occurrence.slot_id).where(Occurrence.account_id == account_id, Occurrence.status == Status.PLANNED)
    living = select(Slot).where(
        Slot.account_id == account_id, or_(Slot.status == SlotStatus.RUNNING, Slot.id.in_(planned))
    )
    return session.scalars(_held(living).order_by(Slot.id)).all()


def planned_of(session: Session, slot: Slot) -> Sequence[Occurrence]:
    """What is planned of a series, the next first."""
    planned = select(Occurrence).where(Occurrence.slot_id == slot.id, Occurrence.status == Status.PLANNED)
    return session.scalars(planned.order_by(Occurrence.at)).all()


def next_of(session: Session, slot: Slot) -> Occurrence | None:
    return next(iter(planned_of(session, slot)), None)


def missed_of(session: Session, slot: Slot) -> Sequence[Occurrence]:
    """What was missed of a series and reported by itself."""
    return session.scalars(_reported().where(Occurrence.slot_id == slot.id)).all()


def missed_on(session: Session, account_id: int) -> Sequence[Occurrence]:
    """What was missed on an account and reported by itself."""
    return session.scalars(_reported().where(Occurrence.account_id == account_id)).all()


def reached(session: Session, slot: Slot) -> datetime | None:
    """The last of the rule's times that has a row."""
    return session.scalar(select(func.max(Occurrence.nominal)).where(Occurrence.slot_id == slot.id))


def told_with(session: Session, occurrence: Occurrence) -> Sequence[Occurrence]:
    """The earlier ones that this one's report names too, oldest first."""
    earlier = select(Occurrence).where(Occurrence.told_with_id == occurrence.id).order_by(Occurrence.at)
    return session.scalars(earlier).all()


def nearest_open(session: Session, account_id: int, at: datetime, reach: timedelta) -> int | None:
    """Of an account's open occurrences that lie at most `reach` away, the nearest's id; of two alike the earlier's."""
    around = _OPEN_AROUND.run(session, of=account_id, start=at - reach, end=at + reach)
    nearest = min(around, key=lambda each: abs(each.at - at), default=None)
    return nearest.id if nearest else None


_OPEN_AROUND = Prepared(
    select(Occurrence.id, Occurrence.at)
    .where(
        Occurrence.account_id == bindparam("of"),
        Occurrence.status.in_(OPEN),
        Occurrence.at.between(bindparam("start"), bindparam("end")),
    )
    .order_by(Occurrence.at, Occurrence.id)
)


def is_used(session: Session, account: Outlet, url: str) -> bool:
    """Whether that post has settled a slot of the account already, however its address is written."""
    may_be = Occurrence.url.contains(trace(account.network, url), autoescape=True)
    used = session.scalars(select(Occurrence.url).where(Occurrence.account_id == account.id, may_be))
    return any(is_same_post(account.network, each, url) for each in used)


def within(session: Session, start: datetime, end: datetime, accounts: Collection[int] | None = None) -> list[Entry]:
    """What the calendar has from `start` until before `end`, in order; of those accounts, or of all."""
    visible = (Occurrence.at >= start, Occurrence.at < end, Occurrence.status != Status.CANCELLED)
    rows = select(Occurrence).where(*visible).options(joinedload(Occurrence.slot))
    if accounts is not None:
        rows = rows.where(Occurrence.account_id.in_(accounts))
    entries = [Entry(each.at, each.slot, each) for each in session.scalars(rows)]
    entries += _to_come(session, start, end, accounts)
    return sorted(entries, key=lambda entry: (entry.at, entry.slot.label, entry.slot.id))


def _to_come(session: Session, start: datetime, end: datetime, accounts: Collection[int] | None) -> list[Entry]:
    """The times that running series will come to, which have no rows yet."""
    running = (
        select(Slot, func.max(Occurrence.nominal))
        .join(Occurrence, Occurrence.slot_id == Slot.id)
        .where(Slot.status == SlotStatus.RUNNING, Slot.rule != "")
        .group_by(Slot.id)
    )
    if accounts is not None:
        running = running.where(Slot.account_id.in_(accounts))
    return [
        Entry(at, slot, None)
        for slot, latest in session.execute(running)
        for at in _times(slot, latest, end)
        if start <= at
    ]


def _times(slot: Slot, reached: datetime | None, end: datetime) -> Iterator[datetime]:
    """The instants of the series before `end` that come after its last row."""
    for local in slot.recurrence.times(reached):
        if (at := slot.instant(local)) >= end:
            return
        yield at


def _series_of(occurrence_id: int) -> Select[Slot]:
    return select(Slot).join(Occurrence, Occurrence.slot_id == Slot.id).where(Occurrence.id == occurrence_id)


def _held(slots: Select[Slot], *, skip: bool = False) -> Select[Slot]:
    return slots.with_for_update(of=Slot, skip_locked=skip).execution_options(populate_existing=True)


def _reported() -> Select[Occurrence]:
    return select(Occurrence).where(Occurrence.status == Status.MISSED, Occurrence.told_with_id.is_(None))


def _there(row: T | None) -> T:
    if row is None:
        raise NotFound(GONE)
    return row
