"""What the calendar is given: a plan as it was typed, and what other rooms know of accounts and posts."""

from dataclasses import dataclass
from datetime import date, datetime, time

from bot.networks import Handle


@dataclass(frozen=True, slots=True)
class Outlet:
    """An account as the calendar needs to know it; `keepers` are the ids of its own people."""

    id: int
    label: str
    handle: Handle
    keepers: frozenset[str]
    is_living: bool


@dataclass(kw_only=True)
class Draft:
    """What the planning form says, before anybody looked at it."""

    day: date | None
    time: time | None
    zone: str
    repeats: str
    rule: str
    theme: str
    content_type: str
    content: str
    maker: str


@dataclass(frozen=True, slots=True)
class PlannedPost:
    """A post that is to go out `at`, or went out then; `name` is what people call it."""

    at: datetime
    name: str
    status: str
