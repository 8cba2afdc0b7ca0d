"""Concord's own web server, with Helvia's Concord behind it, however Slack reaches that otherwise."""

from collections.abc import Iterator

import pytest

from bot.run import web
from bot.settings import WebSettings
from sandbox.server import Sandbox
from tests.door.wire import Wire
from tests.world import Running, given_by


@pytest.fixture(scope="session")
def wire(concord: Running, sandbox: Sandbox) -> Iterator[Wire]:
    settings = WebSettings.model_validate({**given_by(sandbox, "sqlite://"), "port": 0})
    with web.server(concord, settings) as server:
        yield Wire(server.port)


@pytest.fixture
def secret(sandbox: Sandbox) -> str:
    return sandbox.workspace.company.tokens.signing_secret
