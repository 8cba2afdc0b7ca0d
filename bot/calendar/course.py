"""The course of a series: which of its times has a row, and what becomes of those when it ends.

What is done here obeys the rows of its life and asks nobody's permission: verbs and what follows from facts call it.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from sqlalchemy.orm import Session

from bot.accounts import outlet
from bot.calendar import queries
from bot.calendar.facts import (
    OccurrenceCancelled,
    OccurrenceMoved,
    OccurrencePlanned,
    OccurrencePublished,
    SlotCancelled,
    SlotEdited,
    SlotEnded,
)
from bot.calendar.life import LIFE, SERIES, Action, SlotAction
from bot.calendar.model import Occurrence, Slot, SlotStatus, Status
from bot.kernel.act import Act
from bot.kernel.errors import Invalid
from bot.outgoing import Going, may_go_out

NO_TIME_LEFT = "All its times are settled. Choose another day or rule."


def plan(act: Act, slot: Slot, nominal: datetime) -> Occurrence:
    """The series comes to that one of its rule's times."""
    return _planned(act, _occurrence(slot, slot.instant(nominal), Status.PLANNED, nominal=nominal))


def move_to(act: Act, slot: Slot, local: datetime) -> Occurrence:
    """Somebody chose that time instead of one of the rule's."""
    return _planned(act, _occurrence(slot, slot.instant(local), Status.PLANNED))


def missed(slot: Slot, nominal: datetime, when: datetime) -> Occurrence:
    """One of its times that has passed unseen."""
    return _occurrence(slot, slot.instant(nominal), Status.MISSED, nominal=nominal, missed_at=when)


def ahead(session: Session, occurrence: Occurrence) -> Iterable[datetime]:
    """The times to which the series may come after this one: those about which nobody decided ahead; none where it has
    gone on from this one, or goes no more.
    """
    return _free_after(session, occurrence) if _is_to_go_on(session, occurrence.slot) else ()


def go_on(act: Act, occurrence: Occurrence) -> None:
    """This one has passed or is settled: if the series was there, it comes to its next time, or to its end."""
    slot = occurrence.slot
    if not _is_to_go_on(act.session, slot):
        return
    following = next(iter(_free_after(act.session, occurrence)), None)
    if following is not None:
        plan(act, slot, following)
        return
    SERIES.move(slot, SlotAction.END)
    act.record(SlotEnded, of=slot)


def _is_to_go_on(session: Session, slot: Slot) -> bool:
    """Whether the time to which it had come has just passed or been settled."""
    return slot.status == SlotStatus.RUNNING and queries.current(session, slot) is None


def _free_after(session: Session, occurrence: Occurrence) -> Iterator[datetime]:
    slot, nominal = occurrence.slot, occurrence.nominal
    if nominal is not None:
        decided = queries.decided_after(session, slot, nominal)
        yield from (each for each in slot.recurrence.times(nominal) if each not in decided)


def lose_maker(act: Act, slot: Slot) -> None:
    """Whoever was to make its content has left, and nobody follows yet."""
    SERIES.move(slot, SlotAction.EDIT)
    slot.maker = ""
    act.record(SlotEdited, of=slot, changed=("maker",), made_by="")


def move_current(act: Act, current: Occurrence) -> None:
    """Its series has other times: the one to which it has come is the first of them about which nobody decided."""
    slot = current.slot
    rows = queries.nominals(act.session, slot) - {current.nominal}
    first = next((each for each in slot.recurrence.times() if each not in rows), None)
    if first is None:
        raise Invalid({"day": NO_TIME_LEFT})
    current.nominal, current.at = first, slot.instant(first)
    act.record(OccurrenceMoved, of=current)


def settle(act: Act, occurrence: Occurrence, action: Action) -> None:
    """It is over for this one, and through whom; raises TooLate."""
    LIFE.move(occurrence, action)
    occurrence.settled_by, occurrence.settled_by_name, occurrence.settled_at = act.who.id, act.who.name, act.when


def publish(act: Act, occurrence: Occurrence, url: str, posted_at: datetime) -> None:
    settle(act, occurrence, Action.PUBLISH)
    occurrence.url, occurrence.published_at = url, posted_at
    going = Going(outlet=outlet(act.session, occurrence.account_id), at=posted_at, matter=occurrence)
    act.record(OccurrencePublished, of=occurrence, url=url, against=tuple(may_go_out(act.session, going)))
    go_on(act, occurrence)


def cancel_all(act: Act, slot: Slot) -> None:
    SERIES.move(slot, SlotAction.CANCEL)
    slot.cancelled_by = act.who.id
    act.record(SlotCancelled, of=slot)
    cancel_planned(act, slot)


def cancel_planned(act: Act, slot: Slot) -> None:
    for occurrence in queries.planned_of(act.session, slot):
        cancel_one(act, occurrence)


def cancel_one(act: Act, occurrence: Occurrence) -> None:
    settle(act, occurrence, Action.CANCEL)
    act.record(OccurrenceCancelled, of=occurrence)


def _planned(act: Act, occurrence: Occurrence) -> Occurrence:
    act.session.add(occurrence)
    act.record(OccurrencePlanned, of=occurrence)
    return occurrence


def _occurrence(slot: Slot, at: datetime, status: Status, **rest: datetime | None) -> Occurrence:
    return Occurrence(slot=slot, account_id=slot.account_id, at=at, status=status, **rest)
