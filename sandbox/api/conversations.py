"""conversations.*: finding and reading them."""

from __future__ import annotations

import re

from sandbox.api.arguments import Arguments, page
from sandbox.api.finding import can_see, channel_of, direct_channel, joined_channel
from sandbox.api.registry import method
from sandbox.wire.shapes import channel_json, message_json
from sandbox.workspace import Workspace
from sandbox.workspace.models import Channel, Json, Message
from sandbox.workspace.refusals import Refused

MOST_PARTNERS = 8
MOMENT = re.compile(r"\d+(\.\d*)?")
KINDS = {"public_channel": "public", "private_channel": "private", "im": "im"}


@method("conversations.info")
def info(workspace: Workspace, arguments: Arguments) -> Json:
    channel = channel_of(workspace, arguments.text("channel"))
    return {"channel": channel_json(workspace, channel, count=arguments.flag("include_num_members"))}


@method("conversations.list")
def list_all(workspace: Workspace, arguments: Arguments) -> Json:
    return _listed(workspace, arguments, workspace.bot.id, only_joined=False)


@method("users.conversations")
def list_of_person(workspace: Workspace, arguments: Arguments) -> Json:
    return _listed(workspace, arguments, arguments.text("user") or workspace.bot.id, only_joined=True)


def _listed(workspace: Workspace, arguments: Arguments, person: str, *, only_joined: bool) -> Json:
    wanted = {KINDS.get(each, each) for each in arguments.names("types") or ["public_channel"]}
    seen = [each for each in workspace.state.channels.values() if can_see(workspace, each) and each.kind in wanted]
    channels = [each for each in seen if person in each.members or not only_joined]
    if arguments.flag("exclude_archived"):
        channels = [each for each in channels if not each.is_archived]
    part, cursor = page(channels, arguments, lambda each: each.id)
    rows = [channel_json(workspace, each, count=not only_joined) for each in part]
    return {"channels": rows, "response_metadata": {"next_cursor": cursor}}


@method("conversations.members")
def members(workspace: Workspace, arguments: Arguments) -> Json:
    channel = channel_of(workspace, arguments.text("channel"))
    part, cursor = page(channel.members, arguments, str)
    return {"members": part, "response_metadata": {"next_cursor": cursor}}


@method("conversations.open")
def open_direct(workspace: Workspace, arguments: Arguments) -> Json:
    if "channel" in arguments:
        channel = _direct(workspace, arguments)
    else:
        channel = direct_channel(workspace, _partner(arguments))
    notice: Json = {"no_op": True, "already_open": True} if channel.is_open else {}
    channel.is_open = True
    return notice | {"channel": channel_json(workspace, channel) if arguments.flag("return_im") else {"id": channel.id}}


@method("conversations.close")
def close_direct(workspace: Workspace, arguments: Arguments) -> Json:
    channel = _direct(workspace, arguments)
    notice: Json = {} if channel.is_open else {"no_op": True, "already_closed": True}
    channel.is_open = False
    return notice


@method("conversations.mark")
def mark(workspace: Workspace, arguments: Arguments) -> Json:
    channel = joined_channel(workspace, arguments.text("channel"))
    seen = workspace.state.read_marks.setdefault(workspace.bot.id, {})
    seen[channel.id] = arguments.stamp("ts", "invalid_timestamp")
    return {}


@method("conversations.history")
def history(workspace: Workspace, arguments: Arguments) -> Json:
    channel = joined_channel(workspace, arguments.text("channel"))
    messages = [each for each in workspace.messages.lasting(channel.id) if not each.is_reply or each.broadcast]
    return _paged(workspace, list(reversed(_between(messages, arguments))), arguments)


@method("conversations.replies")
def replies(workspace: Workspace, arguments: Arguments) -> Json:
    channel = joined_channel(workspace, arguments.text("channel"))
    lasting = {each.ts: each for each in workspace.messages.lasting(channel.id)}
    message = lasting.get(arguments.text("ts"))
    if message is None:
        raise Refused("thread_not_found")
    root = lasting.get(message.thread_ts, message)
    below = _between(workspace.messages.replies(channel.id, root.ts), arguments)
    return _paged(workspace, [root, *below], arguments)


def _paged(workspace: Workspace, messages: list[Message], arguments: Arguments) -> Json:
    part, cursor = page(messages, arguments, lambda each: each.ts, most=999)
    with_metadata = arguments.flag("include_all_metadata")
    rows = [message_json(workspace, each, metadata=with_metadata) for each in part]
    answer: Json = {"messages": rows, "has_more": bool(cursor)}
    return answer | ({"response_metadata": {"next_cursor": cursor}} if cursor else {})


def _between(messages: list[Message], arguments: Arguments) -> list[Message]:
    oldest, latest = _moment(arguments, "oldest"), _moment(arguments, "latest")
    if arguments.flag("inclusive"):
        return [each for each in messages if oldest <= each.ts <= (latest or each.ts)]
    return [each for each in messages if oldest < each.ts and (not latest or each.ts < latest)]


def _moment(arguments: Arguments, name: str) -> str:
    """A ts to compare with; "0", "now" and whole seconds are understood too."""
    given = arguments.text(name)
    if given in ("", "0", "now"):
        return ""
    if not MOMENT.fullmatch(given):
        raise Refused(f"invalid_ts_{name}")
    return f"{float(given):.6f}"


def named(workspace: Workspace, arguments: Arguments) -> Channel:
    """The channel an app wants to change: it must be in it, and direct messages have nothing to change."""
    return not_direct(joined_channel(workspace, arguments.text("channel")))


def not_direct(channel: Channel) -> Channel:
    if channel.is_im:
        raise Refused("method_not_supported_for_channel_type")
    return channel


def _direct(workspace: Workspace, arguments: Arguments) -> Channel:
    channel = channel_of(workspace, arguments.text("channel"))
    if not channel.is_im:
        raise Refused("method_not_supported_for_channel_type")
    return channel


def _partner(arguments: Arguments) -> str:
    """Whom to write to: one person, as the sandbox has no direct messages of several."""
    users = arguments.names("users")
    if not users:
        raise Refused("users_list_not_supplied")
    if len(users) > MOST_PARTNERS:
        raise Refused("too_many_users")
    if len(users) > 1:
        raise Refused("not_enough_users", "[ERROR] the sandbox has no direct messages of several people")
    return users[0]
