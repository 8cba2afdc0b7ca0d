"""What stands in the conversations: posting, changing, deleting and reading."""

from __future__ import annotations

import bisect
from dataclasses import replace

from sandbox.workspace.facts import Heard, MessageChanged, MessageDeleted, MessagePosted
from sandbox.workspace.memory import Memory
from sandbox.workspace.models import TOMBSTONE, Channel, Message, Values
from sandbox.workspace.refusals import Refused


class Messages:
    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._touched: dict[tuple[str, str, str], Values] = {}

    def clear(self) -> None:
        self._touched.clear()

    def touched(self, person: str, message: Message) -> Values:
        """What this person chose in the fields of a message; it lives on their screen only."""
        return self._touched.setdefault((person, message.channel, message.ts), {})

    def post(self, channel: Channel, author: str, **content: object) -> Message:
        """Stores a message under a new ts and tells the app; `content` is the other fields of `Message`."""
        message, _ = self.post_and_tell(channel, author, **content)
        return message

    def post_and_tell(self, channel: Channel, author: str, **content: object) -> tuple[Message, Heard]:
        """The same, with the delivery of the message event, for a caller that waits for the app."""
        memory = self._memory
        with memory.lock:
            bot_id = memory.state.people[author].bot_id
            message = Message(ts=memory.new_ts(), channel=channel.id, author=author, bot_id=bot_id)
            for name, value in content.items():
                setattr(message, name, value)
            self._root(message)
            memory.state.messages[channel.id].append(message)
            for file in message.files:
                file["shares"].setdefault(channel.id, []).append(message.ts)
        memory.changes.bump()
        return message, None if message.is_ephemeral else memory.announce(MessagePosted(message))

    def update(self, message: Message, **content: object) -> None:
        before = replace(message)
        with self._memory.lock:
            for name, value in content.items():
                setattr(message, name, value)
            message.edited = self._memory.new_ts()
        self._memory.changes.bump()
        self._memory.announce(MessageChanged(message, before))

    def delete(self, message: Message) -> None:
        if self.replies(message.channel, message.ts):
            self._bury(message)
            return
        with self._memory.lock:
            self._memory.state.messages[message.channel].remove(message)
            pins = self._memory.state.channels[message.channel].pins
            pins[:] = [pin for pin in pins if pin["ts"] != message.ts]
        self._memory.changes.bump()
        if not message.is_ephemeral:
            self._memory.announce(MessageDeleted(message))

    def _bury(self, message: Message) -> None:
        """A line is left above the replies."""
        before = replace(message)
        with self._memory.lock:
            message.subtype, message.text, message.metadata = TOMBSTONE, "This message was deleted.", None
            message.blocks, message.attachments, message.files, message.reactions = [], [], [], {}
            message.edited = message.bot_id = ""
        self._memory.changes.bump()
        self._memory.announce(MessageChanged(message, before))

    def get(self, channel: str, ts: str) -> Message | None:
        with self._memory.lock:
            messages = self._memory.state.messages.get(channel, [])
            at = bisect.bisect_left(messages, ts, key=lambda each: each.ts)
            return messages[at] if at < len(messages) and messages[at].ts == ts else None

    def find(self, channel: str, ts: str) -> Message:
        """A message that everybody in the channel sees; Slack does not find ephemeral ones."""
        message = self.get(channel, ts)
        if message is None or message.is_ephemeral:
            raise Refused("message_not_found")
        return message

    def lasting(self, channel: str) -> list[Message]:
        """Oldest first, without ephemeral ones and those that a fault hid from history."""
        with self._memory.lock:
            messages = self._memory.state.messages.get(channel, [])
            return [each for each in messages if not (each.is_ephemeral or each.hidden_from_history)]

    def replies(self, channel: str, ts: str) -> list[Message]:
        return [each for each in self.lasting(channel) if each.thread_ts == ts and each.is_reply]

    def forget_ephemeral(self, person: str) -> None:
        """What happens when this person reloads Slack."""
        with self._memory.lock:
            for messages in self._memory.state.messages.values():
                messages[:] = [each for each in messages if each.only_for != person]
        self._memory.changes.bump()

    def _root(self, message: Message) -> None:
        """The first reply makes its parent the root of a thread."""
        if message.thread_ts and not message.is_ephemeral:
            root = self.find(message.channel, message.thread_ts)
            root.thread_ts = root.thread_ts or root.ts
            message.thread_ts = root.thread_ts
