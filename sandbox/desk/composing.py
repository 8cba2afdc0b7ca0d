"""What a person does from the composer and the menus: messages, slash commands and shortcuts."""

from __future__ import annotations

from collections.abc import Iterable

from sandbox.blockkit import problems_of_message
from sandbox.desk.answers import Given
from sandbox.desk.complaints import complaint_about_files
from sandbox.desk.in_rooms import SLACKS_OWN, InRooms
from sandbox.desk.marking import entities, marked
from sandbox.desk.outcome import NO_ANSWER, Impossible, Outcome
from sandbox.wire import payloads
from sandbox.workspace.fields import with_ids
from sandbox.workspace.line import ACKNOWLEDGE_WITHIN
from sandbox.workspace.models import Channel, Json, Message

READ_ONLY = "Sending messages to this app has been turned off."


class Composing(InRooms):
    def type(self, channel: str, text: str, thread: str | None = None, files: Iterable[Given | str] = ()) -> Outcome:
        """A slash command goes to the app, anything else is posted (into the thread, if one is named). `files` hang in
        the message: given here, or before and named by their ids.
        """
        self._check_seat()
        room = self._channel(channel)
        self._allow(not self.workspace.is_read_only(room), READ_ONLY)
        attached = [self._attached(each) for each in files]
        if text.startswith("/"):
            self._allow(not attached, "A command takes no files.")
            return self._command(room, text, thread or "")
        self._allow(self.person.id in room.members, f"{self.person.name} is not in {room.name}.")
        self._allow(not room.is_archived, f"{room.name} is archived.")
        problem = complaint_about_files(attached)
        self._allow(not problem, problem)
        return self._post(room, text, thread or "", attached)

    def _attached(self, file: Given | str) -> Json:
        """One of their own that hangs in no message yet."""
        if isinstance(file, Given):
            return self.workspace.files.give(self.person.id, file.name, file.content)
        if (given := self.workspace.files.given(self.person.id, file)) is None or given["shares"]:
            raise Impossible(f"There is no file {file!r} to attach.")
        return given

    def shortcut(self, callback_id: str) -> Outcome:
        """A global shortcut, from the lightning menu."""
        self._check_seat()
        self._check_offered("shortcuts")
        self._check_shortcut(callback_id, "global")
        return self._interact(payloads.shortcut(self.workspace, self.person, callback_id), NO_ANSWER)

    def message_shortcut(self, callback_id: str, channel: str, ts: str) -> Outcome:
        self._check_seat()
        self._check_offered("shortcuts")
        self._check_shortcut(callback_id, "message")
        message = self._message(channel, ts)
        self._allow(not message.is_ephemeral, "A message that only you see has no shortcuts.")
        payload = payloads.message_shortcut(self.workspace, self.person, callback_id, message)
        return self._interact(payload, NO_ANSWER)

    def _check_shortcut(self, callback_id: str, kind: str) -> None:
        if self.workspace.manifest.shortcut(callback_id, kind) is None:
            raise Impossible(f"The app's manifest has no {kind} shortcut {callback_id}.")

    def _check_offered(self, what: str) -> None:
        who = "is from another company" if self.person.is_stranger else "is a guest of a single channel"
        self._allow(self.person.is_offered_apps, f"{self.person.name} {who} and is not offered {what}.")

    def _command(self, room: Channel, line: str, thread: str) -> Outcome:
        name, _, words = line.partition(" ")
        if name in SLACKS_OWN and not thread:
            self._slacks_own(room, name, words.strip())
            return Outcome()
        command = self.workspace.manifest.commands.get(name)
        if command is None:
            return Outcome(error=f"{name} is not a valid command.")
        if thread:
            return Outcome(error=f"{name} is not supported in threads. Sorry!")
        self._check_offered("slash commands")
        words = entities(words.strip())
        if command.should_escape:
            words = marked(self.workspace, words, with_names=True)
        payload = payloads.command(self.workspace, self.person, room, name, words)
        reply = self._send("slash_commands", payload)
        if reply.body is None:
            return Outcome(payload, None, error=f'{name} failed with the error "{reply.error}"')
        return self._answered(room, name, payload, reply.body)

    def _answered(self, room: Channel, name: str, payload: Json, body: Json) -> Outcome:
        """Shows what the acknowledgement of a command says, to this person only or to the channel; where it says
        nothing, what the app sent meanwhile.
        """
        if not body:
            posted = self.workspace.tickets.posted_by(payload["response_url"])
            return Outcome(payload, body, message=self.workspace.messages.get(room.id, posted) if posted else None)
        if self._unknown(body) or problems_of_message(body):
            return Outcome(payload, body, error=f'{name} failed with the error "invalid_command_response"')
        return Outcome(payload, body, message=self._show(room, body))

    def _show(self, room: Channel, body: Json) -> Message:
        only_for = "" if body.get("response_type") == "in_channel" else self.person.id
        content = {name: body.get(name) or [] for name in ("blocks", "attachments")}
        content = {"text": body.get("text", ""), **with_ids(content), "only_for": only_for}
        return self.workspace.messages.post(room, self.workspace.bot.id, **content)

    def _post(self, room: Channel, text: str, thread: str, files: list[Json]) -> Outcome:
        content = {"text": marked(self.workspace, entities(text)), "thread_ts": thread}
        shared = {"files": files, "subtype": "file_share"} if files else {}
        message, heard = self.workspace.messages.post_and_tell(room, self.person.id, **content, **shared)
        if heard is not None:
            heard.result(ACKNOWLEDGE_WITHIN + 1)
        return Outcome(message=message)
