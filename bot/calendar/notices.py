"""Who is told about slots, and where."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from bot.calendar import blocks, queries
from bot.calendar.model import Occurrence, Slot
from bot.kernel import outbox
from bot.kernel.escalation import Fired
from bot.kernel.text.markup import Markup, mentions


def show_plan(session: Session, slot: Slot, at: datetime) -> None:
    """The planner's card, as things are now."""
    following = next(iter(queries.planned_of(session, slot)), None)
    outbox.show(
        session, card=f"{slot.subject}:plan", channel=slot.planned_by, message=blocks.plan(slot, following), at=at
    )


def ask_maker(session: Session, slot: Slot, at: datetime) -> None:
    first = next(iter(queries.planned_of(session, slot)), None)
    if slot.maker and slot.maker != slot.planned_by and first is not None:
        message = blocks.to_make(slot, first)
        outbox.show(session, card=f"{slot.subject}:making:{slot.maker}", channel=slot.maker, message=message, at=at)


def release_maker(session: Session, slot: Slot, at: datetime) -> None:
    outbox.settle(session, path=f"{slot.subject}:making", message=blocks.not_to_make(slot), at=at)


def report_missed(session: Session, occurrence: Occurrence, fired: Fired, people: Iterable[str], channel: str) -> None:
    told = mentions(people)
    earlier = queries.told_with(session, occurrence)
    message = blocks.missed(occurrence, earlier, told, fired.overdue)
    card = f"{occurrence.subject}:missed:{fired.key('channel')}"
    outbox.show(session, card=card, channel=channel, message=message, at=fired.when, urgency=fired.urgency)


def settle(session: Session, occurrence: Occurrence, at: datetime, how: Markup | None = None) -> None:
    """Each report of it says how it ended, and loses its buttons."""
    still_missed = [each for each in queries.told_with(session, occurrence) if each.is_open]
    message = blocks.settled(occurrence, how or blocks.outcome(occurrence), still_missed)
    outbox.settle(session, path=f"{occurrence.subject}:missed", message=message, at=at)
