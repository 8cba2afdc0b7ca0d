"""What files look like in Slack's JSON, and where their bytes are."""

from __future__ import annotations

from collections.abc import Iterable

from sandbox.workspace import Workspace
from sandbox.workspace.models import Json, Values

READ = "files:read"


def file_json(workspace: Workspace, file: Json) -> Json:
    """All of it for an app that may read files; for others no more than that there is one."""
    if READ not in workspace.manifest.scopes:
        return {"id": file["id"], "created": file.get("created", 0), "file_access": "check_file_info"}
    return {**file, **_fixed(file), **_addresses(workspace, file), **_places(workspace, file)}


def with_files(workspace: Workspace, values: Values) -> Values:
    """`view.state.values` in which each file that was given is a whole object."""
    return {
        block: {action: _state(workspace, state) for action, state in actions.items()}
        for block, actions in values.items()
    }


def _state(workspace: Workspace, state: Json) -> Json:
    if state.get("type") != "file_input":
        return state
    return {**state, "files": [file_json(workspace, each) for each in state["files"]]}


def _fixed(file: Json) -> Json:
    return {
        "editable": False,
        "is_external": False,
        "external_type": "",
        "is_public": any(each.startswith("C") for each in file.get("shares", {})),
        "public_url_shared": False,
        "display_as_bot": False,
        "username": "",
        "file_access": "visible",
    }


def _addresses(workspace: Workspace, file: Json) -> Json:
    key, team = file["id"], workspace.team.id
    private = f"{workspace.url}/files-pri/{team}-{key}"
    return {
        "user_team": team,
        "url_private": f"{private}/{file['name']}",
        "url_private_download": f"{private}/download/{file['name']}",
        "permalink": f"{workspace.url}/files/{file.get('user', '')}/{key}/{file['name']}",
    }


def _places(workspace: Workspace, file: Json) -> Json:
    """Where it is shown, by the kind of conversation."""
    shares = file.get("shares", {})
    kinds = {each: workspace.state.channels[each].kind for each in shares}

    def of(*wanted: str) -> Iterable[str]:
        return [each for each in shares if kinds[each] in wanted]

    return {
        "channels": of("public"),
        "groups": of("private"),
        "ims": of("im"),
        "shares": {
            kind: {each: [{"ts": ts} for ts in shares[each]] for each in of(*named)}
            for kind, named in (("public", ("public",)), ("private", ("private", "im")))
            if of(*named)
        },
    }
