"""The workspace's clock: the system's, moved by an offset that whoever plays the time machine sets."""

from __future__ import annotations

import os
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sandbox.workspace.changes import Changes


class WorkspaceClock:
    """Runs with the system's clock plus `offset`, or stands still; an app follows it by the offset in `file`."""

    def __init__(self, file: Path | None = None, changes: Changes | None = None) -> None:
        self._lock = threading.Lock()
        self._offset = timedelta()
        self._still: datetime | None = None
        self.file = file
        self.changes = changes or Changes()
        self._write()

    @property
    def offset(self) -> timedelta:
        return self._offset

    def now(self) -> datetime:
        with self._lock:
            return self._still if self._still is not None else datetime.now(UTC) + self._offset

    def micros(self) -> int:
        """Microseconds since 1970, the grain of a message's ts."""
        return int(self.now().timestamp() * 1_000_000)

    def move(self, step: timedelta) -> datetime:
        """Forward by `step`; Slack's time never runs backwards, so a negative step is refused."""
        if step < timedelta():
            raise ValueError("The clock of a workspace only moves forward.")
        with self._lock:
            self._offset += step
            if self._still is not None:
                self._still += step
        self._tell()
        return self.now()

    def set(self, moment: datetime) -> None:
        """Let it be `moment` now; a still clock stays still there."""
        with self._lock:
            self._offset = moment - datetime.now(UTC)
            if self._still is not None:
                self._still = moment.astimezone(UTC)
        self._tell()

    def freeze(self, moment: datetime | None = None) -> None:
        """Stand still (at `moment`, or now) until moved."""
        with self._lock:
            self._still = (moment or datetime.now(UTC) + self._offset).astimezone(UTC)
            self._offset = self._still - datetime.now(UTC)
        self._tell()

    def run(self) -> None:
        """Go on from here with the system's clock."""
        with self._lock:
            self._still = None

    def _tell(self) -> None:
        self._write()
        self.changes.bump()

    def _write(self) -> None:
        if self.file is None:
            return
        draft = self.file.with_name(f"{self.file.name}.{os.getpid()}.{time.monotonic_ns()}")
        draft.write_text(f"{self._offset.total_seconds():.6f}\n")
        draft.replace(self.file)
