"""conversations.invite: all who are named, or none; by `force` whoever can be."""

from __future__ import annotations

from sandbox.api.arguments import Arguments, wrong
from sandbox.api.conversations import named
from sandbox.api.members import check_open
from sandbox.api.registry import method
from sandbox.wire.shapes import channel_json
from sandbox.workspace import Workspace
from sandbox.workspace.inviting import obstacle
from sandbox.workspace.models import Channel, Json
from sandbox.workspace.refusals import Refused

MOST = 100


@method("conversations.invite")
def invite(workspace: Workspace, arguments: Arguments) -> Json:
    channel = named(workspace, arguments)
    check_open(channel)
    users = _users(arguments)
    codes = {each: obstacle(workspace, channel, each, workspace.bot) for each in users}
    errors: list[Json] = [{"user": user, "ok": False, "error": code} for user, code in codes.items() if code]
    welcome = [user for user, code in codes.items() if not code]
    is_well = not errors or (bool(welcome) and arguments.flag("force"))
    if is_well or all(_is_removed(workspace, each["user"]) for each in errors):
        _bring(workspace, channel, welcome)
    if not is_well:
        raise Refused(errors[0]["error"], errors=errors)
    return {"channel": channel_json(workspace, channel)} | ({"errors": errors} if errors else {})


def _users(arguments: Arguments) -> list[str]:
    users = arguments.names("users")
    if not users:
        raise Refused("no_user")
    if len(users) > MOST:
        wrong(f"no more than {MOST} items allowed", "users")
    return users


def _is_removed(workspace: Workspace, user: str) -> bool:
    """With somebody who has left the company the call fails, and everybody else is invited all the same
    (docs.slack.dev/reference/methods/conversations.invite).
    """
    person = workspace.state.people.get(user)
    return person is not None and person.is_deleted


def _bring(workspace: Workspace, channel: Channel, people: list[str]) -> None:
    for person in people:
        workspace.rooms.join(channel, person, inviter=workspace.bot.id)
