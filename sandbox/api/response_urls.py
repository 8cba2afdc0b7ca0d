"""What an app sends to a response_url: a late answer to one interaction."""

from __future__ import annotations

from sandbox.api.arguments import Arguments
from sandbox.api.content import new_content
from sandbox.api.registry import check_known
from sandbox.workspace import Workspace
from sandbox.workspace.models import Json
from sandbox.workspace.tickets import ResponseUrl


def respond(workspace: Workspace, key: str, body: Json) -> None:
    url = workspace.tickets.use(key)
    original = workspace.messages.get(url.channel, url.message) if url.message else None
    if body.get("delete_original"):
        if original is not None:
            workspace.messages.delete(original)
        return
    check_known(workspace, Arguments(body))
    content = new_content(Arguments(body))
    if body.get("replace_original") and original is not None:
        workspace.messages.update(original, **content | {"metadata": content["metadata"] or original.metadata})
    else:
        _post(workspace, url, body, content)


def _post(workspace: Workspace, url: ResponseUrl, body: Json, content: Json) -> None:
    channel = workspace.channel(url.channel)
    only_for = "" if body.get("response_type") == "in_channel" else url.person
    thread = body.get("thread_ts") or url.thread
    url.posted = workspace.messages.post(channel, workspace.bot.id, thread_ts=thread, only_for=only_for, **content).ts
