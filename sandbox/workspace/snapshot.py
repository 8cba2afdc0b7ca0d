"""Keeps the workspace's state in one file, so that a restart finds the messages the app remembers."""

from __future__ import annotations

import json
import threading
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from typing import Any

from sandbox.workspace import Workspace
from sandbox.workspace.models import Channel, Group, Json, Message, Person, State, View

QUIET = 1.0
"""Seconds between two writes at most; the last one is made at the end."""

VERSION = 1


class Snapshot:
    """Writes the state soon after changes; ephemeral messages and open modals are left out, as a reload would.
    Contents of files are beside it.
    """

    def __init__(self, workspace: Workspace, file: Path) -> None:
        self._workspace = workspace
        self._file = file
        workspace.files.folder = file.with_name("files")
        self._written = -1
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._follow, name="sandbox-snapshot", daemon=True)

    def restore(self) -> bool:
        """Takes up the state of the last run, with its clock; False when there was none that can be read."""
        try:
            data = json.loads(self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return False
        if data.get("version") != VERSION:
            return False
        self._workspace.reset(_state(data["state"]))
        offset = timedelta(seconds=data["offset"])
        if offset > timedelta():
            self._workspace.clock.move(offset)
        return True

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Writes what is left to write; nothing where it was never started."""
        self._ended.set()
        self._workspace.changes.bump()
        if self._thread.is_alive():
            self._thread.join(5)

    def write(self) -> None:
        version = self._workspace.changes.version
        with self._workspace.lock:
            state = asdict(self._workspace.state)
        for channel, messages in state["messages"].items():
            state["messages"][channel] = [each for each in messages if not each["only_for"]]
        data = {"version": VERSION, "offset": self._workspace.clock.offset.total_seconds(), "state": state}
        draft = self._file.with_suffix(".draft")
        draft.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        draft.replace(self._file)
        self._written = version

    def _follow(self) -> None:
        while not self._ended.is_set():
            if self._workspace.changes.wait(self._written, QUIET) > self._written:
                self.write()
                self._ended.wait(QUIET)
        self.write()


def _state(data: Json) -> State:
    def many(kind: Any, name: str) -> dict[str, Any]:
        return {key: kind(**row) for key, row in data[name].items()}

    return State(
        people=many(Person, "people"),
        channels=many(Channel, "channels"),
        groups=many(Group, "groups"),
        homes=many(View, "homes"),
        messages={channel: [Message(**row) for row in rows] for channel, rows in data["messages"].items()},
        files=data["files"],
        read_marks=data["read_marks"],
        restricted=data.get("restricted", []),
        last_ts=data["last_ts"],
        last_id=data["last_id"],
    )
