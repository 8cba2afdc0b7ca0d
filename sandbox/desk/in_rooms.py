"""What a person does to a channel: making, naming and archiving it, who is in it, what is pinned.

Who may is in slack.com/help/articles/201314026 (permissions by role).
"""

from __future__ import annotations

from sandbox.desk.outcome import Impossible
from sandbox.desk.seat import Seat
from sandbox.workspace.inviting import obstacle
from sandbox.workspace.models import Channel
from sandbox.workspace.naming import free_name

SLACKS_OWN = {"/topic", "/rename", "/archive", "/leave", "/invite", "/remove"}
"""Commands that every channel has (slack.com/help/articles/201259356)."""


class InRooms(Seat):
    def create(self, name: str, *, private: bool = False) -> Channel:
        self._allow(self._may_create(private=private), f"{self.person.name} is a guest and makes no such channels.")
        return self.workspace.rooms.create(free_name(self.workspace, name), private=private, by=self.person.id)

    def join(self, channel: str) -> None:
        self.workspace.rooms.join(self._channel(channel), self.person.id)

    def leave(self, channel: str) -> None:
        self.workspace.rooms.leave(self._channel(channel), self.person.id)

    def invite(self, channel: str, person: str) -> None:
        room, invited = self._own_room(channel), self.workspace.person(person)
        if code := obstacle(self.workspace, room, invited.id, self.person):
            raise Impossible(f"{invited.name} cannot be invited to {room.name}: {code}.")
        self.workspace.rooms.join(room, invited.id, inviter=self.person.id)

    def remove(self, channel: str, person: str) -> None:
        room = self._own_room(channel)
        may = self.person.is_admin or (room.is_private and not self.person.is_outsider)
        self._allow(may, f"Only administrators remove people from {room.name}.")
        self.workspace.rooms.leave(room, self.workspace.person(person).id)

    def set_topic(self, channel: str, text: str) -> None:
        self.workspace.rooms.describe(self._own_room(channel), "topic", text, self.person.id)

    def rename(self, channel: str, name: str) -> None:
        room = self._own_room(channel)
        may = self.person.is_admin or room.creator == self.person.id
        self._allow(may, f"Only administrators, and whoever made it, rename {room.name}.")
        self.workspace.rooms.rename(room, free_name(self.workspace, name), self.person.id)

    def archive(self, channel: str) -> None:
        room = self._own_room(channel)
        self._allow(not self.person.is_outsider, f"{self.person.name} is a guest and archives no channels.")
        self._allow(not room.is_general, f"Nobody archives {room.name}.")
        self.workspace.rooms.archive(room, self.person.id)

    def unarchive(self, channel: str) -> None:
        room = self._channel(channel)
        self._allow(not self.person.is_outsider, f"{self.person.name} is a guest and takes up no channels again.")
        self.workspace.rooms.archive(room, self.person.id, archived=False)

    def pin(self, channel: str, ts: str) -> None:
        self._own_room(channel)
        self.workspace.pins.add(self._message(channel, ts), self.person.id)

    def unpin(self, channel: str, ts: str) -> None:
        self._own_room(channel)
        self.workspace.pins.remove(self._message(channel, ts), self.person.id)

    def _slacks_own(self, room: Channel, name: str, words: str) -> None:
        match name:
            case "/topic":
                self.set_topic(room.id, words)
            case "/rename":
                self.rename(room.id, words)
            case "/archive":
                self.archive(room.id)
            case "/leave":
                self.leave(room.id)
            case "/invite" | "/remove":
                act = self.invite if name == "/invite" else self.remove
                for person in words.split():
                    act(room.id, person)

    def _own_room(self, name: str) -> Channel:
        """A conversation in use that this person is in."""
        room = self._channel(name)
        self._allow(self.person.id in room.members, f"{self.person.name} is not in {room.name}.")
        self._allow(not room.is_archived, f"{room.name} is archived.")
        return room

    def _may_create(self, *, private: bool) -> bool:
        return not self.person.is_outsider or (private and self.person.is_guest_of_several)
