"""What was given besides the governance file: a role until a date, and somebody's stead."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.kernel.clock import Clock
from bot.kernel.scope import CENTRE, Scope

AGENCY = "agency writer"
"""As what somebody outside the company writes drafts for one account; no role of a file has a blank in its name."""


@dataclass(frozen=True, slots=True)
class Grant:
    """`person` has the role from `since` until `until`; where `instead_of` is somebody, wherever they hold it."""

    person: str
    role: str
    since: datetime
    until: datetime
    by: str
    scope: Scope = CENTRE
    """An empty one is everywhere."""
    instead_of: str = ""
    number: int = 0

    def holds_at(self, when: datetime) -> bool:
        return self.since <= when < self.until


class Grants(Protocol):
    def in_force(self) -> Sequence[Grant]: ...

    def to_come(self) -> Sequence[Grant]: ...

    def people(self) -> set[str]:
        """Everybody whom one names that is in force or will be."""

    def doubt(self) -> None:
        """One of them is being changed: once that is committed they are read again."""

    def read_if_doubted(self) -> None: ...


class NoGrants:
    """Where the file alone decides."""

    def in_force(self) -> Sequence[Grant]:
        return ()

    def to_come(self) -> Sequence[Grant]:
        return ()

    def people(self) -> set[str]:
        return set()

    def doubt(self) -> None:
        """There are none."""

    def read_if_doubted(self) -> None:
        """There are none."""


class Remembered:
    """What the database has, as one process remembers it: looking asks nobody."""

    def __init__(self, clock: Clock, read: Callable[[datetime], Sequence[Grant]]) -> None:
        self._clock, self._read = clock, read
        self._known: Sequence[Grant] = ()
        self._is_doubted = False

    def in_force(self) -> Sequence[Grant]:
        if not self._known:
            return ()
        now = self._clock.now()
        return [each for each in self._known if each.holds_at(now)]

    def to_come(self) -> Sequence[Grant]:
        now = self._clock.now()
        return [each for each in self._known if now < each.since]

    def people(self) -> set[str]:
        return {person for each in self._known for person in (each.person, each.instead_of) if person}

    def doubt(self) -> None:
        self._is_doubted = True

    def read(self) -> None:
        self._is_doubted = False
        self._known = self._read(self._clock.now())

    def read_if_doubted(self) -> None:
        if self._is_doubted:
            self.read()


NO_GRANTS = NoGrants()
