"""views.*: modals and App Homes."""

from __future__ import annotations

from sandbox.api.arguments import Arguments, wrong
from sandbox.api.registry import method
from sandbox.blockkit import problems_of_view
from sandbox.wire.shapes import view_json
from sandbox.workspace import Workspace
from sandbox.workspace.models import Json, View
from sandbox.workspace.refusals import Refused


@method("views.open")
def open_view(workspace: Workspace, arguments: Arguments) -> Json:
    content = _content(arguments, "modal")
    trigger = workspace.tickets.exchange(arguments.text("trigger_id"))
    return _shown(workspace, workspace.views.open(trigger.person, content))


@method("views.push")
def push_view(workspace: Workspace, arguments: Arguments) -> Json:
    content = _content(arguments, "modal")
    trigger = workspace.tickets.exchange(arguments.text("trigger_id"))
    if not trigger.view:
        raise Refused("invalid_trigger_id", "[ERROR] the trigger_id does not come from a modal")
    return _shown(workspace, workspace.views.push(trigger.person, content))


@method("views.update")
def update_view(workspace: Workspace, arguments: Arguments) -> Json:
    view_id, external_id = arguments.text("view_id"), arguments.text("external_id")
    if not (view_id or external_id):
        raise Refused("invalid_arguments", "[ERROR] missing required field: view_id")
    view = workspace.views.find(view_id, external_id=external_id)
    content = _content(arguments, view.type)
    return _shown(workspace, workspace.views.update(view, content, arguments.text("hash")))


@method("views.publish")
def publish_view(workspace: Workspace, arguments: Arguments) -> Json:
    if not workspace.manifest.has_home:
        raise Refused("not_enabled")
    content = _content(arguments, "home")
    person = arguments.text("user_id")
    if person not in workspace.state.people:
        wrong("invalid `user_id`", "user_id")
    return _shown(workspace, workspace.views.publish(person, content, arguments.text("hash")))


def _content(arguments: Arguments, kind: str) -> Json:
    content = arguments.structure("view")
    if problems := problems_of_view(content, kind):
        raise Refused("invalid_arguments", *problems)
    view: Json = content
    return view


def _shown(workspace: Workspace, view: View) -> Json:
    return {"view": view_json(workspace, view)}
