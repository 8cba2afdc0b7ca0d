"""What the forms about stand-ins and grants say, before it is checked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from bot.kernel.scope import Scope

LONGEST_REASON = 300


@dataclass(frozen=True, slots=True)
class Draft:
    """`until` is when the last day has ended."""

    person: str
    roles: Sequence[str]
    since: datetime
    until: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a role is to be granted."""

    scope: Scope

    def scopes(self, _: Session) -> tuple[Scope]:
        return (self.scope,)
