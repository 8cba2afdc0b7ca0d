"""The place from which one person acts: who, in which workspace, and the way to the app."""

from __future__ import annotations

from sandbox.blockkit import problems_of_new
from sandbox.desk.outcome import Impossible, Outcome
from sandbox.workspace import Workspace
from sandbox.workspace.line import Delivery, Reply
from sandbox.workspace.models import Channel, Json, Message


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
        open_to_all = channel.kind == "public" and not self.person.is_outsider
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

    def _unknown(self, body: Json) -> list[str]:
        """What is wrong with an acknowledgement where Slack has not brought the newest blocks yet."""
        return [] if self.workspace.has_new_blocks else problems_of_new(body)

    def _check_interactive(self) -> None:
        if not self.workspace.manifest.is_interactive:
            raise Impossible("The app's manifest does not turn interactivity on, so nothing of it can be pressed.")
