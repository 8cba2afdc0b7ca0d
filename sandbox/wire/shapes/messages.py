"""What messages look like in Slack's JSON."""

from __future__ import annotations

from sandbox.wire.shapes.escaping import attachments, escaped, marked
from sandbox.wire.shapes.files import file_json
from sandbox.wire.shapes.people import bot_profile
from sandbox.workspace import Workspace
from sandbox.workspace.models import Json, Message

SLACKBOT = "USLACKBOT"
"""Who says that a message was deleted."""


def message_json(workspace: Workspace, message: Message, *, metadata: bool = False) -> Json:
    """A message as conversations.history and payloads show it; `metadata` where the caller asked for it."""
    author = SLACKBOT if message.is_tombstone else message.author
    shape: Json = {"type": "message", "user": author, "text": marked(message.text), "ts": message.ts}
    shape["team"] = workspace.state.people[message.author].team
    if message.bot_id:
        shape |= {"bot_id": message.bot_id, "app_id": workspace.company.app_id, "bot_profile": bot_profile(workspace)}
    optional = {
        "subtype": "thread_broadcast" if message.is_broadcast else message.subtype,
        "hidden": message.is_tombstone,
        "blocks": escaped(message.blocks),
        "attachments": attachments(message.attachments),
        "files": [file_json(workspace, workspace.files.get(each["id"])) for each in message.files],
        "thread_ts": message.thread_ts,
        "edited": {"user": message.author, "ts": message.edited} if message.edited else None,
        "metadata": message.metadata if metadata else None,
        "pinned_to": _pinned_to(workspace, message),
        "reactions": [{"name": name, "users": who, "count": len(who)} for name, who in message.reactions.items()],
    }
    shape |= {key: value for key, value in optional.items() if value}
    return shape | message.about | _thread_json(workspace, message)


def pin_json(workspace: Workspace, message: Message, pin: Json) -> Json:
    shape = {"type": "message", "channel": message.channel, "created": pin["at"], "created_by": pin["by"]}
    return shape | {"message": message_json(workspace, message)}


def _pinned_to(workspace: Workspace, message: Message) -> list[str]:
    pins = workspace.state.channels[message.channel].pins
    return [message.channel] if any(pin["ts"] == message.ts for pin in pins) else []


def _thread_json(workspace: Workspace, message: Message) -> Json:
    if message.thread_ts and message.is_reply:
        root = workspace.messages.get(message.channel, message.thread_ts)
        if root is None:
            return {}
        whole = {"root": message_json(workspace, root)} if message.is_broadcast else {}
        return {"parent_user_id": root.author, **whole}
    replies = workspace.messages.replies(message.channel, message.ts) if message.thread_ts else []
    if not replies:
        return {}
    authors = list(dict.fromkeys(each.author for each in replies))
    return {
        "reply_count": len(replies),
        "reply_users": authors,
        "reply_users_count": len(authors),
        "latest_reply": replies[-1].ts,
    }
