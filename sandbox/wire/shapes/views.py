"""What modals and App Homes look like in Slack's JSON."""

from __future__ import annotations

from sandbox.wire.shapes.files import with_files
from sandbox.workspace import Workspace
from sandbox.workspace.models import Json, View


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
        "state": {"values": with_files(workspace, values or {})},
        "hash": view.hash,
        "clear_on_close": content.get("clear_on_close", False),
        "notify_on_close": content.get("notify_on_close", False),
        "submit_disabled": content.get("submit_disabled", False),
        "root_view_id": view.root_id,
        "previous_view_id": view.previous_id or None,
    }
