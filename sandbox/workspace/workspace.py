"""The workspace itself: one company's people, conversations and messages, and the line to its one app."""

from __future__ import annotations

from collections import deque
from pathlib import Path

from sandbox.contract import documented_methods
from sandbox.workspace.api_calls import Call
from sandbox.workspace.company import Company
from sandbox.workspace.faults import Faults
from sandbox.workspace.files import Files
from sandbox.workspace.limits import Limits
from sandbox.workspace.line import Line
from sandbox.workspace.manifest import Manifest
from sandbox.workspace.memory import Memory
from sandbox.workspace.messages import Messages
from sandbox.workspace.models import Channel, Person, State
from sandbox.workspace.notices import Notices
from sandbox.workspace.pins import Pins
from sandbox.workspace.rooms import Rooms
from sandbox.workspace.roster import Roster
from sandbox.workspace.tickets import Tickets
from sandbox.workspace.views import Views


class Workspace(Memory):
    """A memory, and what works on it: each below has one part of the state in its care."""

    def __init__(self, company: Company, manifest: Manifest, clock_file: Path | None = None) -> None:
        super().__init__(company, clock_file)
        self.manifest = manifest
        self.line = Line()
        self.calls: deque[Call] = deque(maxlen=10_000)
        """The last calls of the Web API, for whoever asks whether the app did something Slack refused."""
        self.faults = Faults(self.changes)
        self.limits = Limits(self.clock, self.changes)
        self._has_new_blocks = True
        self.tickets = Tickets(self.clock)
        self.roster = Roster(self)
        self.messages = Messages(self)
        notices = Notices(self.messages)
        self.rooms = Rooms(self, notices)
        self.pins = Pins(self, self.messages, notices)
        self.views = Views(self)
        self.files = Files(self)

    def reset(self, state: State | None = None) -> None:
        """Start again from the company's first day, or from `state`; connections of the app stay open."""
        with self.lock:
            self.state = state or self.company.first_state()
            self.faults.clear()
            self.limits.clear()
            self.tickets.clear()
            self.views.clear()
            self.messages.clear()
            self.files.clear()
            self.calls.clear()
            self.line.log.clear()
        self.changes.bump()

    @property
    def has_new_blocks(self) -> bool:
        """Slack brings its newest blocks to one workspace after another."""
        return self._has_new_blocks

    @has_new_blocks.setter
    def has_new_blocks(self, wanted: bool) -> None:
        self._has_new_blocks = wanted
        self.changes.bump()

    @property
    def restricted(self) -> list[str]:
        """The methods that the workspace's preferences leave to administrators: no app may call them."""
        return self.state.restricted

    def restrict(self, *methods: str) -> None:
        """These from now on, and no others."""
        for method in methods:
            if "restricted_action" not in documented_methods().get(method, {}).get("errors", ()):
                raise ValueError(f"No preference of a workspace restricts {method!r}.")
        self.state.restricted = list(methods)
        self.changes.bump()

    @property
    def app_is_connected(self) -> bool:
        return self.line.is_up

    def is_read_only(self, channel: Channel) -> bool:
        """The app's Messages tab, where its manifest lets nobody write."""
        return self.manifest.is_read_only and channel.is_im and self.bot.id in channel.members

    def find_channel(self, name: str, for_person: Person) -> Channel:
        """What `name` means to a person: an id, `#name`, or somebody to write to directly."""
        if name.startswith("@") or name in self.state.people:
            return self.rooms.direct(for_person.id, self.person(name).id)
        return self.channel(name)
