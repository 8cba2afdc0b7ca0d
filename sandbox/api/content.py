"""The content of a message that the app sends: text, blocks, attachments, metadata."""

from __future__ import annotations

import json

from sandbox.api.arguments import Arguments
from sandbox.blockkit import characters, problems_of_blocks
from sandbox.workspace.fields import with_ids
from sandbox.workspace.models import Json
from sandbox.workspace.refusals import Refused

TEXT_CUT = 40_000
UPDATE_TEXT = 4_000
BLOCK_CHARACTERS = 13_200
"""Not documented: what Slack was seen to refuse (slackapi/bolt-js issue 2509)."""
METADATA_BYTES = 16_000


def new_content(arguments: Arguments) -> Json:
    """The fields of a message to be posted; without any content there is `no_text`."""
    found: Json = {"text": arguments.text("text")[:TEXT_CUT], "metadata": metadata(arguments)}
    found["blocks"] = blocks(arguments) or []
    found["attachments"] = attachments(arguments) or []
    if not (found["text"] or found["blocks"] or found["attachments"]):
        raise Refused("no_text")
    return found


def changed_content(arguments: Arguments) -> Json:
    """Only what an update names: blocks, attachments and metadata left out stay as they are."""
    if not any(name in arguments for name in ("text", "blocks", "attachments")):
        raise Refused("no_text")
    if len(arguments.text("text")) > UPDATE_TEXT:
        raise Refused("msg_too_long")
    found: Json = {"text": arguments.text("text")} if "text" in arguments else {}
    if "blocks" in arguments:
        found["blocks"] = blocks(arguments) or []
    if "attachments" in arguments:
        found["attachments"] = attachments(arguments) or []
    if "metadata" in arguments:
        found["metadata"] = metadata(arguments)
    return found


def blocks(arguments: Arguments) -> list[Json] | None:
    given = arguments.structure("blocks", "invalid_blocks_format")
    if given is None:
        return None
    if not isinstance(given, list):
        raise Refused("invalid_blocks_format")
    if problems := problems_of_blocks(given):
        raise Refused("invalid_blocks", *problems)
    if characters(given) > BLOCK_CHARACTERS:
        raise Refused("msg_blocks_too_long")
    found: list[Json] = with_ids({"blocks": given})["blocks"]
    return found


def attachments(arguments: Arguments) -> list[Json] | None:
    given = arguments.structure("attachments", "invalid_attachments")
    if given is None:
        return None
    if not isinstance(given, list):
        raise Refused("invalid_attachments")
    if len(given) > 100:
        raise Refused("too_many_attachments")
    return given


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
