"""Where workers are born that are to be killed."""

import json
import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
TO_BE_BORN_S = 60.0


class Nursery:
    """One prepared process that forks workers; `wait` tells which of them has died."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self._read = b""
        self._deaths: list[tuple[int, int]] = []
        assert self._told(TO_BE_BORN_S) == {"ready": True}

    def bear(self, point: str = "", nth: int = 1, *, duty: str = "work") -> int:
        """A worker that dies when it passes that point for the nth time; its process id."""
        self._order(duty=duty, point=point, nth=nth)
        while True:
            told = self._told(TO_BE_BORN_S)
            assert told is not None, "the nursery does not answer"
            if "born" in told:
                return int(told["born"])
            self._deaths.append((told["died"], told["signal"]))

    def wait(self, seconds: float) -> int | None:
        """Who died, as soon as somebody has; nobody within that time."""
        if not self._deaths:
            told = self._told(seconds)
            if told is None:
                return None
            self._deaths.append((told["died"], told["signal"]))
        pid, by = self._deaths.pop(0)
        assert by == signal.SIGKILL, f"worker {pid} ended by itself; see the log"
        return pid

    def kill(self, pid: int) -> None:
        """SIGKILL, unless it is dead already; `wait` tells."""
        self._order(kill=pid)

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
        told: dict[str, Any] = json.loads(line)
        return told


@contextmanager
def nursery(environment: dict[str, str], log: Path) -> Iterator[Nursery]:
    command = [sys.executable, "-m", "tests.reliability.worker_process"]
    with log.open("w") as errors:
        process = subprocess.Popen(
            command, env=environment, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors
        )
        with process:
            yield Nursery(process)
