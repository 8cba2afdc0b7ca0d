"""What was given besides the governance file: a role until a date, and somebody's stead."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.kernel.scope import CENTRE, Scope


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

    def holds_at(self, when: datetime) -> bool:
        return self.since <= when < self.until


class Grants(Protocol):
    def in_force(self) -> Sequence[Grant]: ...


class NoGrants:
    """Where the file alone decides."""

    def in_force(self) -> Sequence[Grant]:
        return ()


NO_GRANTS = NoGrants()
