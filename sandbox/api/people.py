"""auth.*, users.*, usergroups.*, team.* and bots.*: who is who."""

from __future__ import annotations

from sandbox.api.arguments import Arguments, page
from sandbox.api.finding import person_of
from sandbox.api.registry import method
from sandbox.wire.shapes import bot_profile, group_json, person_json
from sandbox.workspace import Workspace
from sandbox.workspace.models import Json
from sandbox.workspace.refusals import Refused


@method("auth.test")
def auth_test(workspace: Workspace, arguments: Arguments) -> Json:
    return {
        "url": f"{workspace.url}/",
        "team": workspace.team.name,
        "user": workspace.bot.handle,
        "team_id": workspace.team.id,
        "user_id": workspace.bot.id,
        "bot_id": workspace.company.bot_id,
        "is_enterprise_install": False,
    }


@method("team.info")
def team_info(workspace: Workspace, arguments: Arguments) -> Json:
    if arguments.text("team") not in ("", workspace.team.id, *workspace.company.partners):
        raise Refused("team_not_found")
    team = workspace.company.team_of(arguments.text("team"))
    return {"team": {"id": team.id, "name": team.name, "domain": team.domain, "email_domain": "", "icon": {}}}


@method("bots.info")
def bots_info(workspace: Workspace, arguments: Arguments) -> Json:
    if arguments.text("bot") not in ("", workspace.company.bot_id):
        raise Refused("bot_not_found")
    return {"bot": bot_profile(workspace)}


@method("users.info")
def users_info(workspace: Workspace, arguments: Arguments) -> Json:
    return {"user": person_json(person_of(workspace, arguments.text("user")))}


@method("users.list")
def users_list(workspace: Workspace, arguments: Arguments) -> Json:
    home = [each for each in workspace.state.people.values() if not each.is_stranger]
    part, cursor = page(home, arguments, lambda each: each.id, default=1000)
    rows = [person_json(each) for each in part]
    return {
        "members": rows,
        "cache_ts": int(workspace.clock.now().timestamp()),
        "response_metadata": {"next_cursor": cursor},
    }


@method("users.lookupByEmail")
def lookup(workspace: Workspace, arguments: Arguments) -> Json:
    email = arguments.text("email").casefold()
    for person in workspace.state.people.values():
        if person.email.casefold() == email and not person.is_deleted:
            return {"user": person_json(person)}
    raise Refused("users_not_found")


@method("usergroups.list")
def groups_list(workspace: Workspace, arguments: Arguments) -> Json:
    users, count = arguments.flag("include_users"), arguments.flag("include_count")
    groups = workspace.state.groups.values()
    return {"usergroups": [group_json(workspace, each, users=users, count=count) for each in groups]}


@method("usergroups.users.list")
def group_users(workspace: Workspace, arguments: Arguments) -> Json:
    group = workspace.state.groups.get(arguments.text("usergroup"))
    if group is None:
        raise Refused("no_such_subteam")
    return {"users": list(group.members)}
