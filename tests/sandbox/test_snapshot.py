"""A restart of the workspace finds what was there."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from slack_sdk import WebClient

from sandbox.desk import Desk
from sandbox.server import Sandbox
from sandbox.workspace import Workspace
from sandbox.workspace.company import Company
from sandbox.workspace.manifest import Manifest
from sandbox.workspace.models import Json
from sandbox.workspace.snapshot import Snapshot
from tests.sandbox.conftest import MANIFEST

HOME: Json = {"type": "home", "blocks": [{"type": "divider"}]}


def new_workspace() -> Workspace:
    return Workspace(Company.read(), Manifest.read(MANIFEST))


@pytest.fixture
def first(tmp_path: Path) -> Iterator[tuple[Sandbox, WebClient, Snapshot]]:
    sandbox = Sandbox(new_workspace()).start()
    snapshot = Snapshot(sandbox.workspace, tmp_path / "workspace.json")
    yield sandbox, WebClient(sandbox.environment["SLACK_BOT_TOKEN"], base_url=f"{sandbox.url}/api/"), snapshot
    sandbox.stop()


def test_messages_homes_channels_and_the_clock_come_back(
    first: tuple[Sandbox, WebClient, Snapshot], tmp_path: Path
) -> None:
    sandbox, client, snapshot = first
    snapshot.start()
    ts = client.chat_postMessage(channel="U0MARTA000", text="Kept", blocks=[{"type": "divider"}])["ts"]
    client.chat_postEphemeral(channel="C0GENERAL0", user="U0MARTA000", text="Gone")
    client.views_publish(user_id="U0MARTA000", view=HOME)
    client.conversations_create(name="crisis-7")
    sandbox.workspace.roster.deactivate("jonas")
    sandbox.workspace.clock.move(timedelta(days=3))
    snapshot.stop()

    again = new_workspace()
    assert Snapshot(again, tmp_path / "workspace.json").restore() is True
    marta = Desk(again, "marta")
    assert [(message.ts, message.text) for message in marta.read("@concord")] == [(ts, "Kept")]
    assert marta.read("#general") == []
    assert marta.home is not None
    assert again.channel("#crisis-7").members == ["U0CONCORD0"]
    assert again.person("jonas").is_deleted
    assert again.clock.offset > timedelta(days=2, hours=23)
    assert again.new_ts() > ts
    assert again.new_id("C") != again.channel("#crisis-7").id


@pytest.mark.parametrize("content", [None, "not json", '{"version": 0}'])
def test_without_a_snapshot_that_can_be_read_it_is_the_first_day(tmp_path: Path, content: str | None) -> None:
    file = tmp_path / "workspace.json"
    if content is not None:
        file.write_text(content)
    assert Snapshot(new_workspace(), file).restore() is False
