"""What conversations look like in Slack's JSON."""

from __future__ import annotations

from sandbox.workspace import Workspace
from sandbox.workspace.models import Channel, Json

NEVER_SET: Json = {"creator": "", "last_set": 0}


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
        "is_general": channel.is_general,
        "is_archived": channel.is_archived,
        "is_member": workspace.bot.id in channel.members,
        "is_shared": bool(channel.shared_with),
        "is_ext_shared": bool(channel.shared_with),
        "is_org_shared": False,
        "shared_team_ids": [workspace.team.id, *channel.shared_with],
        "context_team_id": workspace.team.id,
        "creator": channel.creator,
        "created": channel.created,
        "previous_names": list(channel.previous_names),
        "topic": {"value": channel.topic, **NEVER_SET, **channel.last_set.get("topic", {})},
        "purpose": {"value": channel.purpose, **NEVER_SET, **channel.last_set.get("purpose", {})},
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
