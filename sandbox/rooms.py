"""Conversations and who is in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.models import Channel, Json, Person

if TYPE_CHECKING:
    from sandbox.workspace import Workspace


class Rooms:
    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def direct(self, one: str, other: str) -> Channel:
        """The direct message of two people, opened when they have none."""
        with self._workspace.lock:
            for channel in self._workspace.state.channels.values():
                if channel.is_im and set(channel.members) == {one, other}:
                    return channel
            return self._add(Channel(self._workspace.new_id("D"), "", kind="im", members=[one, other]))

    def create(self, name: str, *, private: bool, by: str) -> Channel:
        with self._workspace.lock:
            kind = "private" if private else "public"
            channel = self._add(Channel(self._workspace.new_id("C"), name, kind, members=[by], creator=by))
        if not private:
            self._emit("channel_created", {"channel": {"id": channel.id, "name": name, "creator": by}})
        return channel

    def join(self, channel: Channel, person: str, *, inviter: str = "") -> None:
        with self._workspace.lock:
            if person in channel.members:
                return
            channel.members.append(person)
        self._workspace.changes.bump()
        event = self._membership(channel, person)
        self._emit("member_joined_channel", event | ({"inviter": inviter} if inviter else {}), channel)

    def leave(self, channel: Channel, person: str) -> None:
        with self._workspace.lock:
            if person not in channel.members:
                return
            channel.members.remove(person)
        self._workspace.changes.bump()
        if person == self._workspace.bot.id:
            self._emit(f"{_noun(channel)}_left", {"channel": channel.id})
        self._emit("member_left_channel", self._membership(channel, person), channel)

    def archive(self, channel: Channel, *, archived: bool = True) -> None:
        channel.is_archived = archived
        self._workspace.changes.bump()
        self._emit("channel_archive" if archived else "channel_unarchive", {"channel": channel.id})

    def rename(self, channel: Channel, name: str) -> None:
        channel.name = name
        self._workspace.changes.bump()
        renamed = {"channel": {"id": channel.id, "name": name, "created": channel.created}}
        self._emit(f"{_noun(channel)}_rename", renamed, channel)

    def visible_to(self, person: Person) -> list[Channel]:
        """The joined channels by name, then direct messages, those with the newest message first."""
        with self._workspace.lock:
            mine = [each for each in self._workspace.state.channels.values() if person.id in each.members]
        named = sorted((each for each in mine if not each.is_im and not each.is_archived), key=lambda each: each.name)
        return named + sorted((each for each in mine if each.is_im), key=self._newest, reverse=True)

    def _newest(self, channel: Channel) -> str:
        messages = self._workspace.state.messages.get(channel.id, [])
        return messages[-1].ts if messages else ""

    def _add(self, channel: Channel) -> Channel:
        state = self._workspace.state
        channel.created = int(self._workspace.clock.now().timestamp())
        state.channels[channel.id] = channel
        state.messages[channel.id] = []
        self._workspace.changes.bump()
        return channel

    def _membership(self, channel: Channel, person: str) -> Json:
        team = self._workspace.state.people[person].team
        kind = "G" if channel.is_private else "C"
        return {"user": person, "channel": channel.id, "channel_type": kind, "team": team}

    def _emit(self, name: str, event: Json, channel: Channel | None = None) -> None:
        self._workspace.events.emit(name, event, channel)


def _noun(channel: Channel) -> str:
    """What Slack's events call a channel."""
    return "group" if channel.is_private else "channel"
