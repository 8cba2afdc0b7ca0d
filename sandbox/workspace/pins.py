"""What is pinned in each conversation."""

from __future__ import annotations

from sandbox.workspace.facts import PinAdded, PinRemoved
from sandbox.workspace.memory import Memory
from sandbox.workspace.messages import Messages
from sandbox.workspace.models import Channel, Json, Message
from sandbox.workspace.notices import Notices
from sandbox.workspace.refusals import Refused

MOST = 100


class Pins:
    def __init__(self, memory: Memory, messages: Messages, notices: Notices) -> None:
        self._memory = memory
        self._messages = messages
        self._notices = notices

    def of(self, channel: Channel) -> list[tuple[Message, Json]]:
        """The newest pin first; a pin goes with its message."""
        pinned = [(self._messages.get(channel.id, pin["ts"]), pin) for pin in reversed(channel.pins)]
        return [(message, pin) for message, pin in pinned if message]

    def add(self, message: Message, by: str) -> None:
        channel = self._memory.channel(message.channel)
        if message.is_notice:
            raise Refused("not_pinnable")
        if _pin(channel, message):
            raise Refused("already_pinned")
        if len(self.of(channel)) >= MOST:
            raise Refused("too_many_pins")
        pin = {"ts": message.ts, "by": by, "at": int(self._memory.clock.now().timestamp())}
        with self._memory.lock:
            channel.pins.append(pin)
        self._memory.changes.bump()
        self._memory.announce(PinAdded(channel, message, pin))
        self._notices.pinned(channel, by, message)

    def remove(self, message: Message, by: str) -> None:
        channel = self._memory.channel(message.channel)
        pin = _pin(channel, message)
        if pin is None:
            raise Refused("no_pin")
        with self._memory.lock:
            channel.pins.remove(pin)
        self._memory.changes.bump()
        self._memory.announce(PinRemoved(channel, message, pin, by))


def _pin(channel: Channel, message: Message) -> Json | None:
    return next((each for each in channel.pins if each["ts"] == message.ts), None)
