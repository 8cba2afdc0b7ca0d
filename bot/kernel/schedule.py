"""The beat: APScheduler calls what is due to be looked at, and holds no truth of its own."""

from collections.abc import Callable
from datetime import UTC, datetime

import structlog
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers.background import BackgroundScheduler
from structlog.contextvars import bound_contextvars

from bot.kernel.tracing import request

Job = Callable[[], object]

GRACE_S = 3600
"""A beat that comes late is still worth having: what it looks for is in the tables."""

THREADS = 8
"""More than there are jobs: one that waits for somebody must not keep the others waiting."""

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
    """Jobs are plain callables that find out by themselves what is due; any number of processes may beat at once."""

    def __init__(self) -> None:
        self._scheduler = BackgroundScheduler(
            jobstores={"default": MemoryJobStore()},
            executors={"default": ThreadPoolExecutor(THREADS)},
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": GRACE_S},
            timezone=UTC,
        )

    def every(self, seconds: float, name: str, job: Job, *, at_once: bool = False) -> None:
        """Again and again; the first time when the beat starts (`at_once`) or so many seconds later."""
        first = {"next_run_time": datetime.now(UTC)} if at_once else {}
        self._scheduler.add_job(attempt, "interval", args=[name, job], seconds=seconds, id=name, **first)

    def daily(self, hour: int, name: str, job: Job) -> None:
        """At that hour, UTC."""
        self._scheduler.add_job(attempt, "cron", args=[name, job], hour=hour, id=name)

    def start(self) -> None:
        self._scheduler.start()

    def stop(self) -> None:
        """No further beat; the jobs in hand are waited for."""
        self._scheduler.shutdown(wait=True)
