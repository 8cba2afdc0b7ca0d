"""pins.*, bookmarks.*, reactions.* and api.test."""

from __future__ import annotations

import re

from sandbox.api.arguments import Arguments
from sandbox.api.finding import joined_channel
from sandbox.api.registry import method
from sandbox.wire.shapes import message_json
from sandbox.workspace import Workspace
from sandbox.workspace.models import Channel, Json, Message
from sandbox.workspace.refusals import Refused

MOST_PINS, MOST_BOOKMARKS = 100, 100
MOST_EMOJI, MOST_OF_ONE_PERSON = 50, 23
"""On a message. Slack documents that there are these limits and gives no numbers: they are a guess."""
EMOJI = re.compile(r"[\w+'-]+(::skin-tone-[2-6])?")
LINK = re.compile(r"https?://.+")


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
    if len(channel.pins) >= MOST_PINS:
        raise Refused("too_many_pins")
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
    pinned = [workspace.messages.get(channel.id, ts) for ts in channel.pins]
    rows = [message_json(workspace, each) for each in pinned if each]
    return {"items": [{"type": "message", "channel": channel.id, "message": row} for row in rows]}


@method("bookmarks.add")
def bookmark(workspace: Workspace, arguments: Arguments) -> Json:
    channel = _bookmarked(workspace, arguments)
    if arguments.text("type") != "link":
        raise Refused("invalid_bookmark_type")
    if not LINK.fullmatch(arguments.text("link")):
        raise Refused("invalid_link")
    if "emoji" in arguments and not re.fullmatch(f":{EMOJI.pattern}:", arguments.text("emoji")):
        raise Refused("invalid_emoji")
    if len(channel.bookmarks) >= MOST_BOOKMARKS:
        raise Refused("too_many_bookmarks")
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
    return {"bookmarks": _bookmarked(workspace, arguments).bookmarks}


@method("reactions.add")
def react(workspace: Workspace, arguments: Arguments) -> Json:
    channel, message = _message(workspace, arguments)
    if channel.is_archived:
        raise Refused("is_archived")
    name, who = _reaction(arguments, message)
    if workspace.bot.id in who:
        raise Refused("already_reacted")
    if not who and len(message.reactions) >= MOST_EMOJI:
        raise Refused("too_many_emoji")
    if sum(workspace.bot.id in each for each in message.reactions.values()) >= MOST_OF_ONE_PERSON:
        raise Refused("too_many_reactions")
    message.reactions[name] = [*who, workspace.bot.id]
    workspace.changes.bump()
    return {}


@method("reactions.remove")
def unreact(workspace: Workspace, arguments: Arguments) -> Json:
    _, message = _message(workspace, arguments)
    name, who = _reaction(arguments, message)
    if workspace.bot.id not in who:
        raise Refused("no_reaction")
    who.remove(workspace.bot.id)
    if not who:
        del message.reactions[name]
    workspace.changes.bump()
    return {}


def _message(workspace: Workspace, arguments: Arguments) -> tuple[Channel, Message]:
    channel = joined_channel(workspace, arguments.text("channel"))
    if not arguments.text("timestamp"):
        raise Refused("no_item_specified")
    return channel, workspace.messages.find(channel.id, arguments.stamp("timestamp", "bad_timestamp"))


def _reaction(arguments: Arguments, message: Message) -> tuple[str, list[str]]:
    """The emoji's name without colons, and who reacted with it so far."""
    name = arguments.text("name")
    if not EMOJI.fullmatch(name):
        raise Refused("invalid_name")
    return name, message.reactions.get(name, [])


def _bookmarked(workspace: Workspace, arguments: Arguments) -> Channel:
    return joined_channel(workspace, arguments.text("channel_id"), "access_denied")
