"""Finds what the app names, with the refusals that Slack has for what it cannot see."""

from __future__ import annotations

from sandbox.api.arguments import Arguments
from sandbox.workspace import Workspace
from sandbox.workspace.models import Channel, Message, Person
from sandbox.workspace.refusals import Refused


def channel_of(workspace: Workspace, name: str, code: str = "channel_not_found") -> Channel:
    """A conversation the app can see, by its id: public ones, and those its bot is in."""
    channel = workspace.state.channels.get(name)
    if channel is None or not can_see(workspace, channel):
        raise Refused(code)
    return channel


def named_channel(workspace: Workspace, name: str) -> Channel:
    """The same for the methods that post: they alone take a name too, after its `#`. That Slack may take some without
    is nothing to rely on.
    """
    named = (each.id for each in workspace.state.channels.values() if not each.is_im and f"#{each.name}" == name)
    return channel_of(workspace, next(named, name))


def can_see(workspace: Workspace, channel: Channel) -> bool:
    return channel.kind == "public" or workspace.bot.id in channel.members


def joined_channel(workspace: Workspace, name: str, outside: str = "not_in_channel") -> Channel:
    channel = channel_of(workspace, name)
    if workspace.bot.id not in channel.members:
        raise Refused(outside)
    return channel


def message_of(workspace: Workspace, arguments: Arguments) -> Message:
    """The message that `channel` and `timestamp` name."""
    channel = joined_channel(workspace, arguments.text("channel"))
    if not arguments.text("timestamp"):
        raise Refused("no_item_specified")
    return workspace.messages.find(channel.id, arguments.stamp("timestamp", "bad_timestamp"))


def person_of(workspace: Workspace, name: str, code: str = "user_not_found") -> Person:
    person = workspace.state.people.get(name)
    if person is None:
        raise Refused(code)
    return person


def direct_channel(workspace: Workspace, name: str, gone: str = "user_disabled") -> Channel:
    """The bot's direct message with a person, opened when needed."""
    person = person_of(workspace, name)
    if person.is_deleted:
        raise Refused(gone)
    if person.is_bot:
        raise Refused("cannot_dm_bot")
    return workspace.rooms.direct(workspace.bot.id, person.id)
