"""The lines that Slack itself writes into a channel about what somebody did to it."""

from __future__ import annotations

from sandbox.workspace.messages import Messages
from sandbox.workspace.models import Channel, Json, Message


class Notices:
    """Subtypes and words are those of docs.slack.dev/reference/events/message; private channels have their own."""

    def __init__(self, messages: Messages) -> None:
        self._messages = messages

    def joined(self, channel: Channel, person: str, inviter: str) -> None:
        about = {"inviter": inviter} if inviter else {}
        self._write(channel, person, "join", f"has joined the {channel.noun}", about)

    def left(self, channel: Channel, person: str) -> None:
        self._write(channel, person, "leave", f"has left the {channel.noun}")

    def set(self, channel: Channel, person: str, what: str, text: str) -> None:
        """`what` is topic or purpose."""
        words = f"set the {channel.noun} {what}: {text}" if text else f"cleared {channel.noun} {what}"
        self._write(channel, person, what, words, {what: text})

    def renamed(self, channel: Channel, person: str, before: str) -> None:
        words = f'has renamed the {channel.noun} from "{before}" to "{channel.name}"'
        self._write(channel, person, "name", words, {"old_name": before, "name": channel.name})

    def archived(self, channel: Channel, person: str) -> None:
        verb, words = ("archive", "archived") if channel.is_archived else ("unarchive", "un-archived")
        about = {"members": list(channel.members)} if channel.is_archived else {}
        self._write(channel, person, verb, f"{words} the {channel.noun}", about)

    def pinned(self, channel: Channel, person: str, message: Message) -> None:
        about = {"item_type": "G" if channel.is_private else "C", "item": {"type": "message", "ts": message.ts}}
        self._post(channel, person, "pinned_item", f"pinned a message to this {channel.noun}.", about)

    def _write(self, channel: Channel, person: str, what: str, words: str, about: Json | None = None) -> None:
        self._post(channel, person, f"{channel.noun}_{what}", words, about or {})

    def _post(self, channel: Channel, person: str, subtype: str, words: str, about: Json) -> None:
        self._messages.post(channel, person, subtype=subtype, text=f"<@{person}> {words}", about=about, bot_id="")
