"""A question that many ask at once is asked once a second."""

import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

LASTS_S = 1.0
PATIENCE_S = 2.0
"""Longer nobody waits for an answer that somebody else has asked for."""

T = TypeVar("T")


class Glance(Generic[T]):
    """`seconds` only ever grows. An answer is good enough for all who ask within `lasts_s` of it."""

    def __init__(self, ask: Callable[[], T], seconds: Callable[[], float] = time.monotonic) -> None:
        self._ask, self._seconds = ask, seconds
        self._turn = threading.Lock()
        self._asking_since = 0.0
        self._answer: tuple[float, T] | None = None
        self.lasts_s = LASTS_S

    def __call__(self) -> T | None:
        """None where it does not come in time, as from a database that hangs."""
        left = self._asking_since + PATIENCE_S - self._seconds() if self._turn.locked() else PATIENCE_S
        if not self._turn.acquire(timeout=max(left, 0.0)):
            return None
        try:
            now = self._seconds()
            if self._answer is None or now - self._answer[0] >= self.lasts_s:
                self._asking_since = now
                self._answer = now, self._ask()
            return self._answer[1]
        finally:
            self._turn.release()
