"""What the Events API says of each fact: an event's name, its body, and the conversation it is about."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, assert_never

from sandbox.wire.payloads import home_opened
from sandbox.wire.shapes import group_json, message_json, person_json
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
        case MessagePosted():
            yield from _posted(workspace, fact.message)
        case MessageChanged():
            after, before = message_json(workspace, fact.message), message_json(workspace, fact.before)
            changed = {"subtype": "message_changed", "message": after, "previous_message": before}
            yield _message(workspace, fact.message, {**changed, "ts": workspace.new_ts()})
        case MessageDeleted():
            gone = {"subtype": "message_deleted", "deleted_ts": fact.message.ts, "hidden": True}
            before = message_json(workspace, fact.message)
            yield _message(workspace, fact.message, {**gone, "previous_message": before, "ts": workspace.new_ts()})
        case ChannelCreated():
            created = {"id": fact.channel.id, "name": fact.channel.name, "creator": fact.channel.creator}
            if not fact.channel.is_private:
                yield Event("channel_created", {"channel": created})
        case ChannelRenamed():
            renamed = {"id": fact.channel.id, "name": fact.channel.name, "created": fact.channel.created}
            yield Event(f"{_noun(fact.channel)}_rename", {"channel": renamed}, fact.channel)
        case ChannelArchived():
            verb = "archive" if fact.channel.is_archived else "unarchive"
            body = {"channel": fact.channel.id, "user": workspace.bot.id}  # nobody else does that in a sandbox
            yield Event(f"{_noun(fact.channel)}_{verb}", body, fact.channel if fact.channel.is_private else None)
        case MemberJoined():
            body = _membership(fact.channel, fact.person) | ({"inviter": fact.inviter} if fact.inviter else {})
            yield Event("member_joined_channel", body, fact.channel)
        case MemberLeft():
            if fact.person.id == workspace.bot.id:
                yield Event(f"{_noun(fact.channel)}_left", {"channel": fact.channel.id})
            yield Event("member_left_channel", _membership(fact.channel, fact.person), fact.channel)
        case PersonChanged():
            yield Event("user_change", {"user": person_json(fact.person)})
        case GroupChanged():
            yield from _regrouped(workspace, fact)
        case HomeOpened():
            yield Event("app_home_opened", home_opened(workspace, fact.person))
        case _:
            assert_never(fact)


def _posted(workspace: Workspace, message: Message) -> Iterator[Event]:
    body = {**message_json(workspace, message), "event_ts": message.ts}
    posted = _message(workspace, message, body)
    yield posted
    if f"<@{workspace.bot.id}>" in message.text and message.author != workspace.bot.id:
        yield Event("app_mention", {**body, "channel": message.channel}, posted.channel)


def _message(workspace: Workspace, message: Message, body: Json) -> Event:
    """Under the name that the channel's kind has."""
    channel = workspace.state.channels[message.channel]
    where = {"channel": channel.id, "channel_type": CHANNEL_TYPE[channel.kind]}
    return Event(MESSAGE_EVENT[channel.kind], {**where, **body}, channel)


def _noun(channel: Channel) -> str:
    """What Slack's events call a channel."""
    return "group" if channel.is_private else "channel"


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
