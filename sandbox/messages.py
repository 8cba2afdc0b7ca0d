"""What stands in the conversations: posting, changing, deleting and reading."""

from __future__ import annotations

import bisect
from concurrent.futures import Future
from typing import TYPE_CHECKING

from sandbox.models import Channel, Json, Message
from sandbox.refused import Refused
from sandbox.wire import message_json

if TYPE_CHECKING:
    from sandbox.workspace import Workspace


class Messages:
    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._touched: dict[tuple[str, str, str], dict[str, dict[str, Json]]] = {}

    def clear(self) -> None:
        self._touched.clear()

    def touched(self, person: str, message: Message) -> dict[str, dict[str, Json]]:
        """What this person chose in the fields of a message; it lives on their screen only."""
        return self._touched.setdefault((person, message.channel, message.ts), {})

    def post(self, channel: Channel, author: str, **content: object) -> Message:
        """Stores a message under a new ts and tells the app; `content` is the other fields of `Message`."""
        message, _ = self.post_and_tell(channel, author, **content)
        return message

    def post_and_tell(self, channel: Channel, author: str, **content: object) -> tuple[Message, Future[bool] | None]:
        """The same, with the delivery of the message event, for a caller that waits for the app."""
        workspace = self._workspace
        with workspace.lock:
            message = Message(ts=workspace.new_ts(), channel=channel.id, author=author)
            for name, value in content.items():
                setattr(message, name, value)
            self._root(message)
            workspace.state.messages[channel.id].append(message)
        workspace.changes.bump()
        if message.is_ephemeral:
            return message, None
        told = workspace.events.message(channel, self._event(message))
        if f"<@{workspace.bot.id}>" in message.text and author != workspace.bot.id:
            mention = self._event(message) | {"channel": channel.id}
            told = workspace.events.emit("app_mention", mention, channel) or told
        return message, told

    def update(self, message: Message, **content: object) -> None:
        before = message_json(self._workspace, message)
        with self._workspace.lock:
            for name, value in content.items():
                setattr(message, name, value)
            message.edited = self._workspace.new_ts()
        self._workspace.changes.bump()
        after = message_json(self._workspace, message)
        self._changed(message, {"subtype": "message_changed", "message": after, "previous_message": before})

    def delete(self, message: Message) -> None:
        before = message_json(self._workspace, message)
        with self._workspace.lock:
            self._workspace.state.messages[message.channel].remove(message)
        self._workspace.changes.bump()
        if not message.is_ephemeral:
            gone = {"subtype": "message_deleted", "deleted_ts": message.ts, "previous_message": before}
            self._changed(message, gone | {"hidden": True})

    def get(self, channel: str, ts: str) -> Message | None:
        with self._workspace.lock:
            found = self._workspace.state.messages.get(channel, [])
            at = bisect.bisect_left(found, ts, key=lambda each: each.ts)
            return found[at] if at < len(found) and found[at].ts == ts else None

    def find(self, channel: str, ts: str) -> Message:
        """A message that everybody in the channel sees; Slack does not find ephemeral ones."""
        message = self.get(channel, ts)
        if message is None or message.is_ephemeral:
            raise Refused("message_not_found")
        return message

    def lasting(self, channel: str) -> list[Message]:
        """Oldest first, without ephemeral ones and those that a fault hid from history."""
        with self._workspace.lock:
            found = self._workspace.state.messages.get(channel, [])
            return [each for each in found if not (each.is_ephemeral or each.hidden_from_history)]

    def replies(self, channel: str, ts: str) -> list[Message]:
        return [each for each in self.lasting(channel) if each.thread_ts == ts and each.is_reply]

    def forget_ephemeral(self, person: str) -> None:
        """What happens when this person reloads Slack."""
        with self._workspace.lock:
            for messages in self._workspace.state.messages.values():
                messages[:] = [each for each in messages if each.only_for != person]
        self._workspace.changes.bump()

    def _root(self, message: Message) -> None:
        """The first reply makes its parent the root of a thread."""
        if message.thread_ts and not message.is_ephemeral:
            root = self.find(message.channel, message.thread_ts)
            root.thread_ts = root.thread_ts or root.ts
            message.thread_ts = root.thread_ts

    def _event(self, message: Message) -> Json:
        event = message_json(self._workspace, message)
        return {**event, "event_ts": message.ts}

    def _changed(self, message: Message, event: Json) -> None:
        channel = self._workspace.state.channels[message.channel]
        self._workspace.events.message(channel, {**event, "ts": self._workspace.new_ts()})
