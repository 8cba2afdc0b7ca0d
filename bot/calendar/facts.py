"""What happens in the calendar: to a series, and to one time of it."""

from dataclasses import dataclass
from datetime import datetime

from bot.calendar.model import Occurrence, Slot
from bot.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class SlotEvent(Event):
    of: Slot


class SlotPlanned(SlotEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class SlotEdited(SlotEvent):
    """It is another from its next time on."""

    changed: tuple[str, ...]
    """What of it, as people read it."""
    made_by: str
    """Who made its content before."""

    @property
    def noted(self) -> str:
        return ", ".join(self.changed)


class SlotEnded(SlotEvent):
    """Its rule gives no further time."""


class SlotCancelled(SlotEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class OccurrenceEvent(Event):
    of: Occurrence


class OccurrencePlanned(OccurrenceEvent):
    """The series has come to this one, or somebody postponed another to it."""


class OccurrenceMoved(OccurrenceEvent):
    """Its series was given other times, of which this is the next."""


class OccurrenceMissed(OccurrenceEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class OccurrencePublished(OccurrenceEvent):
    url: str
    against: tuple[str, ...] = ()
    """What stood against it: what has happened is recorded all the same."""

    @property
    def noted(self) -> str:
        return f"{self.url} although: {' '.join(self.against)}" if self.against else self.url


class OccurrenceSkipped(OccurrenceEvent):
    """Its note is the reason."""


@dataclass(frozen=True, kw_only=True)
class OccurrencePostponed(OccurrenceEvent):
    to: datetime
    """Naive: what the wall clock in the zone of its series shows then."""

    @property
    def noted(self) -> str:
        return f"to {self.to:%Y-%m-%d %H:%M} {self.of.slot.zone}"


class OccurrenceCancelled(OccurrenceEvent):
    pass
