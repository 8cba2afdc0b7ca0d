"""What can go wrong with Slack, on purpose: a plan of faults that the Web API consults at each call."""

from __future__ import annotations

import threading
from dataclasses import asdict, dataclass
from fnmatch import fnmatch

from sandbox.workspace.changes import Changes
from sandbox.workspace.models import Json

KINDS = (
    *("ratelimited", "error", "server_error", "hang", "accept_and_drop", "drop", "half_answer", "empty_answer"),
    *("latency", "outage"),
)
"""
ratelimited: 429 with Retry-After. error: ok false with `code`. server_error: a 500.
hang: no answer for `seconds`, then closed, nothing done. latency: done after `seconds`.
accept_and_drop: done, and the connection closed without an answer. half_answer: the same, in the middle of the answer.
empty_answer: done, and answered with `ok` and nothing else.
drop: closed before anything is done. outage: the same, and no socket connects while it is planned.
"""


@dataclass
class Fault:
    """`method` may be a pattern such as chat.*; an empty `channel` means any; `times` 0 means until cleared."""

    kind: str
    method: str = "*"
    channel: str = ""
    times: int = 1
    seconds: float = 1.0
    code: str = "fatal_error"
    hide: bool = False
    """With accept_and_drop or half_answer: history does not show the message, so the app cannot find it out."""
    skip: int = 0
    """Let this many calls through first."""
    seen: int = 0

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"There is no fault {self.kind!r}; there are {', '.join(KINDS)}.")

    def hits(self, method: str, channel: str) -> bool:
        if not fnmatch(method, self.method) or (self.channel and self.channel != channel):
            return False
        self.seen += 1
        return self.skip < self.seen and (self.times == 0 or self.seen <= self.skip + self.times)

    @property
    def is_spent(self) -> bool:
        return bool(self.times) and self.seen >= self.skip + self.times


class Faults:
    """Every change of the plan is a change of the workspace."""

    def __init__(self, changes: Changes) -> None:
        self._changes = changes
        self._lock = threading.Lock()
        self._plan: list[Fault] = []

    def add(self, kind: str, **detail: object) -> Fault:
        """Plan a fault; `detail` is the other fields of `Fault`. The oldest one that fits a call happens."""
        fault = Fault(kind)
        unknown = set(detail) - set(asdict(fault))
        if unknown:
            raise ValueError(f"A fault has no {', '.join(sorted(unknown))}.")
        for name, value in detail.items():
            setattr(fault, name, value)
        with self._lock:
            self._plan.append(fault)
        self._changes.bump()
        return fault

    def clear(self) -> None:
        with self._lock:
            self._plan.clear()
        self._changes.bump()

    def plan(self) -> list[Json]:
        with self._lock:
            return [asdict(fault) for fault in self._plan]

    @property
    def is_outage(self) -> bool:
        """Slack is gone altogether, sockets included."""
        with self._lock:
            return any(fault.kind == "outage" for fault in self._plan)

    def next(self, method: str, channel: str) -> Fault | None:
        """What goes wrong with this call, if anything."""
        with self._lock:
            hit = next((fault for fault in self._plan if fault.hits(method, channel)), None)
            left = [fault for fault in self._plan if not fault.is_spent]
            has_ended, self._plan = len(left) < len(self._plan), left
        if has_ended:
            self._changes.bump()
        return hit
