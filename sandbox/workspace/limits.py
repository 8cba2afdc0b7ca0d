"""Slack's limits of how often: a message a second in a channel, and each method's calls a minute by its tier."""

from __future__ import annotations

import math
import threading
from collections import defaultdict, deque
from datetime import datetime, timedelta

from sandbox.contract import documented_methods
from sandbox.workspace.changes import Changes
from sandbox.workspace.clock import WorkspaceClock

POSTING = ("chat.postMessage", "chat.postEphemeral")
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
A_MINUTE = {"t1": 1, "t2": 20, "t3": 50, "t4": 100}
"""Calls of one method, by its tier: what Slack promises. It lets short bursts pass, and does not say which."""


class Limits:
    """Counted by the workspace's clock while `are_on`; what is refused does not count."""

    def __init__(self, clock: WorkspaceClock, changes: Changes) -> None:
        self._clock = clock
        self._changes = changes
        self._lock = threading.Lock()
        self._taken: dict[tuple[str, str], deque[datetime]] = defaultdict(deque)
        self._are_on = False

    @property
    def are_on(self) -> bool:
        return self._are_on

    @are_on.setter
    def are_on(self, wanted: bool) -> None:
        self._are_on = wanted
        self._changes.bump()

    def clear(self) -> None:
        """Nothing was called yet."""
        with self._lock:
            self._taken.clear()

    def wait(self, method: str, channel: str) -> int:
        """Whole seconds until this call may be made; 0 takes the turn."""
        if not self._are_on:
            return 0
        now, bounds = self._clock.now(), _bounds(method, channel)
        with self._lock:
            waits = [self._until_free(key, most, span, now) for key, most, span in bounds]
            if not any(waits):
                for key, _, _ in bounds:
                    self._taken[key].append(now)
        return max(waits, default=0)

    def _until_free(self, key: tuple[str, str], most: int, span: timedelta, now: datetime) -> int:
        taken = self._taken[key]
        while taken and now - taken[0] >= span:
            taken.popleft()
        return math.ceil((taken[0] + span - now).total_seconds()) if len(taken) >= most else 0


def _bounds(method: str, channel: str) -> list[tuple[tuple[str, str], int, timedelta]]:
    """What this call counts for, how many there may be of it, and in what span."""
    most = A_MINUTE.get(documented_methods().get(method, {}).get("rate_limits") or "", 0)
    bounds = [((method, ""), most, MINUTE)] if most else []
    return bounds + ([(("", channel), 1, SECOND)] if method in POSTING else [])
