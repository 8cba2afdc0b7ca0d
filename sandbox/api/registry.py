"""Finds the method, checks its scopes and arguments against the contract, and calls it."""

from __future__ import annotations

from collections.abc import Callable

from sandbox.api.arguments import Arguments
from sandbox.blockkit import problems_of_new
from sandbox.contract import documented_methods
from sandbox.workspace import Workspace
from sandbox.workspace.manifest import counting
from sandbox.workspace.models import Json
from sandbox.workspace.refusals import Refused

Method = Callable[["Workspace", Arguments], Json]
METHODS: dict[str, Method] = {}


def method(name: str) -> Callable[[Method], Method]:
    def add(function: Method) -> Method:
        METHODS[name] = function
        return function

    return add


def answer(workspace: Workspace, name: str, arguments: Arguments) -> Json:
    """What the method answers, or the refusal in Slack's shape."""
    try:
        if name not in METHODS:
            raise Refused("unknown_method", req_method=name)
        _check_scope(workspace, name, arguments)
        _check_required(name, arguments)
        _check_preferences(workspace, name)
        check_known(workspace, arguments)
        return {"ok": True, **METHODS[name](workspace, arguments)}
    except Refused as refusal:
        return refused(refusal)


def refused(refusal: Refused) -> Json:
    answered: Json = {"ok": False, "error": refusal.code, **refusal.extra}
    if refusal.messages:
        answered["response_metadata"] = {"messages": refusal.messages}
    return answered


def _check_preferences(workspace: Workspace, name: str) -> None:
    if name in workspace.restricted:
        raise Refused("restricted_action")


def _check_required(name: str, arguments: Arguments) -> None:
    missing = [
        arg for arg, spec in documented_methods()[name]["args"].items() if spec["required"] and arg not in arguments
    ]
    if missing:
        raise Refused("invalid_arguments", *(f"[ERROR] missing required field: {each}" for each in missing))


def check_known(workspace: Workspace, arguments: Arguments) -> None:
    """Where Slack has not brought the newest blocks yet, it takes none of them."""
    if workspace.has_new_blocks:
        return
    given = {name: arguments.structure(name, "invalid_blocks_format") for name in ("blocks", "attachments", "view")}
    if problems := problems_of_new(given):
        raise Refused("invalid_arguments" if given["view"] else "invalid_blocks", *problems)


def _check_scope(workspace: Workspace, name: str, arguments: Arguments) -> None:
    """Any one of the scopes is enough; in a conversation only those of its kind count."""
    scopes: list[str] = documented_methods()[name]["scope"]["bot"]
    for kind in _kinds(workspace, name, arguments):
        if not workspace.manifest.has_one_of(scopes, kind):
            needed, provided = counting(scopes, kind), sorted(workspace.manifest.scopes)
            raise Refused("missing_scope", needed=",".join(needed), provided=",".join(provided))


def _kinds(workspace: Workspace, name: str, arguments: Arguments) -> list[str]:
    """The kinds of conversation that a call is about."""
    if name in ("conversations.list", "users.conversations"):
        kinds = {"public_channel": "public", "private_channel": "private", "im": "im", "mpim": "mpim"}
        wanted = arguments.names("types") or ["public_channel"]
        if not set(wanted) <= set(kinds):
            raise Refused("invalid_types")
        return [kinds[each] for each in wanted]
    if name == "conversations.open" and "channel" not in arguments:
        return ["im"]
    if name == "conversations.create":
        return ["private" if arguments.flag("is_private") else "public"]
    channel = workspace.state.channels.get(arguments.text("channel")) if "channel" in arguments else None
    return [channel.kind if channel else "public"]
