"""Where workers are born that are to be killed, or frozen."""

import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
TO_BE_BORN_S = 60.0


class Nursery:
    """One prepared process that forks workers; `wait` tells who has died, `wait_for_frost` who is frozen."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self._read = b""
        self._news: list[dict[str, Any]] = []
        assert self._told(TO_BE_BORN_S) == {"ready": True}

    def bear(self, point: str = "", nth: int = 1, *, duty: str = "work", by: str = "SIGKILL") -> int:
        """A worker that dies, or is frozen by SIGSTOP, when it passes that point for the nth time; its process id."""
        self._order(duty=duty, point=point, nth=nth, by=by)
        news = self._next("born", TO_BE_BORN_S)
        assert news, "the nursery does not answer"
        return int(news["born"])

    def wait(self, seconds: float) -> int | None:
        """Who died, as soon as somebody has; nobody within that time."""
        news = self._next("died", seconds)
        assert not news or news["signal"] == signal.SIGKILL, f"worker {news['died']} ended by itself; see the log"
        return news["died"] if news else None

    def wait_for_frost(self, seconds: float) -> int | None:
        """Who is frozen, as soon as somebody is; nobody within that time."""
        news = self._next("frozen", seconds)
        return news["frozen"] if news else None

    def kill(self, pid: int) -> None:
        """SIGKILL, unless it is dead already; `wait` tells."""
        self._order(send="SIGKILL", to=pid)

    def freeze(self, pid: int) -> None:
        """SIGSTOP, unless it is dead already; `wait_for_frost` tells."""
        self._order(send="SIGSTOP", to=pid)

    def wake(self, pid: int) -> None:
        """It goes on where it was frozen."""
        self._order(send="SIGCONT", to=pid)

    def _next(self, kind: str, seconds: float) -> dict[str, Any] | None:
        """The next news of that kind; what else is heard meanwhile is kept."""
        until = time.monotonic() + seconds
        while True:
            for earlier in self._news:
                if kind in earlier:
                    self._news.remove(earlier)
                    return earlier
            news = self._told(until - time.monotonic())
            if news is None:
                return None
            self._news.append(news)

    def _order(self, **what: Any) -> None:
        assert self._process.stdin
        self._process.stdin.write(json.dumps(what).encode() + b"\n")
        self._process.stdin.flush()

    def _told(self, seconds: float) -> dict[str, Any] | None:
        out = self._process.stdout
        assert out
        while b"\n" not in self._read:
            if not select.select([out], [], [], max(seconds, 0))[0]:
                return None
            more = os.read(out.fileno(), 4096)
            assert more, "the nursery has ended; see the log"
            self._read += more
        line, _, self._read = self._read.partition(b"\n")
        news: dict[str, Any] = json.loads(line)
        return news


@contextmanager
def nursery(environment: dict[str, str], log: Path) -> Iterator[Nursery]:
    command = [sys.executable, "-m", "tests.reliability.worker_process"]
    with log.open("w") as errors:
        process = subprocess.Popen(
            command, env=environment, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors
        )
        with process:
            yield Nursery(process)
