"""files.*: the two-step upload."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.api.arguments import Arguments
from sandbox.api.finding import joined_channel
from sandbox.api.registry import method
from sandbox.models import Json
from sandbox.refused import Refused

if TYPE_CHECKING:
    from sandbox.workspace import Workspace


@method("files.getUploadURLExternal")
def upload_url(workspace: Workspace, arguments: Arguments) -> Json:
    size = arguments.number("length", 1, 1_000_000_000)
    file, url = workspace.files.expect(arguments.text("filename"), size)
    return {"upload_url": url, "file_id": file}


@method("files.completeUploadExternal")
def complete(workspace: Workspace, arguments: Arguments) -> Json:
    wanted = arguments.structure("files")
    if not isinstance(wanted, list) or not wanted:
        raise Refused("invalid_arguments", "[ERROR] must be an array [json-pointer:/files]")
    done = [workspace.files.complete(each["id"], each.get("title", "")) for each in wanted]
    for target in arguments.names("channels") or arguments.names("channel_id"):
        channel = joined_channel(workspace, target)
        text, thread = arguments.text("initial_comment"), arguments.text("thread_ts")
        author, bot_id = workspace.bot.id, workspace.company.bot_id
        workspace.messages.post(channel, author, bot_id=bot_id, text=text, files=done, thread_ts=thread)
    return {"files": done}


@method("files.info")
def info(workspace: Workspace, arguments: Arguments) -> Json:
    return {"file": workspace.files.get(arguments.text("file"))}
