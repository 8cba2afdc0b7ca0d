"""Time is asked, never assumed: whoever needs the hour is given a clock."""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Protocol

SET_BACK = timedelta(minutes=1)
"""What was written later than this from now was written before the clock was set back."""


class Clock(Protocol):
    def now(self) -> datetime:
        """The instant it is, aware, in UTC."""
        ...


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


class FileClock:
    """The system's time plus the seconds that a file holds; a missing or half-written file counts as none."""

    def __init__(self, offset: Path) -> None:
        self._offset = offset

    def now(self) -> datetime:
        try:
            ahead = float(self._offset.read_text())
        except (OSError, ValueError):
            ahead = 0.0
        return datetime.now(UTC) + timedelta(seconds=ahead)


def http_date(header: str) -> datetime | None:
    """The instant that a `Date` header names, in whole seconds; None where it names none."""
    try:
        instant = parsedate_to_datetime(header)
    except ValueError:
        return None
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)
