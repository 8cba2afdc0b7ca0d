"""conversations.*: making and changing them, and who is in them."""

from __future__ import annotations

from sandbox.api.arguments import Arguments
from sandbox.api.conversations import named, not_direct
from sandbox.api.finding import channel_of, person_of
from sandbox.api.registry import method
from sandbox.wire.shapes import channel_json
from sandbox.workspace import Workspace
from sandbox.workspace.models import Channel, Json
from sandbox.workspace.naming import free_name
from sandbox.workspace.refusals import Refused

TOPIC = 250


@method("conversations.create")
def create(workspace: Workspace, arguments: Arguments) -> Json:
    name = free_name(workspace, arguments.text("name"))
    channel = workspace.rooms.create(name, private=arguments.flag("is_private"), by=workspace.bot.id)
    return {"channel": channel_json(workspace, channel)}


@method("conversations.rename")
def rename(workspace: Workspace, arguments: Arguments) -> Json:
    channel = named(workspace, arguments)
    check_open(channel)
    if channel.creator != workspace.bot.id:
        raise Refused("not_authorized")  # whoever made a channel names it, and administrators do
    workspace.rooms.rename(channel, free_name(workspace, arguments.text("name")), workspace.bot.id)
    return {"channel": channel_json(workspace, channel)}


@method("conversations.join")
def join(workspace: Workspace, arguments: Arguments) -> Json:
    channel = channel_of(workspace, arguments.text("channel"))
    if channel.kind != "public":
        raise Refused("method_not_supported_for_channel_type")
    check_open(channel)
    was_in_it = workspace.bot.id in channel.members
    workspace.rooms.join(channel, workspace.bot.id)
    return {"channel": channel_json(workspace, channel)} | (_warning("already_in_channel") if was_in_it else {})


@method("conversations.leave")
def leave(workspace: Workspace, arguments: Arguments) -> Json:
    channel = not_direct(channel_of(workspace, arguments.text("channel")))
    if workspace.bot.id not in channel.members:
        return {"not_in_channel": True}
    check_open(channel)
    if channel.is_general:
        raise Refused("cant_leave_general")
    if len(channel.members) == 1:
        raise Refused("last_member")
    workspace.rooms.leave(channel, workspace.bot.id)
    return {}


@method("conversations.kick")
def kick(workspace: Workspace, arguments: Arguments) -> Json:
    channel = named(workspace, arguments)
    person = person_of(workspace, arguments.text("user"))
    if person.id == workspace.bot.id:
        raise Refused("cant_kick_self")
    if channel.is_general:
        raise Refused("cant_kick_from_general")
    if person.id not in channel.members:
        raise Refused("not_in_channel")
    workspace.rooms.leave(channel, person.id)
    return {}


@method("conversations.archive")
def archive(workspace: Workspace, arguments: Arguments) -> Json:
    channel = named(workspace, arguments)
    if channel.is_archived:
        raise Refused("already_archived")
    if channel.is_general:
        raise Refused("cant_archive_general")
    workspace.rooms.archive(channel, workspace.bot.id)
    return {}


@method("conversations.unarchive")
def unarchive(workspace: Workspace, arguments: Arguments) -> Json:
    """No bot can (docs.slack.dev/reference/methods/conversations.unarchive); Slack says that it is not in the channel
    (slack-go/slack issue 1066).
    """
    channel = not_direct(channel_of(workspace, arguments.text("channel")))
    raise Refused("not_in_channel" if channel.is_archived else "not_archived")


@method("conversations.setTopic")
def set_topic(workspace: Workspace, arguments: Arguments) -> Json:
    channel = named(workspace, arguments)
    workspace.rooms.describe(channel, "topic", _short(channel, arguments.text("topic")), workspace.bot.id)
    return {"channel": channel_json(workspace, channel)}


@method("conversations.setPurpose")
def set_purpose(workspace: Workspace, arguments: Arguments) -> Json:
    channel = named(workspace, arguments)
    workspace.rooms.describe(channel, "purpose", _short(channel, arguments.text("purpose")), workspace.bot.id)
    return {"channel": channel_json(workspace, channel)}


def _short(channel: Channel, text: str) -> str:
    check_open(channel)
    if len(text) > TOPIC:
        raise Refused("too_long")
    return text


def _warning(code: str) -> Json:
    return {"warning": code, "response_metadata": {"warnings": [code]}}


def check_open(channel: Channel) -> None:
    if channel.is_archived:
        raise Refused("is_archived")
