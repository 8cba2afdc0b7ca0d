"""A file on its way to somebody: made when it is sent, given to Slack, and shown in their own messages.

Until the last of the three calls nobody sees anything of it; it is looked for before it is sent again.
"""

from collections.abc import Callable, Mapping
from typing import Any

import structlog

from bot.kernel.errors import Refused
from bot.kernel.outbox.leased import Leased
from bot.kernel.outbox.letter import payload_of
from bot.kernel.outbox.slack import Answer, Known, Wire
from bot.kernel.outbox.tables import Method
from bot.kernel.text.markup import mrkdwn
from bot.kernel.views.blocks import Message, section

log = structlog.get_logger(__name__)

Make = Callable[[str], bytes]
"""The file of what that names, as it is now; raises Refused or OSError where it cannot be had just now."""
Put = Callable[[str, bytes], Answer]
"""Bytes to an address that Slack gave."""


class WithFiles:
    """The sender's line to Slack, on which each file is made as it goes."""

    def __init__(self, wire: Wire, put: Put, make: Make) -> None:
        self._wire, self._put, self._make = wire, put, make

    def call(self, method: str, payload: Mapping[str, Any]) -> Answer:
        if method != Method.UPLOAD:
            return self._wire.call(method, payload)
        try:
            content = self._make(payload["file"]["of"])
        except (Refused, OSError):
            return Answer(Known.UNREACHED, error="file_not_made")
        try:
            return self._send(payload, content)
        except _Unsent as unsent:
            return unsent.answer

    def _send(self, payload: Mapping[str, Any], content: bytes) -> Answer:
        name = payload["file"]["name"]
        opened = self._asked("conversations.open", {"users": payload["channel"]}, "channel")
        given = self._asked("files.getUploadURLExternal", {"filename": name, "length": len(content)}, "upload_url")
        if not (taken := self._put(given["upload_url"], content)).ok:
            return taken
        files = [{"id": given["file_id"], "title": name}]
        sharing = {"files": files, "channel_id": opened["channel"]["id"], "blocks": payload["blocks"]}
        return self._wire.call(Method.UPLOAD, sharing)

    def _asked(self, method: str, arguments: Mapping[str, Any], what: str) -> Mapping[str, Any]:
        answer = self._wire.call(method, arguments)
        if what in answer.data:
            return answer.data
        is_refused = answer.known is Known.ANSWERED and not answer.ok
        raise _Unsent(answer if is_refused else Answer(Known.UNREACHED, error=answer.error))


class _Unsent(Exception):
    """Nothing is shown yet, whatever Slack answered."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.error)
        self.answer = answer


def without_file(letter: Leased, error: str) -> dict[str, Any]:
    """What becomes of a letter whose file Slack takes from nobody: whoever was to have it hears why."""
    log.error("file_not_taken", key=letter.key, error=error)
    name = letter.payload["file"]["name"]
    text = mrkdwn(":warning: Slack does not take the file {} from Concord (`{}`). Ask an administrator.", name, error)
    return {"method": Method.POST, "payload": payload_of(Message(text, [section(text)]))}
