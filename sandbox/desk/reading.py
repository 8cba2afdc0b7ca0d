"""What a person sees: conversations, messages, what is new."""

from __future__ import annotations

from collections.abc import Iterator

from sandbox.desk.seat import Seat
from sandbox.workspace.models import Channel, Message


class Reading(Seat):
    def conversations(self) -> list[Channel]:
        """The sidebar: joined channels by name, then direct messages, the liveliest first."""
        return self.workspace.rooms.visible_to(self.person)

    def browse(self) -> list[Channel]:
        """Public channels that this person could join; guests and strangers are offered none."""
        if self.person.is_outsider:
            return []
        with self.workspace.lock:
            channels = list(self.workspace.state.channels.values())
        return [each for each in channels if each.kind == "public" and not each.is_archived and self._is_outside(each)]

    def title(self, channel: str) -> str:
        """`#war-room`, or the partner's name."""
        room = self._channel(channel)
        if not room.is_im:
            return f"#{room.name}"
        others = [each for each in room.members if each != self.person.id] or [self.person.id]
        return self.workspace.person(others[0]).name

    def read(self, channel: str) -> list[Message]:
        """As it stands, oldest first: no replies unless broadcast, and the ephemeral messages for this person."""
        return [each for each in self._all(channel) if not each.is_reply or each.broadcast]

    def thread(self, channel: str, ts: str) -> list[Message]:
        """The root and its replies."""
        return [each for each in self._all(channel) if ts in (each.ts, each.thread_ts)]

    def mark_read(self, channel: str) -> None:
        room = self._channel(channel)
        messages = self._all(channel)
        with self.workspace.lock:
            marks = self.workspace.state.read_marks.setdefault(self.person.id, {})
            newest = messages[-1].ts if messages else ""
            if marks.get(room.id, "") == newest:
                return
            marks[room.id] = newest
        self.workspace.changes.bump()

    def unread(self, channel: str) -> int:
        return len(self._unread(channel))

    def mentions(self, channel: str) -> int:
        """Unread messages that name this person, one of their groups or everybody; all of them in a direct message."""
        groups = self.workspace.state.groups.values()
        mine = [f"<!subteam^{each.id}" for each in groups if self.person.id in each.members]
        names = [f"<@{self.person.id}>", "<!here>", "<!channel>", "<!everyone>", *mine]
        is_im = self._channel(channel).is_im
        return sum(is_im or any(name in self._words(each) for name in names) for each in self._unread(channel))

    def open_dm(self, user: str) -> Channel:
        return self.workspace.rooms.direct(self.person.id, self.workspace.person(user).id)

    def reload(self) -> None:
        """Loads Slack afresh: ephemeral messages and open modals are gone."""
        self.workspace.messages.forget_ephemeral(self.person.id)
        self.workspace.views.remove_all(self.person.id)

    def _all(self, channel: str) -> list[Message]:
        room = self._channel(channel)
        with self.workspace.lock:
            messages = list(self.workspace.state.messages.get(room.id, []))
        return [each for each in messages if each.only_for in ("", self.person.id)]

    def _unread(self, channel: str) -> list[Message]:
        seen = self.workspace.state.read_marks.get(self.person.id, {}).get(self._channel(channel).id, "")
        messages = [each for each in self._all(channel) if not each.is_notice]
        return [each for each in messages if each.ts > seen and each.author != self.person.id]

    def _words(self, message: Message) -> str:
        """Where a mention means somebody: rich text that an app writes has its mentions as parts of their own."""
        return "\n".join([message.text, *_mrkdwn(message.all_blocks)])

    def _is_outside(self, channel: Channel) -> bool:
        return self.person.id not in channel.members


def _mrkdwn(part: object) -> Iterator[str]:
    if isinstance(part, dict):
        if part.get("type") == "mrkdwn":
            yield str(part["text"])
        part = list(part.values())
    if isinstance(part, list):
        for each in part:
            yield from _mrkdwn(each)
