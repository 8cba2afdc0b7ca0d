import asyncio
import json
import threading
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import cast

import pytest
from httpx import Client
from starlette.requests import Request
from starlette.responses import StreamingResponse

from sandbox.page import passing
from sandbox.page.due import asker
from sandbox.page.machine import Machine
from sandbox.page.passing import pass_by
from sandbox.testing import MONDAY
from sandbox.workspace import Workspace
from sandbox.workspace.clock import WorkspaceClock
from tests.patience import PATIENCE_S
from tests.sandbox.page.conftest import FakeApp, serving

GENERAL = "/as/marta/c/C0GENERAL0"


class Readiness:
    """A bot's /readyz that answers with `text`, and before that once with each of `earlier`."""

    def __init__(self) -> None:
        readiness = self
        self.text = "{}"
        self.earlier: list[str] = []

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(503)
                self.end_headers()
                text = readiness.earlier.pop(0) if readiness.earlier else readiness.text
                self.wfile.write(text.encode())

            def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/readyz"


@pytest.fixture
def readiness() -> Iterator[Readiness]:
    endpoint = Readiness()
    thread = threading.Thread(target=endpoint.server.serve_forever, args=(0.01,))
    thread.start()
    yield endpoint
    endpoint.server.shutdown()
    thread.join(PATIENCE_S)
    endpoint.server.server_close()


@pytest.mark.parametrize(
    ("step", "length"), [("hour", timedelta(hours=1)), ("day", timedelta(days=1)), ("week", timedelta(weeks=1))]
)
def test_the_clock_moves_by_a_step(page: Client, workspace: Workspace, step: str, length: timedelta) -> None:
    assert page.post(f"/clock/{step}", json={}).status_code == 200
    assert workspace.clock.now() == MONDAY + length


class Bot:
    """Has things due at these moments, and does each once the clock has come to it."""

    def __init__(self, clock: WorkspaceClock, *due: datetime, is_stuck: bool = False) -> None:
        self._clock = clock
        self._due = list(due)
        self._is_stuck = is_stuck
        self.done: list[datetime] = []

    def __call__(self, since: datetime | None = None) -> datetime | None:
        first = next(iter(self._due), None)
        if first is not None and first <= self._clock.now() and not self._is_stuck:
            self.done.append(self._clock.now())
            self._due.remove(first)
        return first


def test_the_clock_passes_through_what_falls_due_on_the_way(workspace: Workspace) -> None:
    hours = [MONDAY + timedelta(hours=each) for each in (1, 3, 25)]
    bot = Bot(workspace.clock, *hours)
    pass_by(workspace.clock, bot, timedelta(days=1))
    assert bot.done == [each + timedelta(seconds=1) for each in hours[:2]]
    assert workspace.clock.now() == MONDAY + timedelta(days=1)


def test_what_falls_due_within_a_minute_is_done_at_one_stop(workspace: Workspace) -> None:
    seconds = [MONDAY + timedelta(hours=1, seconds=each) for each in (0, 2, 4)]
    bot = Bot(workspace.clock, *seconds)
    pass_by(workspace.clock, bot, timedelta(hours=2))
    assert bot.done == [seconds[0] + timedelta(seconds=1)] + [seconds[0] + timedelta(seconds=61)] * 2
    assert workspace.clock.now() == MONDAY + timedelta(hours=2)


def test_a_bot_that_gets_nothing_done_does_not_stop_the_clock(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passing, "AGAIN_IN", 0)
    pass_by(workspace.clock, Bot(workspace.clock, MONDAY, is_stuck=True), timedelta(hours=1))
    assert workspace.clock.now() == MONDAY + timedelta(hours=1)


def test_the_clock_knows_no_other_step(page: Client, workspace: Workspace) -> None:
    assert page.post("/clock/century", json={}).status_code == 404
    assert workspace.clock.now() == MONDAY


def test_the_clock_goes_to_the_next_due_thing_and_never_back(readiness: Readiness) -> None:
    due = MONDAY + timedelta(hours=5)
    readiness.text = json.dumps({"next_due": due.isoformat()})
    with serving(readiness.url) as sandbox, Client(base_url=sandbox.url) as page:
        clock = sandbox.workspace.clock
        assert page.get("/clock/due").json() == {"due": due.isoformat()}
        assert page.post("/clock/due", json={}).status_code == 200
        assert clock.now() == due + timedelta(seconds=1)
        readiness.text = json.dumps({"next_due": MONDAY.isoformat()})
        page.post("/clock/due", json={})
        assert clock.now() == due + timedelta(seconds=1)


def test_with_nothing_due_the_clock_stays_where_it_is(page: Client, workspace: Workspace) -> None:
    assert page.get("/clock/due").json() == {"due": None}
    assert "Nothing is due" in page.post("/clock/due", json={}).json()["error"]
    assert workspace.clock.now() == MONDAY


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"next_due": null}', '{"next_due": "soon"}', '{"next_due": 5}'])
def test_a_bot_that_names_no_moment_has_nothing_due(readiness: Readiness, text: str) -> None:
    readiness.text = text
    assert asker(readiness.url)() is None


def test_a_bot_that_is_away_has_nothing_due() -> None:
    assert asker("http://127.0.0.1:1/readyz")() is None


def test_what_a_bot_saw_before_the_question_is_no_answer_to_it(readiness: Readiness) -> None:
    soon, late = MONDAY + timedelta(minutes=5), MONDAY + timedelta(days=3)
    before = json.dumps({"next_due": late.isoformat(), "as_of": (MONDAY - timedelta(seconds=1)).isoformat()})
    readiness.earlier = [before, before]
    readiness.text = json.dumps({"next_due": soon.isoformat(), "as_of": MONDAY.isoformat()})
    assert asker(readiness.url)(since=MONDAY) == soon


def test_a_moment_without_a_zone_is_in_utc(readiness: Readiness) -> None:
    readiness.text = '{"next_due": "2026-03-02T10:00:00"}'
    assert asker(readiness.url)() == datetime(2026, 3, 2, 10, tzinfo=UTC)


def test_a_fault_is_switched_on_announced_and_switched_off(page: Client, workspace: Workspace) -> None:
    page.post("/faults", json={"kind": "outage", "on": True})
    page.post("/faults", json={"kind": "latency", "on": True})
    assert {fault["kind"] for fault in workspace.faults.plan()} == {"outage", "latency"}
    assert "Slack is failing on purpose: Slow network, Outage." in page.get(GENERAL).text
    page.post("/faults", json={"kind": "outage", "on": False})
    assert [fault["kind"] for fault in workspace.faults.plan()] == ["latency"]
    page.post("/faults/off", json={})
    assert workspace.faults.plan() == []
    assert "failing on purpose" not in page.get(GENERAL).text


def test_slack_s_own_limit_is_a_switch_but_no_failure(page: Client, workspace: Workspace) -> None:
    page.post("/faults", json={"kind": "limits", "on": True})
    assert workspace.limits.are_on
    assert "failing on purpose" not in page.get(GENERAL).text
    page.post("/faults/off", json={})
    assert workspace.limits.are_on
    page.post("/faults", json={"kind": "limits", "on": False})
    assert not workspace.limits.are_on


def test_who_may_make_channels_is_a_switch_but_no_failure(page: Client, workspace: Workspace) -> None:
    page.post("/faults", json={"kind": "no_channels", "on": True})
    assert workspace.restricted == ["conversations.create"]
    assert "failing on purpose" not in page.get(GENERAL).text
    page.post("/faults", json={"kind": "no_channels", "on": False})
    assert workspace.restricted == []


def test_a_slack_without_the_newest_blocks_is_a_switch_but_no_failure(page: Client, workspace: Workspace) -> None:
    page.post("/faults", json={"kind": "old_blocks", "on": True})
    assert not workspace.has_new_blocks
    assert "failing on purpose" not in page.get(GENERAL).text
    page.post("/faults", json={"kind": "old_blocks", "on": False})
    assert workspace.has_new_blocks


@pytest.mark.parametrize("body", [{"kind": "fire", "on": True}, {"on": True}, {}])
def test_an_unknown_fault_is_refused(page: Client, workspace: Workspace, body: dict[str, object]) -> None:
    assert page.post("/faults", json=body).status_code == 400
    assert workspace.faults.plan() == []


def test_the_stream_tells_at_once_after_each_change_and_when_the_app_goes(workspace: Workspace, app: FakeApp) -> None:
    async def listen() -> list[str]:
        answer = await Machine(workspace, asker("")).changes(Request({"type": "http"}))
        stream = cast("AsyncIterator[str]", cast("StreamingResponse", answer).body_iterator)
        first = await anext(stream)
        workspace.changes.bump()
        second = await anext(stream)
        app.is_up = False
        return [first, second, await anext(stream)]

    before = workspace.changes.version
    first, second, third = asyncio.run(listen())
    assert first == f"retry: 1000\ndata: {before}\n\n"
    assert second == f"data: {before + 1}\n\n"
    assert third == f"data: {before + 1}-alone\n\n"
