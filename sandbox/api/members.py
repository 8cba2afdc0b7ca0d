"""conversations.*: making and changing them, and who is in them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sandbox.api.arguments import Arguments
from sandbox.api.conversations import named
from sandbox.api.finding import channel_of, person_of
from sandbox.api.registry import method
from sandbox.models import Channel, Json
from sandbox.refused import Refused
from sandbox.wire import channel_json

if TYPE_CHECKING:
    from sandbox.workspace import Workspace

NAME = re.compile(r"[\w-]{1,80}")
TOPIC = 250


@method("conversations.create")
def create(workspace: Workspace, arguments: Arguments) -> Json:
    name = _free_name(workspace, arguments.text("name"))
    channel = workspace.rooms.create(name, private=arguments.flag("is_private"), by=workspace.bot.id)
    return {"channel": channel_json(workspace, channel)}


@method("conversations.rename")
def rename(workspace: Workspace, arguments: Arguments) -> Json:
    channel = named(workspace, arguments)
    workspace.rooms.rename(channel, _free_name(workspace, arguments.text("name")))
    return {"channel": channel_json(workspace, channel)}


@method("conversations.join")
def join(workspace: Workspace, arguments: Arguments) -> Json:
    channel = channel_of(workspace, arguments.text("channel"))
    if channel.kind != "public":
        raise Refused("method_not_supported_for_channel_type")
    _check_open(channel)
    workspace.rooms.join(channel, workspace.bot.id)
    return {"channel": channel_json(workspace, channel)}


@method("conversations.leave")
def leave(workspace: Workspace, arguments: Arguments) -> Json:
    channel = channel_of(workspace, arguments.text("channel"))
    if workspace.bot.id not in channel.members:
        return {"not_in_channel": True}
    workspace.rooms.leave(channel, workspace.bot.id)
    return {}


@method("conversations.invite")
def invite(workspace: Workspace, arguments: Arguments) -> Json:
    channel = named(workspace, arguments)
    _check_open(channel)
    users = [person_of(workspace, each) for each in arguments.names("users")]
    if not users:
        raise Refused("no_user")
    for person in users:
        if person.id == workspace.bot.id:
            raise Refused("cant_invite_self")
        if person.id in channel.members:
            raise Refused("already_in_channel")
        if person.is_deleted:
            raise Refused("cant_invite")
    for person in users:
        workspace.rooms.join(channel, person.id, inviter=workspace.bot.id)
    return {"channel": channel_json(workspace, channel)}


@method("conversations.kick")
def kick(workspace: Workspace, arguments: Arguments) -> Json:
    channel = named(workspace, arguments)
    person = person_of(workspace, arguments.text("user"))
    if person.id == workspace.bot.id:
        raise Refused("cant_kick_self")
    if person.id not in channel.members:
        raise Refused("not_in_channel")
    workspace.rooms.leave(channel, person.id)
    return {}


@method("conversations.archive")
def archive(workspace: Workspace, arguments: Arguments) -> Json:
    channel = named(workspace, arguments)
    if channel.is_archived:
        raise Refused("already_archived")
    if channel.name == "general":
        raise Refused("cant_archive_general")
    workspace.rooms.archive(channel)
    return {}


@method("conversations.unarchive")
def unarchive(workspace: Workspace, arguments: Arguments) -> Json:
    channel = channel_of(workspace, arguments.text("channel"))
    if not channel.is_archived:
        raise Refused("not_archived")
    workspace.rooms.archive(channel, archived=False)
    return {}


@method("conversations.setTopic")
def set_topic(workspace: Workspace, arguments: Arguments) -> Json:
    channel = named(workspace, arguments)
    channel.topic = _short(channel, arguments.text("topic"))
    workspace.changes.bump()
    return {"channel": channel_json(workspace, channel)}


@method("conversations.setPurpose")
def set_purpose(workspace: Workspace, arguments: Arguments) -> Json:
    channel = named(workspace, arguments)
    channel.purpose = _short(channel, arguments.text("purpose"))
    workspace.changes.bump()
    return {"channel": channel_json(workspace, channel)}


def _short(channel: Channel, text: str) -> str:
    _check_open(channel)
    if len(text) > TOPIC:
        raise Refused("too_long")
    return text


def _check_open(channel: Channel) -> None:
    if channel.is_archived:
        raise Refused("is_archived")


def _free_name(workspace: Workspace, name: str) -> str:
    if not name:
        raise Refused("invalid_name_required")
    if len(name) > 80:
        raise Refused("invalid_name_maxlength")
    if not NAME.fullmatch(name) or name != name.lower():
        raise Refused("invalid_name_specials")
    if any(each.name == name for each in workspace.state.channels.values() if not each.is_im):
        raise Refused("name_taken")
    return name
