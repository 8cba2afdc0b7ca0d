"""pins.*: what an app keeps at hand in a channel."""

from __future__ import annotations

from sandbox.api.arguments import Arguments
from sandbox.api.finding import joined_channel, message_of
from sandbox.api.registry import method
from sandbox.wire.shapes import pin_json
from sandbox.workspace import Workspace
from sandbox.workspace.models import Json


@method("pins.add")
def add(workspace: Workspace, arguments: Arguments) -> Json:
    workspace.pins.add(message_of(workspace, arguments), workspace.bot.id)
    return {}


@method("pins.remove")
def remove(workspace: Workspace, arguments: Arguments) -> Json:
    workspace.pins.remove(message_of(workspace, arguments), workspace.bot.id)
    return {}


@method("pins.list")
def list_all(workspace: Workspace, arguments: Arguments) -> Json:
    pins = workspace.pins.of(joined_channel(workspace, arguments.text("channel")))
    return {"items": [pin_json(workspace, message, pin) for message, pin in pins]}
