"""The state of a workspace under one lock, its clock and ids, and whoever listens to what happens in it."""

from __future__ import annotations

import threading
from pathlib import Path

from sandbox.workspace.changes import Changes
from sandbox.workspace.clock import WorkspaceClock
from sandbox.workspace.company import Company
from sandbox.workspace.facts import Fact, Heard, Listener, nobody
from sandbox.workspace.models import Channel, Group, Person, Team


class NotThere(KeyError):
    """Nobody and nothing in the workspace has this id."""


class Memory:
    """`lock` guards the state, and is never held while waiting for the app."""

    def __init__(self, company: Company, clock_file: Path | None = None) -> None:
        self.lock = threading.RLock()
        self.changes = Changes()
        self.clock = WorkspaceClock(clock_file, self.changes)
        self.company = company
        self.url = "http://localhost"
        self.state = company.first_state()
        self.listener: Listener = nobody

    def announce(self, fact: Fact) -> Heard:
        """Lets whoever listens know, in the caller's own thread."""
        return self.listener(fact)

    @property
    def team(self) -> Team:
        return self.company.team

    @property
    def bot(self) -> Person:
        return self.state.people[self.company.bot_user]

    def person(self, id_or_handle: str) -> Person:
        wanted = id_or_handle.removeprefix("@")
        if wanted in self.state.people:
            return self.state.people[wanted]
        for person in self.state.people.values():
            if person.handle == wanted:
                return person
        raise NotThere(id_or_handle)

    def channel(self, id_or_name: str) -> Channel:
        """By id or `#name`; direct messages have ids only (see `Workspace.find_channel`)."""
        if id_or_name in self.state.channels:
            return self.state.channels[id_or_name]
        for channel in self.state.channels.values():
            if not channel.is_im and f"#{channel.name}" == id_or_name:
                return channel
        raise NotThere(id_or_name)

    def group(self, key: str) -> Group:
        if key not in self.state.groups:
            raise NotThere(key)
        return self.state.groups[key]

    def new_id(self, prefix: str) -> str:
        """An id of Slack's shape: the prefix and upper case letters and digits, never given twice."""
        with self.lock:
            self.state.last_id += 1
            return f"{prefix}0{self.state.last_id:08d}"

    def new_ts(self) -> str:
        """Unique and growing, from the workspace's clock."""
        with self.lock:
            self.state.last_ts = max(self.state.last_ts + 1, self.clock.micros())
            seconds, micros = divmod(self.state.last_ts, 1_000_000)
            return f"{seconds}.{micros:06d}"
