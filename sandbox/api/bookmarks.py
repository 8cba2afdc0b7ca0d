"""bookmarks.*: the links above a channel."""

from __future__ import annotations

import re

from sandbox.api.arguments import Arguments
from sandbox.api.finding import joined_channel
from sandbox.api.reactions import EMOJI
from sandbox.api.registry import method
from sandbox.workspace import Workspace
from sandbox.workspace.models import Channel, Json
from sandbox.workspace.refusals import Refused

MOST = 100
LINK = re.compile(r"https?://.+")


@method("bookmarks.add")
def add(workspace: Workspace, arguments: Arguments) -> Json:
    channel = _channel(workspace, arguments)
    if arguments.text("type") != "link":
        raise Refused("invalid_bookmark_type")
    _check(arguments, "link")
    if len(channel.bookmarks) >= MOST:
        raise Refused("too_many_bookmarks")
    row = _new(workspace, channel, arguments)
    channel.bookmarks.append(row)
    workspace.changes.bump()
    return {"bookmark": row}


@method("bookmarks.edit")
def edit(workspace: Workspace, arguments: Arguments) -> Json:
    row = _found(_channel(workspace, arguments), arguments)
    named = [name for name in ("title", "link", "emoji") if name in arguments]
    _check(arguments, *named)
    row |= {name: arguments.text(name) for name in named} | {"date_updated": _now(workspace)}
    workspace.changes.bump()
    return {"bookmark": row}


@method("bookmarks.remove")
def remove(workspace: Workspace, arguments: Arguments) -> Json:
    channel = _channel(workspace, arguments)
    channel.bookmarks.remove(_found(channel, arguments))
    workspace.changes.bump()
    return {}


@method("bookmarks.list")
def list_all(workspace: Workspace, arguments: Arguments) -> Json:
    return {"bookmarks": _channel(workspace, arguments).bookmarks}


def _new(workspace: Workspace, channel: Channel, arguments: Arguments) -> Json:
    return {
        "id": workspace.new_id("Bk"),
        "channel_id": channel.id,
        **{name: arguments.text(name) for name in ("title", "link", "emoji", "type")},
        "icon_url": "",
        "entity_id": None,
        "date_created": _now(workspace),
        "date_updated": 0,
        "rank": "",
        "last_updated_by_user_id": workspace.bot.id,
        "last_updated_by_team_id": workspace.team.id,
        "shortcut_id": None,
        "app_id": workspace.company.app_id,
    }


def _check(arguments: Arguments, *names: str) -> None:
    if "link" in names and not LINK.fullmatch(arguments.text("link")):
        raise Refused("invalid_link")
    if arguments.text("emoji") and not re.fullmatch(f":{EMOJI.pattern}:", arguments.text("emoji")):
        raise Refused("invalid_emoji")


def _found(channel: Channel, arguments: Arguments) -> Json:
    row = next((each for each in channel.bookmarks if each["id"] == arguments.text("bookmark_id")), None)
    if row is None:
        raise Refused("not_found")
    return row


def _channel(workspace: Workspace, arguments: Arguments) -> Channel:
    return joined_channel(workspace, arguments.text("channel_id"), "access_denied")


def _now(workspace: Workspace) -> int:
    return int(workspace.clock.now().timestamp())
