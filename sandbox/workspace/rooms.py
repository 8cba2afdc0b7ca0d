"""Conversations and who is in them."""

from __future__ import annotations

from typing import Literal

from sandbox.workspace.facts import ChannelArchived, ChannelCreated, ChannelRenamed, MemberJoined, MemberLeft
from sandbox.workspace.memory import Memory
from sandbox.workspace.models import Channel, Person
from sandbox.workspace.notices import Notices


class Rooms:
    """Whatever somebody does to a channel stands in it as a notice, and is announced."""

    def __init__(self, memory: Memory, notices: Notices) -> None:
        self._memory = memory
        self._notices = notices

    def direct(self, one: str, other: str) -> Channel:
        """The direct message of two people, opened when they have none."""
        with self._memory.lock:
            for channel in self._memory.state.channels.values():
                if channel.is_im and set(channel.members) == {one, other}:
                    return channel
            return self._add(Channel(self._memory.new_id("D"), "", kind="im", members=[one, other]))

    def create(self, name: str, *, private: bool, by: str) -> Channel:
        with self._memory.lock:
            kind = "private" if private else "public"
            channel = self._add(Channel(self._memory.new_id("C"), name, kind, creator=by))
        self._memory.announce(ChannelCreated(channel))
        self.join(channel, by)
        return channel

    def join(self, channel: Channel, person: str, *, inviter: str = "") -> None:
        with self._memory.lock:
            if person in channel.members:
                return
            channel.members.append(person)
        self._memory.changes.bump()
        self._memory.announce(MemberJoined(channel, self._memory.state.people[person], inviter))
        self._notices.joined(channel, person, inviter)

    def leave(self, channel: Channel, person: str) -> None:
        with self._memory.lock:
            if person not in channel.members:
                return
            channel.members.remove(person)
        self._memory.changes.bump()
        self._memory.announce(MemberLeft(channel, self._memory.state.people[person]))
        self._notices.left(channel, person)

    def archive(self, channel: Channel, by: str, *, archived: bool = True) -> None:
        channel.is_archived = archived
        self._memory.changes.bump()
        self._memory.announce(ChannelArchived(channel, by))
        self._notices.archived(channel, by)

    def rename(self, channel: Channel, name: str, by: str) -> None:
        before, channel.name = channel.name, name
        channel.previous_names.append(before)
        self._memory.changes.bump()
        self._memory.announce(ChannelRenamed(channel))
        self._notices.renamed(channel, by, before)

    def describe(self, channel: Channel, what: Literal["topic", "purpose"], text: str, by: str) -> None:
        setattr(channel, what, text)
        channel.last_set[what] = {"creator": by, "last_set": int(self._memory.clock.now().timestamp())}
        self._memory.changes.bump()
        self._notices.set(channel, by, what, text)

    def visible_to(self, person: Person) -> list[Channel]:
        """The joined channels by name, then direct messages, those with the newest message first."""
        with self._memory.lock:
            mine = [each for each in self._memory.state.channels.values() if person.id in each.members]
        named = sorted((each for each in mine if not each.is_im and not each.is_archived), key=lambda each: each.name)
        return named + sorted((each for each in mine if each.is_im), key=self._newest, reverse=True)

    def _newest(self, channel: Channel) -> str:
        messages = self._memory.state.messages.get(channel.id, [])
        return messages[-1].ts if messages else ""

    def _add(self, channel: Channel) -> Channel:
        state = self._memory.state
        channel.created = int(self._memory.clock.now().timestamp())
        state.channels[channel.id] = channel
        state.messages[channel.id] = []
        self._memory.changes.bump()
        return channel
