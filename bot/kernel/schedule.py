"""The beat: what is due to be looked at is looked at again and again, and no truth is held here."""

import threading
from collections.abc import Callable

import structlog
from structlog.contextvars import bound_contextvars

from bot.kernel.tracing import request

Job = Callable[[], object]

A_DAY_S = 24 * 3600.0
SETTLED_S = 600.0
"""So long after its start a process is busy enough with what it missed."""

log = structlog.get_logger(__name__)


def attempt(name: str, job: Job) -> bool:
    """The job runner: do it, and if it fails say so and go on. Whether it was done."""
    with bound_contextvars(request=request(), job=name):
        try:
            job()
        except Exception:
            log.exception("job_failed")
            return False
    return True


class Beat:
    """Jobs are plain callables that find out by themselves what is due; any number of processes may beat at once.

    Pauses are measured by a clock that nobody can set; one that waits for somebody keeps no other waiting. What `every`
    returns ends the pause before its job.
    """

    def __init__(self) -> None:
        self._stop = threading.Event()
        self._threads: list[threading.Thread] = []
        self._wakes: list[threading.Event] = []

    def every(self, seconds: float, name: str, job: Job, *, at_once: bool = False) -> Callable[[], None]:
        """Again and again, so many seconds after the last time; the first time when the beat starts (`at_once`) or so
        many seconds later.
        """
        return self._add(0.0 if at_once else seconds, seconds, name, job)

    def daily(self, name: str, job: Job) -> None:
        """Each day, and first when a process has settled, so that one which is restarted each day has it done too."""
        self._add(SETTLED_S, A_DAY_S, name, job)

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """No further beat; the jobs in hand are waited for."""
        self._stop.set()
        for wake in self._wakes:
            wake.set()
        for thread in self._threads:
            thread.join()

    def _add(self, first: float, seconds: float, name: str, job: Job) -> Callable[[], None]:
        wake = threading.Event()

        def wait(pause: float) -> bool:
            wake.wait(pause)
            wake.clear()
            return not self._stop.is_set()

        def run() -> None:
            pause = first
            while wait(pause):
                attempt(name, job)
                pause = seconds

        self._wakes.append(wake)
        self._threads.append(threading.Thread(target=run, name=f"beat-{name}", daemon=True))
        return wake.set
