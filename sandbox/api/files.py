"""files.*: the two-step upload, and what is known of a file."""

from __future__ import annotations

from sandbox.api.arguments import Arguments, wrong
from sandbox.api.finding import channel_of
from sandbox.api.registry import method
from sandbox.blockkit import problems_of_blocks
from sandbox.wire.shapes.files import file_json
from sandbox.workspace import Workspace
from sandbox.workspace.fields import with_ids
from sandbox.workspace.models import Channel, Json
from sandbox.workspace.refusals import Refused

MOST_BYTES, SNIPPET_BYTES = 1_000_000_000, 1_000_000
ALT_TEXT, MOST_CHANNELS = 1000, 100


@method("files.getUploadURLExternal")
def upload_url(workspace: Workspace, arguments: Arguments) -> Json:
    size = arguments.number("length")
    if size == 0:
        raise Refused("missing_argument")
    if size > MOST_BYTES:
        raise Refused("file_upload_size_restricted")
    if arguments.text("snippet_type") and size > SNIPPET_BYTES:
        raise Refused("snippet_too_large")
    if len(arguments.text("alt_txt")) > ALT_TEXT:
        raise Refused("alt_txt_too_large")
    file, url = workspace.files.expect(arguments.text("filename"), size)
    return {"upload_url": url, "file_id": file}


@method("files.completeUploadExternal")
def complete(workspace: Workspace, arguments: Arguments) -> Json:
    wanted = _wanted(arguments)
    channels = _channels(workspace, arguments)
    blocks = _blocks(arguments)
    done = [workspace.files.complete(each["id"], each.get("title", "")) for each in wanted]
    for channel in channels:
        text, thread = arguments.text("initial_comment"), arguments.text("thread_ts")
        content: Json = {"text": text, "blocks": [] if text else blocks, "files": done, "thread_ts": thread}
        workspace.messages.post(channel, workspace.bot.id, subtype="file_share", **content)
    return {"files": [file_json(workspace, each) for each in done]}


def _wanted(arguments: Arguments) -> list[Json]:
    given = arguments.structure("files")
    if not isinstance(given, list) or not given:
        wrong("must be an array", "files")
    for at, each in enumerate(given):
        if not isinstance(each, dict) or not isinstance(each.get("id"), str):
            wrong("missing required field: id", f"files/{at}")
    return given


def _channels(workspace: Workspace, arguments: Arguments) -> list[Channel]:
    """Where the files are to be shown; private to the app where no channel is named."""
    several = arguments.names("channels")
    if len(several) > MOST_CHANNELS:
        raise Refused("channels_limit_exceeded")
    unknown = "invalid_channel" if several else "channel_not_found"
    channels = [channel_of(workspace, each, unknown) for each in several or arguments.names("channel_id")]
    for channel in channels:
        if workspace.bot.id not in channel.members:
            raise Refused("not_in_channel")
        if channel.is_archived:
            raise Refused("posting_to_channel_denied")
    return channels


def _blocks(arguments: Arguments) -> list[Json]:
    given = arguments.structure("blocks", "invalid_blocks") or []
    if not isinstance(given, list) or problems_of_blocks(given):
        raise Refused("invalid_blocks")
    blocks: list[Json] = with_ids({"blocks": given})["blocks"]
    return blocks


@method("files.info")
def info(workspace: Workspace, arguments: Arguments) -> Json:
    return {"file": file_json(workspace, workspace.files.get(arguments.text("file")))}
