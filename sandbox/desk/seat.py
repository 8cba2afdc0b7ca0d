"""The place from which one person acts: who, in which workspace, and the way to the app."""

from __future__ import annotations

from dataclasses import dataclass, field

from sandbox.workspace import Workspace
from sandbox.workspace.line import Delivery, Reply
from sandbox.workspace.models import Channel, Json, Message

NO_ANSWER = "We had some trouble connecting. Try again?"


class Impossible(Exception):
    """Slack's client would not let this person do that."""


@dataclass(frozen=True)
class Outcome:
    """What came of a gesture, as the person sees it."""

    payload: Json = field(default_factory=dict)
    """Exactly what the app was sent; empty when it was not asked."""
    reply: Json | None = None
    """The acknowledgement's body, {} when empty; None when there was none."""
    error: str = ""
    """What Slack tells the person when it went wrong."""
    errors: dict[str, str] = field(default_factory=dict)
    """Sentences under the fields of a form, by block id."""
    action: str = ""
    """Of a submission: errors, update, push, clear, closed or failed."""
    message: Message | None = None
    """The message that the acknowledgement showed."""

    @property
    def ok(self) -> bool:
        return not self.error and not self.errors

    @property
    def text(self) -> str:
        """Everything readable in `message`."""
        return readable(self.message) if self.message else ""


def readable(message: Message) -> str:
    """The text of a message and of all its blocks, a line each."""
    lines = [message.text] if message.text and not message.blocks else []
    return "\n".join([*lines, *_texts(message.blocks)])


def texts(blocks: list[Json]) -> str:
    return "\n".join(_texts(blocks))


def _texts(part: object) -> list[str]:
    if isinstance(part, list):
        return [line for each in part for line in _texts(each)]
    if not isinstance(part, dict):
        return []
    own = [part["text"]] if isinstance(part.get("text"), str) else []
    return own + [line for each in part.values() for line in _texts(each)]


class Seat:
    """`force` lets the person do what Slack's client would not offer them."""

    def __init__(self, workspace: Workspace, id_or_handle: str, *, force: bool = False) -> None:
        self.workspace = workspace
        self.person = workspace.person(id_or_handle)
        self.force = force

    def _allow(self, possible: bool, otherwise: str) -> None:
        if not possible and not self.force:
            raise Impossible(otherwise)

    def _check_seat(self) -> None:
        """Whoever left the company, and every bot, has no client to act in."""
        person = self.person
        self._allow(not person.is_deleted, f"{person.name}'s account is deactivated.")
        self._allow(not person.is_bot, f"{person.name} is a bot.")

    def _channel(self, name: str) -> Channel:
        """A conversation this person can see."""
        channel = self.workspace.find_channel(name, self.person)
        open_to_all = channel.kind == "public" and not (self.person.is_restricted or self.person.is_stranger)
        seen = self.person.id in channel.members or open_to_all
        self._allow(seen, f"{self.person.name} cannot see {channel.name or channel.id}.")
        return channel

    def _message(self, channel: str, ts: str) -> Message:
        room = self._channel(channel)
        message = self.workspace.messages.get(room.id, ts)
        if message is None or message.only_for not in ("", self.person.id):
            raise Impossible(f"{self.person.name} sees no message {ts} in {room.name or room.id}.")
        return message

    def _send(self, kind: str, payload: Json) -> Reply:
        return self.workspace.line.deliver(Delivery(kind, payload))

    def _interact(self, payload: Json, complaint: str) -> Outcome:
        """A gesture whose acknowledgement carries nothing; `complaint` is what Slack says when none comes."""
        self._check_interactive()
        reply = self._send("interactive", payload)
        return Outcome(payload, reply.body, error="" if reply.body is not None else complaint)

    def _check_interactive(self) -> None:
        if not self.workspace.manifest.is_interactive:
            raise Impossible("The app's manifest does not turn interactivity on, so nothing of it can be pressed.")
