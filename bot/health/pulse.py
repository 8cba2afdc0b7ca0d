"""When something was last seen alive: the scheduler of this process, its connection, what it writes."""

import time
from collections.abc import Callable


class Pulse:
    """Silent until it is first marked: a process without a scheduler never marks its own. `seconds` only ever grows."""

    def __init__(self, seconds: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._last: float | None = None

    def mark(self) -> None:
        self._last = self._seconds()

    def age(self) -> float | None:
        """Seconds since the last mark."""
        return None if self._last is None else self._seconds() - self._last
