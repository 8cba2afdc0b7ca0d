"""The course of a series: which of its times has a row, and what becomes of those when it ends."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from bot.calendar import queries
from bot.calendar.facts import OccurrenceCancelled, OccurrencePlanned, SlotCancelled, SlotEnded
from bot.calendar.model import Action, Occurrence, Slot, SlotAction, SlotStatus, Status
from bot.kernel.actor import Actor
from bot.kernel.events import record


def plan(session: Session, who: Actor, when: datetime, slot: Slot, nominal: datetime) -> Occurrence:
    """The series comes to that one of its rule's times."""
    return _planned(session, who, when, _occurrence(slot, slot.instant(nominal), Status.PLANNED, nominal=nominal))


def move_to(session: Session, who: Actor, when: datetime, slot: Slot, local: datetime) -> Occurrence:
    """Somebody chose that time instead of one of the rule's."""
    return _planned(session, who, when, _occurrence(slot, slot.instant(local), Status.PLANNED))


def missed(slot: Slot, nominal: datetime, when: datetime) -> Occurrence:
    """One of its times that has passed unseen."""
    return _occurrence(slot, slot.instant(nominal), Status.MISSED, nominal=nominal, missed_at=when)


def ahead(session: Session, occurrence: Occurrence) -> Iterable[datetime]:
    """The rule's times after this one that have no rows; none where the series has gone on from it, or goes no more."""
    slot = occurrence.slot
    if slot.status != SlotStatus.RUNNING or occurrence.nominal is None:
        return ()
    if occurrence.nominal != queries.reached(session, slot):
        return ()
    return slot.recurrence.times(occurrence.nominal)


def go_on(session: Session, who: Actor, when: datetime, occurrence: Occurrence) -> None:
    """This one has passed or is settled: the series comes to its next time, or to its end."""
    slot = occurrence.slot
    if slot.status != SlotStatus.RUNNING or occurrence.nominal != queries.reached(session, slot):
        return
    following = next(iter(ahead(session, occurrence)), None)
    if following is not None:
        plan(session, who, when, slot, following)
        return
    slot.move(SlotAction.END)
    record(session, SlotEnded(who=who, when=when, of=slot))


def cancel_all(session: Session, who: Actor, when: datetime, slot: Slot) -> None:
    slot.move(SlotAction.CANCEL)
    slot.cancelled_by = who.id
    record(session, SlotCancelled(who=who, when=when, of=slot))
    cancel_planned(session, who, when, slot)


def cancel_planned(session: Session, who: Actor, when: datetime, slot: Slot) -> None:
    for occurrence in queries.planned_of(session, slot):
        cancel_one(session, who, when, occurrence)


def cancel_one(session: Session, who: Actor, when: datetime, occurrence: Occurrence) -> None:
    occurrence.move(Action.CANCEL, who, when)
    record(session, OccurrenceCancelled(who=who, when=when, of=occurrence))


def _planned(session: Session, who: Actor, when: datetime, occurrence: Occurrence) -> Occurrence:
    session.add(occurrence)
    record(session, OccurrencePlanned(who=who, when=when, of=occurrence))
    return occurrence


def _occurrence(slot: Slot, at: datetime, status: Status, **rest: datetime | None) -> Occurrence:
    return Occurrence(slot=slot, account_id=slot.account_id, at=at, status=status.value, **rest)
