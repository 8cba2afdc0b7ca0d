"""chat.*: what the app says."""

from __future__ import annotations

from sandbox.api.arguments import Arguments
from sandbox.api.content import VISIBLE, changed_content, new_content, whispered_content
from sandbox.api.finding import channel_of, direct_channel, joined_channel, named_channel, person_of
from sandbox.api.registry import method
from sandbox.wire.shapes import message_json
from sandbox.workspace import Workspace
from sandbox.workspace.models import Channel, Json, Message
from sandbox.workspace.refusals import Refused


@method("chat.postMessage")
def post_message(workspace: Workspace, arguments: Arguments) -> Json:
    channel = _writable(workspace, arguments.text("channel"))
    content = new_content(arguments)
    message = workspace.messages.post(
        channel,
        workspace.bot.id,
        thread_ts=_thread(workspace, channel, arguments),
        broadcast=arguments.flag("reply_broadcast"),
        **content,
    )
    return {"channel": channel.id, "ts": message.ts, "message": message_json(workspace, message, metadata=True)}


@method("chat.postEphemeral")
def post_ephemeral(workspace: Workspace, arguments: Arguments) -> Json:
    channel = _writable(workspace, arguments.text("channel"))
    person = person_of(workspace, arguments.text("user"), "user_not_in_channel")
    if person.id not in channel.members:
        raise Refused("user_not_in_channel")
    content = whispered_content(arguments) | {"only_for": person.id}
    thread = _thread(workspace, channel, arguments)
    message = workspace.messages.post(channel, workspace.bot.id, thread_ts=thread, **content)
    return {"message_ts": message.ts}


@method("chat.update")
def update(workspace: Workspace, arguments: Arguments) -> Json:
    channel, message = _own(workspace, arguments, "cant_update_message")
    if channel.is_archived:
        raise Refused("is_inactive")
    workspace.messages.update(message, **_changes(message, arguments))
    changed = message_json(workspace, message, metadata=True)
    return {"channel": channel.id, "ts": message.ts, "text": message.text, "message": changed}


@method("chat.delete")
def delete(workspace: Workspace, arguments: Arguments) -> Json:
    channel, message = _own(workspace, arguments, "cant_delete_message")
    workspace.messages.delete(message)
    return {"channel": channel.id, "ts": message.ts}


@method("chat.getPermalink")
def permalink(workspace: Workspace, arguments: Arguments) -> Json:
    channel = channel_of(workspace, arguments.text("channel"))
    message = workspace.messages.find(channel.id, arguments.text("message_ts"))
    return {"channel": channel.id, "permalink": link(workspace, message)}


def link(workspace: Workspace, message: Message) -> str:
    """Where the page shows this message; Slack's path, on this machine."""
    thread = f"?thread_ts={message.thread_ts}&cid={message.channel}" if message.is_reply else ""
    return f"{workspace.url}/archives/{message.channel}/p{message.ts.replace('.', '')}{thread}"


def _writable(workspace: Workspace, target: str) -> Channel:
    """A channel id, a channel's name, or a person to write to directly."""
    is_person = target in workspace.state.people
    channel = direct_channel(workspace, target, "channel_not_found") if is_person else named_channel(workspace, target)
    if channel.is_im and not workspace.manifest.has_messages_tab:
        raise Refused("messages_tab_disabled")
    if channel.is_archived:
        raise Refused("is_archived")
    open_to_app = channel.kind == "public" and "chat:write.public" in workspace.manifest.scopes
    if workspace.bot.id not in channel.members and not open_to_app:
        raise Refused("not_in_channel")
    return channel


def _changes(message: Message, arguments: Arguments) -> Json:
    """What an update makes of a message: new content, or an old reply shown to the whole channel, never both."""
    broadcasts = arguments.flag("reply_broadcast") and not message.broadcast
    if broadcasts and not message.is_reply:
        raise Refused("cant_broadcast_message")
    if broadcasts and any(name in arguments for name in (*VISIBLE, "markdown_text")):
        raise Refused("no_dual_broadcast_content_update")
    changed = {"broadcast": True} if broadcasts else changed_content(arguments)
    if not any(changed.get(name, getattr(message, name)) for name in VISIBLE):
        raise Refused("no_text")
    return changed


def _thread(workspace: Workspace, channel: Channel, arguments: Arguments) -> str:
    thread = arguments.text("thread_ts")
    root = workspace.messages.get(channel.id, thread) if thread else None
    if thread and (root is None or root.is_ephemeral):
        raise Refused("cannot_reply_to_message")
    return thread


def _own(workspace: Workspace, arguments: Arguments, otherwise: str) -> tuple[Channel, Message]:
    channel = joined_channel(workspace, arguments.text("channel"))
    message = workspace.messages.find(channel.id, arguments.text("ts"))
    if message.author != workspace.bot.id or message.is_notice:
        raise Refused(otherwise)
    return channel, message
