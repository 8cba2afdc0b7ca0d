"""pins.*, bookmarks.*, reactions.* and api.test."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.api.arguments import Arguments
from sandbox.api.finding import joined_channel
from sandbox.api.registry import method
from sandbox.models import Channel, Json, Message
from sandbox.refused import Refused
from sandbox.wire import message_json

if TYPE_CHECKING:
    from sandbox.workspace import Workspace


@method("api.test")
def api_test(workspace: Workspace, arguments: Arguments) -> Json:
    if arguments.text("error"):
        raise Refused(arguments.text("error"))
    return {"args": {}}


@method("pins.add")
def pin(workspace: Workspace, arguments: Arguments) -> Json:
    channel, message = _message(workspace, arguments)
    if message.ts in channel.pins:
        raise Refused("already_pinned")
    channel.pins.append(message.ts)
    workspace.changes.bump()
    return {}


@method("pins.remove")
def unpin(workspace: Workspace, arguments: Arguments) -> Json:
    channel, message = _message(workspace, arguments)
    if message.ts not in channel.pins:
        raise Refused("no_pin")
    channel.pins.remove(message.ts)
    workspace.changes.bump()
    return {}


@method("pins.list")
def pins(workspace: Workspace, arguments: Arguments) -> Json:
    channel = joined_channel(workspace, arguments.text("channel"))
    found = [workspace.messages.get(channel.id, ts) for ts in channel.pins]
    rows = [message_json(workspace, each) for each in found if each]
    return {"items": [{"type": "message", "channel": channel.id, "message": row} for row in rows]}


@method("bookmarks.add")
def bookmark(workspace: Workspace, arguments: Arguments) -> Json:
    channel = joined_channel(workspace, arguments.text("channel_id"))
    if arguments.text("type") != "link":
        raise Refused("invalid_bookmark_type")
    if not arguments.text("link"):
        raise Refused("invalid_link")
    row = {
        "id": workspace.new_id("Bk"),
        "channel_id": channel.id,
        "title": arguments.text("title"),
        "link": arguments.text("link"),
        "emoji": arguments.text("emoji"),
        "type": "link",
        "app_id": workspace.company.app_id,
    }
    channel.bookmarks.append(row)
    workspace.changes.bump()
    return {"bookmark": row}


@method("bookmarks.list")
def bookmarks(workspace: Workspace, arguments: Arguments) -> Json:
    return {"bookmarks": joined_channel(workspace, arguments.text("channel_id")).bookmarks}


@method("reactions.add")
def react(workspace: Workspace, arguments: Arguments) -> Json:
    _, message = _message(workspace, arguments)
    who = message.reactions.setdefault(arguments.text("name"), [])
    if workspace.bot.id in who:
        raise Refused("already_reacted")
    who.append(workspace.bot.id)
    workspace.changes.bump()
    return {}


@method("reactions.remove")
def unreact(workspace: Workspace, arguments: Arguments) -> Json:
    _, message = _message(workspace, arguments)
    name = arguments.text("name")
    who = message.reactions.get(name, [])
    if workspace.bot.id not in who:
        raise Refused("no_reaction")
    who.remove(workspace.bot.id)
    if not who:
        del message.reactions[name]
    workspace.changes.bump()
    return {}


def _message(workspace: Workspace, arguments: Arguments) -> tuple[Channel, Message]:
    channel = joined_channel(workspace, arguments.text("channel"))
    return channel, workspace.messages.find(channel.id, arguments.text("timestamp"))
