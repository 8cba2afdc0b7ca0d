"""What people, user groups and the app's own bot look like in Slack's JSON."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from sandbox.workspace import Workspace
from sandbox.workspace.models import Group, Json, Person


def person_json(person: Person) -> Json:
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
        "is_ultra_restricted": person.is_ultra_restricted,
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
