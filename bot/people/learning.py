"""What people have read and were trained in, as one process remembers it: looking asks nobody."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from bot.kernel.clock import Clock
from bot.kernel.zones import own

SEE = "Until then somebody else decides. See `/social policy`."


@dataclass(frozen=True, slots=True)
class MustRead:
    """A document in force: who holds one of `roles` must have read `needed` or a later version by `due`."""

    id: int
    title: str
    link: str
    sha256: str
    version: int
    needed: int
    roles: tuple[str, ...]
    since: datetime
    due: datetime
    readers: Mapping[str, int]
    """The version that each has read last."""

    @property
    def last_day(self) -> datetime:
        """An instant of the last day for reading it."""
        return self.due - timedelta(seconds=1)

    def is_read_by(self, person: str) -> bool:
        return self.readers.get(person, 0) >= self.needed

    def is_for(self, roles: Collection[str]) -> bool:
        return not set(self.roles).isdisjoint(roles)


@dataclass(frozen=True, slots=True)
class Known:
    documents: Sequence[MustRead] = ()
    trained: Mapping[tuple[str, str], datetime] = field(default_factory=dict)
    """By person and course, in small letters: when it ends."""


class Learning(Protocol):
    def lack(self, person: str, name: str, time_zone: str) -> str:
        """Why this person does not have what `name` is, in sentences; empty where they do."""

    def to_read(self, person: str, roles: Collection[str]) -> list[MustRead]: ...

    def doubt(self) -> None: ...

    def read_if_doubted(self) -> None: ...


class NoLearning:
    """Where nothing is asked of anybody."""

    def lack(self, person: str, name: str, time_zone: str) -> str:
        return ""

    def to_read(self, person: str, roles: Collection[str]) -> list[MustRead]:
        return []

    def doubt(self) -> None:
        """There is nothing to know."""

    def read_if_doubted(self) -> None:
        """There is nothing to know."""


class RememberedLearning:
    def __init__(self, clock: Clock, read: Callable[[], Known]) -> None:
        self._clock, self._read = clock, read
        self._known = Known()
        self._is_doubted = False

    def lack(self, person: str, name: str, time_zone: str) -> str:
        now = self._clock.now()
        document = next((each for each in self._known.documents if each.title.lower() == name.lower()), None)
        if document:
            is_late = now >= document.due and not document.is_read_by(person)
            due = _day(document.due, time_zone)
            return f"You were to read {document.title} by {due}. Press *I have read it* in `/social policy`." * is_late
        until = self._known.trained.get((person, name.lower()))
        if until is None:
            return f"No {name} training of yours is on record. {SEE}"
        return f"Your {name} training ended on {_day(until, time_zone)}. {SEE}" if until <= now else ""

    def to_read(self, person: str, roles: Collection[str]) -> list[MustRead]:
        """What they have not read, the first that is due first."""
        now = self._clock.now()
        asked = [each for each in self._known.documents if each.is_for(roles) and each.since <= now]
        return sorted((each for each in asked if not each.is_read_by(person)), key=lambda each: each.due)

    def doubt(self) -> None:
        self._is_doubted = True

    def read_if_doubted(self) -> None:
        if self._is_doubted:
            self._is_doubted = False
            self._known = self._read()


def _day(end: datetime, time_zone: str) -> str:
    """The last day before it, as `3 May`."""
    last = (end - timedelta(seconds=1)).astimezone(own(time_zone))
    return f"{last.day} {last:%B %Y}"


NO_LEARNING = NoLearning()
