"""What the Events API says of each fact: an event's name, its body, and the conversation it is about."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, assert_never

from sandbox.wire.payloads import home_opened
from sandbox.wire.shapes import group_json, message_json, person_json, pin_json
from sandbox.workspace import Workspace
from sandbox.workspace.facts import (
    ChannelArchived,
    ChannelCreated,
    ChannelRenamed,
    Fact,
    GroupChanged,
    HomeOpened,
    MemberJoined,
    MemberLeft,
    MessageChanged,
    MessageDeleted,
    MessagePosted,
    PersonChanged,
    PinAdded,
    PinRemoved,
)
from sandbox.workspace.models import Channel, Json, Message, Person

MESSAGE_EVENT = {"public": "message.channels", "private": "message.groups", "im": "message.im"}
CHANNEL_TYPE = {"public": "channel", "private": "group", "im": "im"}


class Event(NamedTuple):
    """`name` as manifests subscribe to it; only an app that is in `channel`, if there is one, hears of it."""

    name: str
    body: Json
    channel: Channel | None = None


def events_of(workspace: Workspace, fact: Fact) -> Iterator[Event]:
    match fact:
        case MessagePosted(message):
            yield from _posted(workspace, message)
        case MessageChanged(message, before):
            yield _changed(workspace, message, before)
        case MessageDeleted(message):
            yield _deleted(workspace, message)
        case ChannelCreated(channel) if channel.is_private:
            return
        case ChannelCreated(channel):
            created = {"id": channel.id, "name": channel.name, "creator": channel.creator}
            yield Event("channel_created", {"channel": created})
        case ChannelRenamed(channel):
            renamed = {"id": channel.id, "name": channel.name, "created": channel.created}
            yield Event(f"{channel.noun}_rename", {"channel": renamed}, channel)
        case ChannelArchived(channel, by):
            verb = "archive" if channel.is_archived else "unarchive"
            yield Event(
                f"{channel.noun}_{verb}",
                {"channel": channel.id, "user": by},
                channel if channel.is_private else None,
            )
        case MemberJoined(channel, person, inviter):
            body = _membership(channel, person) | ({"inviter": inviter} if inviter else {})
            yield Event("member_joined_channel", body, channel)
        case MemberLeft(channel, person):
            yield from _left(workspace, channel, person)
        case PinAdded(channel, message, pin):
            yield _pinned(workspace, "pin_added", channel, message, pin, pin["by"])
        case PinRemoved(channel, message, pin, by):
            yield _pinned(workspace, "pin_removed", channel, message, pin, by)
        case PersonChanged(person):
            yield Event("user_change", {"user": person_json(person)})
        case GroupChanged():
            yield from _regrouped(workspace, fact)
        case HomeOpened(person):
            yield Event("app_home_opened", home_opened(workspace, person))
        case _:
            assert_never(fact)


def _posted(workspace: Workspace, message: Message) -> Iterator[Event]:
    body = {**message_json(workspace, message), "event_ts": message.ts}
    posted = _message(workspace, message, body)
    yield posted
    for file in message.files:
        shared = {"file_id": file["id"], "file": {"id": file["id"]}, "user_id": message.author}
        yield Event("file_shared", {**shared, "channel_id": message.channel, "event_ts": message.ts}, posted.channel)
    if f"<@{workspace.bot.id}>" in message.text and _is_mention(workspace, message):
        yield Event("app_mention", {**body, "channel": message.channel}, posted.channel)


def _is_mention(workspace: Workspace, message: Message) -> bool:
    """Nobody is mentioned to themselves, nor in a direct message."""
    return message.author != workspace.bot.id and not workspace.state.channels[message.channel].is_im


def _changed(workspace: Workspace, message: Message, before: Message) -> Event:
    messages = {"message": message_json(workspace, message), "previous_message": message_json(workspace, before)}
    return _message(workspace, message, {"subtype": "message_changed", **messages, "ts": workspace.new_ts()})


def _deleted(workspace: Workspace, message: Message) -> Event:
    gone = {"subtype": "message_deleted", "deleted_ts": message.ts, "hidden": True}
    before = message_json(workspace, message)
    return _message(workspace, message, {**gone, "previous_message": before, "ts": workspace.new_ts()})


def _message(workspace: Workspace, message: Message, body: Json) -> Event:
    """Under the name that the channel's kind has."""
    channel = workspace.state.channels[message.channel]
    where = {"channel": channel.id, "channel_type": CHANNEL_TYPE[channel.kind]}
    return Event(MESSAGE_EVENT[channel.kind], {**where, **body}, channel)


def _left(workspace: Workspace, channel: Channel, person: Person) -> Iterator[Event]:
    if person.id == workspace.bot.id:
        yield Event(f"{channel.noun}_left", {"channel": channel.id})
    yield Event("member_left_channel", _membership(channel, person), channel)


def _pinned(workspace: Workspace, name: str, channel: Channel, message: Message, pin: Json, by: str) -> Event:
    about = {
        "user": by,
        "channel_id": channel.id,
        "item": pin_json(workspace, message, pin),
        "item_user": message.author,
        "pin_count": str(len(channel.pins)),
        "pinned_info": {"channel": channel.id, "pinned_by": pin["by"], "pinned_ts": pin["at"]},
    }
    return Event(name, about if name == "pin_added" else about | {"has_pins": bool(channel.pins)}, channel)


def _membership(channel: Channel, person: Person) -> Json:
    kind = "G" if channel.is_private else "C"
    return {"user": person.id, "channel": channel.id, "channel_type": kind, "team": person.team}


def _regrouped(workspace: Workspace, fact: GroupChanged) -> Iterator[Event]:
    group, before = fact.group, fact.before
    yield Event("subteam_updated", {"subteam": group_json(workspace, group, users=True, count=True)})
    added = [each for each in group.members if each not in before]
    removed = [each for each in before if each not in group.members]
    counts = {"added_users_count": len(added), "removed_users_count": len(removed)}
    changed = {"subteam_id": group.id, "team_id": workspace.team.id, "added_users": added, "removed_users": removed}
    yield Event("subteam_members_changed", {**changed, **counts})
