"""What the calendar is given: a plan as it was typed, and what posts are in it."""

from dataclasses import dataclass
from datetime import date, datetime, time


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
