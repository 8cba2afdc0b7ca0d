"""How long things take, as the governance file writes it: `90s`, `15m`, `2h`, `3d`, `1w`."""

import re
from datetime import timedelta
from typing import Annotated, Any

from pydantic import BeforeValidator

_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


def _parse(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    match = re.fullmatch(r"(\d+)\s*([smhdw])", value.strip())
    if match is None:
        return value
    return timedelta(**{_UNITS[match[2]]: int(match[1])})


Duration = Annotated[timedelta, BeforeValidator(_parse)]


def spoken(duration: timedelta) -> str:
    """The duration as people say it, in its largest unit: “3 days”, “1 hour”."""
    seconds = int(duration.total_seconds())
    for name, size in (("week", 604_800), ("day", 86_400), ("hour", 3_600), ("minute", 60)):
        if seconds >= size:
            count = seconds // size
            return f"{count} {name}{'' if count == 1 else 's'}"
    return f"{seconds} second{'' if seconds == 1 else 's'}"
