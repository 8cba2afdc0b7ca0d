"""The app's manifest is what Slack would take, or the workspace does not open."""

import json
from pathlib import Path
from typing import Any

import pytest

from sandbox.workspace.manifest import BadManifest, Manifest
from tests.sandbox.conftest import MANIFEST


def test_commands_shortcuts_events_and_scopes_are_read() -> None:
    manifest = Manifest.read(MANIFEST)
    assert manifest.app_name == "Tiny"
    assert manifest.commands["/people"].should_escape is True
    assert manifest.shortcut("tiny.quote", "message") is not None
    assert manifest.shortcut("tiny.quote", "global") is None
    assert "app_home_opened" in manifest.events
    assert "chat:write" in manifest.scopes
    assert manifest.has_home
    assert manifest.is_interactive


def described(**more: Any) -> dict[str, Any]:
    return {"display_information": {"name": "Tiny"}, **more}


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (None, "The manifest is empty."),
        ({}, "manifest: 'display_information' is a required property."),
        (described(display_information={"name": "x" * 36}), "display_information.name: .* is too long."),
        (
            described(features={"slash_commands": [{"command": "go", "description": "x"}]}),
            r"features.slash_commands.0.command: 'go' does not match .*",
        ),
        (
            described(features={"slash_commands": [{"command": "/go", "description": "x"}]}),
            "oauth_config.scopes.bot: slash commands and shortcuts need the scope commands.",
        ),
        (
            described(settings={"event_subscriptions": {"bot_events": ["message.channels"]}}),
            "message.channels needs the scope channels:history.",
        ),
        (described(settings={"event_subscriptions": {"bot_events": ["tea_time"]}}), "there is no event tea_time."),
        (
            described(_metadata={"major_version": 2}, settings={"interactivity": {}}),
            "'is_enabled' is a required property",
        ),
    ],
)
def test_what_slack_would_refuse_is_refused_with_its_place(data: Any, problem: str) -> None:
    with pytest.raises(BadManifest, match=problem):
        Manifest.of(data)


def test_a_manifest_may_be_json_indented_with_tabs(tmp_path: Path) -> None:
    file = tmp_path / "manifest.json"
    file.write_text(json.dumps(described(features={"app_home": {"messages_tab_read_only_enabled": True}}), indent="\t"))
    manifest = Manifest.read(file)
    assert manifest.app_name == "Tiny"
    assert manifest.is_read_only


@pytest.mark.parametrize("event", ["channel_archive", "channel_unarchive", "group_archive", "group_unarchive"])
def test_an_archive_and_its_end_can_be_subscribed_to(event: str) -> None:
    scope = f"{event.partition('_')[0]}s:read"
    settings = {"event_subscriptions": {"bot_events": [event]}}
    assert Manifest.of(described(settings=settings, oauth_config={"scopes": {"bot": [scope]}})).events == {event}
    with pytest.raises(BadManifest, match=f"{event} needs the scope {scope}"):
        Manifest.of(described(settings=settings))


def test_a_manifest_that_is_not_there_or_not_yaml_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(BadManifest, match="cannot be read"):
        Manifest.read(tmp_path / "none.yml")
    (tmp_path / "odd.yml").write_text("a: [")
    with pytest.raises(BadManifest, match="is neither JSON nor YAML"):
        Manifest.read(tmp_path / "odd.yml")
