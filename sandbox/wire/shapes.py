"""What people, conversations, messages and views look like in Slack's JSON."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from sandbox.workspace import Workspace
from sandbox.workspace.models import Channel, Group, Json, Message, Person, View

VERIFICATION_TOKEN = "helvia-sandbox-verification"


def person_json(workspace: Workspace, person: Person) -> Json:
    zone = ZoneInfo(person.tz)
    offset = datetime.now(zone).utcoffset()
    common = {
        "id": person.id,
        "team_id": person.team,
        "name": person.handle,
        "real_name": person.name,
        "deleted": person.is_deleted,
        "is_bot": person.is_bot,
        "is_app_user": False,
        "updated": 0,
        "profile": _profile(person),
    }
    if person.is_deleted:
        return common
    common |= {
        "tz": person.tz,
        "tz_label": person.tz.rpartition("/")[2].replace("_", " "),
        "tz_offset": int(offset.total_seconds()) if offset else 0,
        "is_admin": person.is_admin,
        "is_owner": False,
        "is_primary_owner": False,
        "is_restricted": person.is_restricted,
        "is_ultra_restricted": False,
        "is_email_confirmed": True,
    }
    return common | ({"is_stranger": True} if person.is_stranger else {})


def _profile(person: Person) -> Json:
    profile = {
        "real_name": person.name,
        "real_name_normalized": person.name,
        "display_name": person.handle,
        "display_name_normalized": person.handle,
        "first_name": person.name.partition(" ")[0],
        "last_name": person.name.partition(" ")[2],
        "title": person.title,
        "email": person.email,
        "team": person.team,
    }
    return profile | ({"bot_id": person.bot_id} if person.is_bot else {})


def channel_json(workspace: Workspace, channel: Channel, *, count: bool = False) -> Json:
    if channel.is_im:
        return _direct_json(workspace, channel)
    shape: Json = {
        "id": channel.id,
        "name": channel.name,
        "name_normalized": channel.name,
        "is_channel": not channel.is_private,
        "is_group": channel.is_private,
        "is_im": False,
        "is_mpim": False,
        "is_private": channel.is_private,
        "is_general": channel.name == "general",
        "is_archived": channel.is_archived,
        "is_member": workspace.bot.id in channel.members,
        "is_shared": bool(channel.shared_with),
        "is_ext_shared": bool(channel.shared_with),
        "is_org_shared": False,
        "shared_team_ids": [workspace.team.id, *channel.shared_with],
        "context_team_id": workspace.team.id,
        "creator": channel.creator,
        "created": channel.created,
        "topic": {"value": channel.topic, "creator": channel.creator, "last_set": 0},
        "purpose": {"value": channel.purpose, "creator": channel.creator, "last_set": 0},
    }
    return shape | ({"num_members": len(channel.members)} if count else {})


def _direct_json(workspace: Workspace, channel: Channel) -> Json:
    partner = next((each for each in channel.members if each != workspace.bot.id), workspace.bot.id)
    return {
        "id": channel.id,
        "created": channel.created,
        "is_archived": False,
        "is_im": True,
        "is_org_shared": False,
        "context_team_id": workspace.team.id,
        "user": partner,
        "is_user_deleted": workspace.state.people[partner].is_deleted,
        "priority": 0,
    }


def group_json(workspace: Workspace, group: Group, *, users: bool = False, count: bool = False) -> Json:
    shape: Json = {
        "id": group.id,
        "team_id": workspace.team.id,
        "is_usergroup": True,
        "is_subteam": True,
        "is_external": False,
        "name": group.name,
        "handle": group.handle,
        "description": "",
        "date_create": 0,
        "date_update": 0,
        "date_delete": 0,
        "auto_type": None,
    }
    shape |= {"users": list(group.members)} if users else {}
    return shape | ({"user_count": len(group.members)} if count else {})


def message_json(workspace: Workspace, message: Message, *, metadata: bool = False) -> Json:
    """A message as conversations.history and payloads show it; `metadata` where the caller asked for it."""
    shape: Json = {"type": "message", "user": message.author, "text": message.text, "ts": message.ts}
    shape["team"] = workspace.state.people[message.author].team
    if message.bot_id:
        shape |= {"bot_id": message.bot_id, "app_id": workspace.company.app_id, "bot_profile": bot_profile(workspace)}
    optional = {
        "subtype": message.subtype,
        "blocks": message.blocks,
        "attachments": message.attachments,
        "files": message.files,
        "thread_ts": message.thread_ts,
        "edited": {"user": message.author, "ts": message.edited} if message.edited else None,
        "metadata": message.metadata if metadata else None,
        "reactions": [{"name": name, "users": who, "count": len(who)} for name, who in message.reactions.items()],
    }
    return shape | {key: value for key, value in optional.items() if value} | _thread_json(workspace, message)


def _thread_json(workspace: Workspace, message: Message) -> Json:
    if message.thread_ts and message.is_reply:
        root = workspace.messages.get(message.channel, message.thread_ts)
        return {"parent_user_id": root.author} if root else {}
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


def bot_profile(workspace: Workspace) -> Json:
    return {
        "id": workspace.company.bot_id,
        "app_id": workspace.company.app_id,
        "user_id": workspace.bot.id,
        "name": workspace.bot.name,
        "team_id": workspace.team.id,
        "deleted": False,
        "updated": 0,
        "icons": {},
    }


def view_json(workspace: Workspace, view: View, values: Json | None = None) -> Json:
    """A view as views.open answers it and payloads carry it; `values` become its state."""
    content = view.content
    return {
        "id": view.id,
        "team_id": workspace.state.people[view.person].team,
        "app_id": workspace.company.app_id,
        "app_installed_team_id": workspace.team.id,
        "bot_id": workspace.company.bot_id,
        "type": view.type,
        "title": content.get("title", {"type": "plain_text", "text": workspace.bot.name, "emoji": True}),
        "close": content.get("close"),
        "submit": content.get("submit"),
        "blocks": content["blocks"],
        "private_metadata": content.get("private_metadata", ""),
        "callback_id": content.get("callback_id", ""),
        "external_id": content.get("external_id", ""),
        "state": {"values": values or {}},
        "hash": view.hash,
        "clear_on_close": content.get("clear_on_close", False),
        "notify_on_close": content.get("notify_on_close", False),
        "submit_disabled": content.get("submit_disabled", False),
        "root_view_id": view.root_id,
        "previous_view_id": view.previous_id or None,
    }
