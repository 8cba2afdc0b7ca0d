"""One sandbox and one tiny app a session; a fresh workspace a test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from sandbox.desk import Desk
from sandbox.server import Sandbox
from sandbox.testing import fresh, running
from sandbox.workspace import Workspace
from sandbox.workspace.line import ACKNOWLEDGE_WITHIN
from sandbox.workspace.models import Message
from tests.patience import PATIENCE_S
from tests.sandbox.refusals import Scene
from tests.sandbox.tiny import Tiny

MANIFEST = Path(__file__).with_name("manifest.yml")


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    with running(MANIFEST) as started:
        yield started


@pytest.fixture(scope="session")
def connected(sandbox: Sandbox) -> Iterator[Tiny]:
    tiny = Tiny(sandbox.environment)
    handler = SocketModeHandler(tiny.app, sandbox.environment["SLACK_APP_TOKEN"], ping_interval=1)
    handler.connect()
    assert sandbox.sockets.wait_for(connections=1, timeout=PATIENCE_S)
    yield tiny
    handler.close()


@pytest.fixture
def lonely() -> Iterator[Sandbox]:
    """A sandbox of its own, to which no app is connected yet."""
    with running(MANIFEST) as started:
        yield started


@pytest.fixture
def workspace(sandbox: Sandbox) -> Workspace:
    sandbox.use_sockets()
    sandbox.sockets.patience = ACKNOWLEDGE_WITHIN
    return fresh(sandbox)


@pytest.fixture
def tiny(sandbox: Sandbox, connected: Tiny, workspace: Workspace) -> Tiny:
    """The app, connected over Socket Mode, having heard nothing yet."""
    sandbox.events.settle()  # what was on its way when the test before ended
    connected.heard.clear()
    connected.answers = {}
    return connected


@pytest.fixture
def marta(workspace: Workspace, tiny: Tiny) -> Desk:
    return Desk(workspace, "marta")


@pytest.fixture
def client(sandbox: Sandbox, workspace: Workspace) -> WebClient:
    return WebClient(sandbox.environment["SLACK_BOT_TOKEN"], base_url=sandbox.environment["SLACK_API_URL"])


@pytest.fixture
def scene(client: WebClient, workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> Scene:
    return Scene(client, workspace, monkeypatch)


@pytest.fixture
def form(marta: Desk, tiny: Tiny) -> Desk:
    """Marta with the form open, the app having heard nothing of it."""
    assert marta.type("#general", "/form").ok
    tiny.heard.clear()
    return marta


@pytest.fixture
def card(marta: Desk, tiny: Tiny) -> Message:
    marta.type("#general", "/card")
    tiny.heard.clear()
    (message,) = marta.read("#general")
    return message
