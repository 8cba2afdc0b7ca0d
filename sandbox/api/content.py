"""The content of a message that the app sends: text, blocks, attachments, metadata."""

from __future__ import annotations

import json

from sandbox.api.arguments import Arguments, wrong
from sandbox.blockkit import are_too_long, problems_of_attachments, problems_of_blocks
from sandbox.workspace.fields import with_ids
from sandbox.workspace.models import Json
from sandbox.workspace.refusals import Refused

TEXT_CUT = 40_000
UPDATE_TEXT = 4_000
MARKDOWN_TEXT = 12_000
METADATA_BYTES = 16_000
ATTACHMENTS = 100
VISIBLE = ("text", "blocks", "attachments")


def new_content(arguments: Arguments) -> Json:
    """The fields of a message to be posted, its text cut where it is too long; without any there is `no_text`."""
    content = _content(arguments)
    if not any(content[name] for name in VISIBLE):
        raise Refused("no_text")
    return content | {"text": content["text"][:TEXT_CUT]}


def whispered_content(arguments: Arguments) -> Json:
    """The same for one person: it has no metadata, and its text is never cut."""
    if len(words(arguments)) > TEXT_CUT:
        raise Refused("msg_too_long")
    return new_content(arguments) | {"metadata": None}


def changed_content(arguments: Arguments) -> Json:
    """Only what an update names. What it leaves out stays, but blocks give way to a new text."""
    named = {name for name in (*VISIBLE, "metadata") if name in arguments}
    if "text" in named or arguments.text("markdown_text"):
        named |= {"text", "blocks"}
    if named <= {"metadata"}:
        raise Refused("no_text")
    if len(arguments.text("text")) > UPDATE_TEXT:
        raise Refused("msg_too_long")
    return {name: value for name, value in _content(arguments).items() if name in named}


def _content(arguments: Arguments) -> Json:
    return {
        "text": words(arguments),
        "blocks": blocks(arguments),
        "attachments": attachments(arguments),
        "metadata": metadata(arguments),
    }


def words(arguments: Arguments) -> str:
    """`text`, or `markdown_text` in its place."""
    markdown, text = arguments.text("markdown_text"), arguments.text("text")
    if markdown and (text or "blocks" in arguments):
        raise Refused("markdown_text_conflict")
    if len(markdown) > MARKDOWN_TEXT:
        wrong(f"must be less than {MARKDOWN_TEXT + 1} characters", "markdown_text")
    return markdown or text


def blocks(arguments: Arguments) -> list[Json]:
    """Those given, or the one that `markdown_text` becomes."""
    markdown = arguments.text("markdown_text")
    given = (
        [{"type": "markdown", "text": markdown}] if markdown else _list(arguments, "blocks", "invalid_blocks_format")
    )
    if problems := problems_of_blocks(given):
        raise Refused("invalid_blocks", *problems)
    if are_too_long(given):
        raise Refused("msg_blocks_too_long")
    complete: list[Json] = with_ids({"blocks": given})["blocks"]
    return complete


def attachments(arguments: Arguments) -> list[Json]:
    given = _list(arguments, "attachments", "invalid_attachments")
    if len(given) > ATTACHMENTS:
        raise Refused("too_many_attachments")
    if problems := problems_of_attachments(given):
        raise Refused("invalid_attachments", *problems)
    complete: list[Json] = with_ids({"attachments": given})["attachments"]
    return complete


def _list(arguments: Arguments, name: str, otherwise: str) -> list[Json]:
    given = arguments.structure(name, otherwise)
    if given is not None and not isinstance(given, list):
        raise Refused(otherwise)
    return given or []


def metadata(arguments: Arguments) -> Json | None:
    given = arguments.structure("metadata", "invalid_metadata_format")
    if not given:
        return None
    if not isinstance(given, dict) or set(given) != {"event_type", "event_payload"}:
        raise Refused("invalid_metadata_format")
    if not isinstance(given["event_type"], str) or not isinstance(given["event_payload"], dict):
        raise Refused("invalid_metadata_schema")
    if len(json.dumps(given)) > METADATA_BYTES:
        raise Refused("metadata_too_large")
    return given
