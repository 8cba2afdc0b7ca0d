"""Deliveries of events in the background, and again where the app does not acknowledge them."""

from __future__ import annotations

import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from datetime import datetime, timedelta

from sandbox.workspace.changes import Changes
from sandbox.workspace.clock import WorkspaceClock
from sandbox.workspace.line import TIMED_OUT, Delivery, Line

RETRY_AFTER = (timedelta(), timedelta(minutes=1), timedelta(minutes=5))
"""An unacknowledged event comes again at once, after a minute and after five, by the workspace's clock."""
TICK = 0.25


@dataclass
class Waiting:
    due: datetime
    delivery: Delivery


class Redelivery:
    def __init__(self, line: Line, clock: WorkspaceClock, changes: Changes) -> None:
        self._line = line
        self._clock = clock
        self._changes = changes
        self._pool = ThreadPoolExecutor(max_workers=8, thread_name_prefix="sandbox-events")
        self._lock = threading.Lock()
        self._waiting: list[Waiting] = []
        self._retrying = False
        self._running: set[Future[bool]] = set()

    def clear(self) -> None:
        with self._lock:
            self._waiting.clear()

    def settle(self, timeout: float) -> None:
        """Blocks until whatever is to be delivered by now has been, what comes again among it."""
        ends = time.monotonic() + timeout
        while (running := self._begun()) and time.monotonic() < ends:
            wait(running, ends - time.monotonic())

    def stop(self) -> None:
        self.clear()
        self._pool.shutdown(wait=False, cancel_futures=True)

    def submit(self, delivery: Delivery) -> Future[bool]:
        """Whether this delivery is acknowledged; what is not comes again by itself."""
        future = self._pool.submit(self._deliver, delivery)
        self._running.add(future)
        future.add_done_callback(self._running.discard)
        return future

    def _deliver(self, delivery: Delivery) -> bool:
        began = self._clock.now()
        reply = self._line.deliver(delivery)
        if reply.body is not None:
            return True
        if delivery.attempt < len(RETRY_AFTER):
            reason = "http_timeout" if reply.error == TIMED_OUT else "http_error"
            self._later(Delivery(delivery.kind, delivery.payload, delivery.attempt + 1, reason), began)
        return False

    def _later(self, delivery: Delivery, began: datetime) -> None:
        due = began + RETRY_AFTER[delivery.attempt - 1]
        with self._lock:
            self._waiting.append(Waiting(due, delivery))
            if self._retrying:
                return
            self._retrying = True
        threading.Thread(target=self._retry, name="sandbox-retries", daemon=True).start()

    def _retry(self) -> None:
        """Lives while something waits, and looks again at every change, so at every move of the clock."""
        version = 0
        while self._goes_on():
            self._begun()
            version = self._changes.wait(version, TICK)

    def _goes_on(self) -> bool:
        with self._lock:
            self._retrying = bool(self._waiting)
            return self._retrying

    def _begun(self) -> list[Future[bool]]:
        """What is being delivered, now that whatever is due has been begun."""
        with self._lock:
            now = self._clock.now()
            for waiting in [each for each in self._waiting if each.due <= now]:
                self._waiting.remove(waiting)
                self.submit(waiting.delivery)
            return list(self._running)
