"""The workspace itself: one company's people, conversations and messages, and the line to its one app."""

from __future__ import annotations

import threading
from collections import deque
from pathlib import Path
from typing import TYPE_CHECKING

from sandbox.calls import Call
from sandbox.changes import Changes
from sandbox.clock import WorkspaceClock
from sandbox.company import Company
from sandbox.events import Events
from sandbox.faults import Faults
from sandbox.files import Files
from sandbox.line import Line
from sandbox.manifest import Manifest
from sandbox.messages import Messages
from sandbox.models import Channel, Group, Person, State, Team
from sandbox.rooms import Rooms
from sandbox.roster import Roster
from sandbox.tickets import Tickets
from sandbox.views import Views

if TYPE_CHECKING:
    from sandbox.gestures import Desk


class NotThere(KeyError):
    """Nobody and nothing in the workspace has this id."""


class Workspace:
    """Holds the state; every room below works on it under `lock`, which is never held while waiting for the app."""

    def __init__(self, company: Company, manifest: Manifest, clock_file: Path | None = None) -> None:
        self.lock = threading.RLock()
        self.changes = Changes()
        self.clock = WorkspaceClock(clock_file, self.changes)
        self.company = company
        self.manifest = manifest
        self.url = "http://localhost"
        self.state = company.first_state()
        self.line = Line()
        self.calls: deque[Call] = deque(maxlen=10_000)
        """The last calls of the Web API, for whoever asks whether the app did something Slack refused."""
        self.faults = Faults(self.clock, self.changes)
        self.tickets = Tickets(self.clock)
        self.events = Events(self)
        self.rooms = Rooms(self)
        self.roster = Roster(self)
        self.messages = Messages(self)
        self.views = Views(self)
        self.files = Files(self)

    def reset(self, state: State | None = None) -> None:
        """Start again from the company's first day, or from `state`; connections of the app stay open."""
        with self.lock:
            self.state = state or self.company.first_state()
            self.faults.clear()
            self.tickets.clear()
            self.views.clear()
            self.messages.clear()
            self.events.clear()
            self.calls.clear()
            self.line.log.clear()
        self.changes.bump()

    @property
    def team(self) -> Team:
        return self.company.team

    @property
    def bot(self) -> Person:
        return self.state.people[self.company.bot_user]

    @property
    def app_is_connected(self) -> bool:
        return self.line.is_up

    def person(self, id_or_handle: str) -> Person:
        wanted = id_or_handle.removeprefix("@")
        if wanted in self.state.people:
            return self.state.people[wanted]
        for person in self.state.people.values():
            if person.handle == wanted:
                return person
        raise NotThere(id_or_handle)

    def channel(self, id_or_name: str) -> Channel:
        """By id or `#name`; direct messages have ids only (see `find_channel`)."""
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

    def find_channel(self, name: str, for_person: Person) -> Channel:
        """What `name` means to a person: an id, `#name`, or somebody to write to directly."""
        if name.startswith("@") or name in self.state.people:
            return self.rooms.direct(for_person.id, self.person(name).id)
        return self.channel(name)

    def desk(self, id_or_handle: str, *, force: bool = False) -> Desk:
        from sandbox.gestures import Desk

        return Desk(self, self.person(id_or_handle), force=force)

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
