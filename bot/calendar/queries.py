"""What is in the calendar. Whoever changes anything of a series holds its row."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TypeVar

from sqlalchemy import Select, bindparam, or_, select
from sqlalchemy.orm import Session

from bot.accounts import Outlet
from bot.calendar.model import OPEN, Occurrence, Slot, SlotStatus, Status
from bot.kernel import loading
from bot.kernel.errors import NotFound
from bot.kernel.reference import Ref
from bot.kernel.statements import Prepared
from bot.networks import is_same_post, trace

T = TypeVar("T", Slot, Occurrence)

OVERDUE = timedelta(weeks=4)
"""What was missed before that is left to the record."""

GONE = "This slot is gone. See `/calendar week`."


def by_id(session: Session, occurrence_id: int) -> Occurrence:
    """The occurrence, only to be looked at; raises NotFound."""
    return _there(session.get(Occurrence, occurrence_id))


def meant(session: Session, ref: Ref) -> Occurrence:
    """What a button is about, only to be looked at: also a time to come, which has no row; raises NotFound."""
    if not ref.rest:
        return by_id(session, ref.id)
    slot = series(session, ref.id)
    try:
        nominal = datetime.fromisoformat(ref.rest)
    except ValueError as error:
        raise NotFound(GONE) from error
    row = select(Occurrence).where(Occurrence.slot_id == slot.id, Occurrence.nominal == nominal)
    return _there(session.scalar(row) or _to_come(session, slot, nominal))


def _to_come(session: Session, slot: Slot, nominal: datetime) -> Occurrence | None:
    reached = current(session, slot)
    if reached is None or reached.nominal is None or nominal <= reached.nominal:
        return None
    return without_row(slot, nominal) if nominal in slot.recurrence else None


def without_row(slot: Slot, nominal: datetime) -> Occurrence:
    """A time of the series' rule that stands in no table."""
    stands = {"nominal": nominal, "at": slot.instant(nominal), "status": Status.PLANNED, "settled_by": ""}
    return Occurrence(slot=slot, account_id=slot.account_id, **stands)


def makers(session: Session) -> set[str]:
    """Who makes the content of slots that are planned."""
    running = select(Slot.maker).where(Slot.status == SlotStatus.RUNNING, Slot.maker != "")
    return set(session.scalars(running.distinct()))


def made_by(session: Session, maker: str) -> Sequence[Slot]:
    """The planned slots whose content somebody makes, held for change."""
    theirs = select(Slot).where(Slot.status == SlotStatus.RUNNING, Slot.maker == maker).order_by(Slot.id)
    return session.scalars(_held(theirs)).all()


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
    return _there(loading.held(session, Slot, slot_id))


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


def current(session: Session, slot: Slot) -> Occurrence | None:
    """The one of the rule's times to which a running series has come; none right after it has passed or is settled."""
    return session.scalar(reached().where(Occurrence.slot_id == slot.id).order_by(Occurrence.nominal).limit(1))


def next_in(session: Session, slot: Slot) -> Occurrence:
    """The one to which a running series has come; raises NotFound."""
    return _there(current(session, slot))


def decided_after(session: Session, slot: Slot, nominal: datetime) -> set[datetime]:
    """The rule's times after that one that have rows: somebody decided about them ahead."""
    rows = select(Occurrence.nominal).where(Occurrence.slot_id == slot.id, Occurrence.nominal > nominal)
    return {each for each in session.scalars(rows) if each}


def nominals(session: Session, slot: Slot) -> set[datetime | None]:
    """The times of the series' rules that have rows."""
    return set(session.scalars(select(Occurrence.nominal).where(Occurrence.slot_id == slot.id)))


def told_with(session: Session, occurrence: Occurrence) -> Sequence[Occurrence]:
    """The earlier ones that this one's report names too, oldest first."""
    if not occurrence.has_come:
        return ()
    earlier = select(Occurrence).where(Occurrence.told_with_id == occurrence.id).order_by(Occurrence.at)
    return session.scalars(earlier).all()


def missed_before(session: Session, occurrence: Occurrence) -> Sequence[Occurrence]:
    """Those of its series that were missed and are to be reported by themselves, no older than OVERDUE."""
    lately = Occurrence.at.between(occurrence.at - OVERDUE, occurrence.at), Occurrence.id != occurrence.id
    earlier = _reported().where(Occurrence.slot_id == occurrence.slot_id, *lately)
    return session.scalars(earlier.order_by(Occurrence.at)).all()


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


def reached() -> Select[Occurrence]:
    """The times to which running series have come."""
    return select(Occurrence).where(Occurrence.status == Status.PLANNED, Occurrence.nominal.is_not(None))


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
