"""How long things take, as the governance file writes it: `90s`, `15m`, `2h`, `3d`, `1w`."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator

from bot.kernel.numbers import number_of

_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


LONGEST = timedelta(weeks=520)


def _parse(value: Any) -> Any:
    if isinstance(value, int | float) and value != 0:
        raise ValueError("needs a unit: write 90s, 15m, 2h, 3d or 1w")
    if not isinstance(value, str):
        return value
    match = re.fullmatch(r"([0-9]{1,9})\s*([smhdw])", value.strip())
    if match is None:
        return value
    return timedelta(**{_UNITS[match[2]]: int(match[1])})


def _bounded(duration: timedelta) -> timedelta:
    if duration < timedelta(0):
        raise ValueError("cannot be negative")
    if duration > LONGEST:
        raise ValueError("is longer than ten years")
    return duration


Duration = Annotated[timedelta, BeforeValidator(_parse), AfterValidator(_bounded)]


_SIZES = {"week": 604_800, "day": 86_400, "hour": 3_600, "minute": 60, "second": 1}


def spoken(duration: timedelta) -> str:
    """The duration as people say it, in its largest unit: “3 days”, “1 hour”."""
    return next(_parts(duration), number_of(0, "second"))


def exactly(duration: timedelta) -> str:
    """With nothing left out: “1 hour 30 minutes”."""
    return " ".join(_parts(duration)) or spoken(duration)


def _parts(duration: timedelta) -> Iterator[str]:
    seconds = int(duration.total_seconds())
    for name, size in _SIZES.items():
        many, seconds = divmod(seconds, size)
        if many:
            yield number_of(many, name)
