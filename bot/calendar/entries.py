"""What the calendar has between two instants: rows, and the times to which series will come, which have none yet."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from bot.calendar.model import Occurrence, Slot, SlotStatus, Status
from bot.calendar.queries import OVERDUE, reached, without_row
from bot.kernel.zones import wall

A_DAY = timedelta(days=1)  # more than clocks are ever set back
Accounts = Collection[int] | Select[int]
"""The ids of those that are meant."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the calendar; a time to which its series has not come yet has an occurrence without a row."""

    at: datetime
    slot: Slot
    occurrence: Occurrence

    @property
    def status(self) -> Status:
        return self.occurrence.status


def within(
    session: Session, start: datetime, end: datetime, on: Accounts | None = None, most: int | None = None
) -> list[Entry]:
    """What the calendar has from `start` until before `end`, in order; of those accounts, or of all; the first `most`,
    or all.
    """
    there = _of(on, select(Occurrence)).where(Occurrence.at >= start, Occurrence.at < end)
    planned = there.where(Occurrence.status != Status.CANCELLED).order_by(Occurrence.at).limit(most)
    series = _running(session, start, end, on, most)
    known = _known(session, start, end, [each.slot_id for each in series])
    to_come = (each for each in _to_come_of(series, start, end) if (each.slot.id, each.nominal) not in known)
    return _entries([*session.scalars(planned), *to_come])[:most]


def first_within(session: Session, start: datetime, end: datetime, most: int) -> tuple[list[Entry], datetime]:
    """The first `most`, and from when on there is more: `end` where these are all, `start` where nobody can say how
    many more series come round between.
    """
    entries = within(session, start, end, most=most + 1)
    before = reached().join(Slot).where(Slot.rule != "", Occurrence.at < start).with_only_columns(Occurrence.id)
    if session.scalar(before.order_by(Occurrence.at.desc()).offset(most).limit(1)):
        return entries[:most], start
    return entries[:most], entries[most].at if len(entries) > most else end


def overdue(
    session: Session, now: datetime, on: Accounts | None = None, most: int | None = None, before: datetime | None = None
) -> list[Entry]:
    """What was missed and is still open, of series that were not cancelled; the oldest first, no older than OVERDUE."""
    rows = _of(on, select(Occurrence)).join(Slot, Slot.id == Occurrence.slot_id)
    missed = Occurrence.status == Status.MISSED, Slot.status != SlotStatus.CANCELLED
    meant = rows.where(*missed, Occurrence.at >= now - OVERDUE, Occurrence.at < (before or now))
    return _entries(session.scalars(meant.order_by(Occurrence.at).limit(most)).all())


def _of(on: Accounts | None, rows: Select[Occurrence]) -> Select[Occurrence]:
    rows = rows.options(joinedload(Occurrence.slot))
    return rows if on is None else rows.where(Occurrence.account_id.in_(on))


def _entries(occurrences: Iterable[Occurrence]) -> list[Entry]:
    entries = [Entry(each.at, each.slot, each) for each in occurrences]
    return sorted(entries, key=lambda entry: (entry.at, entry.slot.label, entry.slot.id))


def _running(
    session: Session, start: datetime, end: datetime, on: Accounts | None, most: int | None
) -> Sequence[Occurrence]:
    """The times to which the series have come that have times between: where `most` times are asked for, no more series
    have them than those that come first; one that has come to a time before `start` may have any.
    """
    repeated = _of(on, reached()).join(Slot).where(Slot.rule != "")
    within = repeated.where(Occurrence.at >= start, Occurrence.at < end).order_by(Occurrence.at)
    before = repeated.where(Occurrence.at < start).order_by(Occurrence.at.desc())
    return [*session.scalars(within.limit(most)), *session.scalars(before.limit(most))]


def _known(session: Session, start: datetime, end: datetime, series: Collection[int]) -> set[tuple[int, datetime]]:
    """The times between that have rows."""
    rows = select(Occurrence.slot_id, Occurrence.nominal).where(Occurrence.slot_id.in_(series))
    around = Occurrence.nominal.between((start - A_DAY).replace(tzinfo=None), (end + A_DAY).replace(tzinfo=None))
    return {(row.slot_id, row.nominal) for row in session.execute(rows.where(around))}


def _to_come_of(series: Iterable[Occurrence], start: datetime, end: datetime) -> Iterator[Occurrence]:
    """The times between to which running series will come."""
    for each in series:
        if each.nominal is not None:
            for local in each.slot.recurrence.times(max(each.nominal, wall(start, each.slot.tz) - A_DAY)):
                if (at := each.slot.instant(local)) >= end:
                    break
                if at >= start:
                    yield without_row(each.slot, local)
