"""What happens in the calendar."""

from dataclasses import dataclass

from bot.calendar.model import Occurrence, Slot
from bot.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class SlotEvent(Event):
    of: Slot


class SlotPlanned(SlotEvent):
    pass


class SlotEnded(SlotEvent):
    """Its rule gives no further time."""


class SlotCancelled(SlotEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class OccurrenceEvent(Event):
    of: Occurrence


class OccurrencePlanned(OccurrenceEvent):
    """The series has come to this one, or somebody postponed another to it."""


class OccurrenceMissed(OccurrenceEvent):
    pass


class OccurrencePublished(OccurrenceEvent):
    pass


class OccurrenceSkipped(OccurrenceEvent):
    pass


class OccurrencePostponed(OccurrenceEvent):
    pass


class OccurrenceCancelled(OccurrenceEvent):
    pass
