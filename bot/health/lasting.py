"""A thread for as long as its process lives: where it dies of anything it is started again, but not for ever."""

import os
import threading
import time
from collections.abc import Callable

import structlog

WITHIN_S = 3600.0
MOST_DEATHS = 3
"""So many within that time, and it is the process that is ill: another one starts with nothing of what made it so."""
PAUSE_S = 1.0
"""Before it is started again: what it died of may be over by then."""
SOFTWARE_FAILED = 70
"""What sysexits.h calls it."""

log = structlog.get_logger(__name__)

Loop = Callable[[threading.Event], object]


def end_process() -> None:
    """At once: of a process whose threads die nobody knows what it can still finish. What it acknowledged is committed,
    and what it had in hand is taken up by another.
    """
    os._exit(SOFTWARE_FAILED)


class Lasting:
    """`loop` returns once its event is set, and otherwise only by dying; `died` is told the name each time."""

    def __init__(
        self,
        name: str,
        loop: Loop,
        died: Callable[[str], object],
        *,
        daemon: bool = False,
        give_up: Callable[[], object] = end_process,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self.name = name
        self._loop, self._died, self._give_up, self._seconds = loop, died, give_up, seconds
        self._daemon = daemon
        self._deaths: list[float] = []
        self._keeper = threading.Thread(target=self._keep, name=f"keeper of the {name}", daemon=daemon)
        self._stop = threading.Event()

    def start(self, stop: threading.Event) -> None:
        """Until `stop` is set."""
        self._stop = stop
        self._keeper.start()

    def join(self, timeout: float | None = None) -> None:
        self._keeper.join(timeout)

    def _keep(self) -> None:
        """In a thread that only waits, so that there is nothing for it to die of. What the other one dies of is logged
        where all is that nobody catches.
        """
        while not self._stop.is_set():
            self._live()
            if self._stop.is_set():
                return
            if self._count() >= MOST_DEATHS:
                log.critical("process_given_up", thread=self.name)
                self._give_up()
                return
            self._stop.wait(PAUSE_S)

    def _live(self) -> None:
        thread = threading.Thread(target=self._loop, args=[self._stop], name=self.name, daemon=self._daemon)
        try:
            thread.start()
        except RuntimeError:  # the system has no thread left to give
            log.exception("thread_not_started", thread=self.name)
        else:
            thread.join()

    def _count(self) -> int:
        now = self._seconds()
        self._deaths = [each for each in self._deaths if now - each < WITHIN_S] + [now]
        self._died(self.name)
        log.error("thread_died", thread=self.name, deaths=len(self._deaths))
        return len(self._deaths)
