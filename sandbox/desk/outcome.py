"""What came of a gesture, and what in it can be read."""

from __future__ import annotations

from dataclasses import dataclass, field

from sandbox.workspace.models import Json, Message

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
    """The message that answered a command: in the acknowledgement, or by its response_url before that."""

    @property
    def ok(self) -> bool:
        return not self.error and not self.errors

    @property
    def text(self) -> str:
        """Everything readable in `message`."""
        return readable(self.message) if self.message else ""


def readable(message: Message) -> str:
    """The text of a message and of all its blocks, those of attachments too, a line each."""
    lines = [message.text] if message.text and not message.blocks else []
    return "\n".join([*lines, *_texts(message.blocks), *_texts(message.attachments)])


def texts(blocks: list[Json]) -> str:
    return "\n".join(_texts(blocks))


def _texts(part: object) -> list[str]:
    if isinstance(part, list):
        return [line for each in part for line in _texts(each)]
    if not isinstance(part, dict):
        return []
    own = [part[name] for name in ("caption", "title", "label", "text") if isinstance(part.get(name), str)]
    own += [str(part["value"])] if isinstance(part.get("value"), (int, float)) and "label" in part else []
    return own + [line for each in part.values() for line in _texts(each)]
