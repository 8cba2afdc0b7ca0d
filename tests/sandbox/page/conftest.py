"""The page, served once a session; a fresh workspace a test, with an app that is a function."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from httpx import Client

from sandbox.desk import Desk
from sandbox.page import routes
from sandbox.server import Sandbox
from sandbox.testing import fresh
from sandbox.workspace import Workspace
from sandbox.workspace.company import Company
from sandbox.workspace.line import TIMED_OUT, Delivery, Reply
from sandbox.workspace.manifest import Manifest
from sandbox.workspace.models import Json, Message
from tests.sandbox.tiny import option, words

MANIFEST = Path(__file__).parent.with_name("manifest.yml")


@dataclass
class FakeApp:
    """Answers every delivery with `answer`; None is an app that is silent for three seconds."""

    is_up: bool = True
    answer: Callable[[Json], Json | None] = lambda payload: {}
    heard: list[Json] = field(default_factory=list)
    told: list[Json] = field(default_factory=list)
    """What it was sent of events, which nobody waits for."""

    def deliver(self, delivery: Delivery) -> Reply:
        if delivery.kind == "events_api":
            self.told.append(delivery.payload)
            return Reply({})
        self.heard.append(delivery.payload)
        body = self.answer(delivery.payload)
        return Reply(body, "" if body is not None else TIMED_OUT)


@pytest.fixture
def app() -> FakeApp:
    return FakeApp()


@contextmanager
def serving(readiness_url: str = "") -> Iterator[Sandbox]:
    """A workspace and its page; the bot's readiness, if there is a bot, at the URL."""
    workspace = Workspace(Company.read(), Manifest.read(MANIFEST))
    sandbox = Sandbox(workspace, page=routes(workspace, readiness_url)).start()
    fresh(sandbox)
    yield sandbox
    sandbox.stop()


@pytest.fixture(scope="session")
def served() -> Iterator[Sandbox]:
    with serving() as sandbox:
        yield sandbox


@pytest.fixture
def workspace(served: Sandbox, app: FakeApp) -> Workspace:
    opened = fresh(served)
    opened.line.transport = app
    return opened


@pytest.fixture(scope="session")
def browser(served: Sandbox) -> Iterator[Client]:
    with Client(base_url=served.url) as client:
        yield client


@pytest.fixture
def page(browser: Client, workspace: Workspace) -> Client:
    browser.cookies.clear()
    return browser


Post = Callable[..., Json]


@pytest.fixture
def post(page: Client) -> Post:
    """One gesture of Marta's; what the page is told."""

    def send(path: str, /, status: int = 200, **body: Any) -> Json:
        answer = page.post(f"/as/marta{path}", json=body)
        assert answer.status_code == status, answer.text
        content: Json = answer.json()
        return content

    return send


@pytest.fixture
def marta(workspace: Workspace) -> Desk:
    return Desk(workspace, "marta")


@pytest.fixture
def card(workspace: Workspace) -> Message:
    elements = [
        {"type": "button", "action_id": "approve", "text": words("Approve"), "value": "12"},
        {"type": "static_select", "action_id": "assign", "options": [option("Priya", "p"), option("Lucas", "l")]},
        {"type": "datetimepicker", "action_id": "when"},
        {"type": "external_select", "action_id": "account", "min_query_length": 1},
    ]
    blocks = [{"type": "actions", "block_id": "decide", "elements": elements}]
    return workspace.messages.post(workspace.channel("#general"), workspace.bot.id, text="Post 12", blocks=blocks)
