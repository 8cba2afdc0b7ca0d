"""The same app in HTTP mode: signed requests, answered within three seconds."""

import threading
import time
from collections.abc import Iterable, Iterator
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_sdk.signature import SignatureVerifier

from sandbox.desk import Desk
from sandbox.server import Sandbox
from sandbox.wire.http_delivery import HttpTransport, signature
from sandbox.workspace import Workspace
from sandbox.workspace.line import Delivery
from tests.sandbox.tiny import Tiny

SECRET = "helvia-sandbox-signing-secret"


class Quiet(WSGIRequestHandler):
    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Says nothing."""


class Server:
    """Bolt's WSGI adapter on a thread; what came in is kept, and its answer can be replaced."""

    def __init__(self, tiny: Tiny) -> None:
        self._app = SlackRequestHandler(tiny.app, path="/slack/events")
        self.seen: list[dict[str, Any]] = []
        self.status = ""
        self._server = make_server("127.0.0.1", 0, self._serve, WSGIServer, Quiet)
        self.url = f"http://127.0.0.1:{self._server.server_port}/slack/events"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def _serve(self, environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        self.seen.append(environ)
        if self.status:
            start(self.status, [])
            return [b""]
        return self._app(environ, start)


@pytest.fixture
def server(sandbox: Sandbox, workspace: Workspace) -> Iterator[tuple[Server, Tiny]]:
    tiny = Tiny(sandbox.environment)
    server = Server(tiny)
    transport = sandbox.use_http(server.url)
    server.seen.clear()
    yield server, tiny
    transport.close()
    server.close()


def test_a_command_a_form_and_a_button_work_as_over_a_socket(server: tuple[Server, Tiny], workspace: Workspace) -> None:
    marta = Desk(workspace, "marta")
    assert marta.type("#general", "/echo hello").text == "You said hello"
    marta.type("#general", "/form")
    assert [each["value"] for each in marta.search("account", "He")] == ["v1", "v2"]
    marta.fill(name="Anna")
    server[1].answers = {"response_action": "errors", "errors": {"name": "No."}}
    assert marta.submit().errors == {"name": "No."}
    marta.type("#general", "/card")
    assert marta.press("#general", marta.read("#general")[-1].ts, "tiny.yes").ok
    assert marta.open_home().ok


def test_requests_are_signed_as_slack_signs_them(server: tuple[Server, Tiny], workspace: Workspace) -> None:
    Desk(workspace, "marta").type("#general", "/echo hello")
    (request,) = server[0].seen
    assert request["CONTENT_TYPE"] == "application/x-www-form-urlencoded"
    assert request["HTTP_X_SLACK_SIGNATURE"].startswith("v0=")
    assert abs(int(request["HTTP_X_SLACK_REQUEST_TIMESTAMP"]) - time.time()) < 60
    stamp = str(int(time.time()))
    assert SignatureVerifier(SECRET).is_valid(b"text=x", stamp, signature(SECRET, stamp, b"text=x"))


def test_a_wrong_secret_is_turned_away_by_the_app(server: tuple[Server, Tiny]) -> None:
    transport = HttpTransport(server[0].url, "another secret")
    assert transport.verify() is False
    transport.close()


def test_a_request_url_that_does_not_answer_the_challenge_is_not_taken(sandbox: Sandbox, workspace: Workspace) -> None:
    with pytest.raises(ConnectionError, match="did not answer the challenge"):
        sandbox.use_http(f"{sandbox.url}/sandbox/clock")


def test_a_status_other_than_200_is_a_failure(server: tuple[Server, Tiny], workspace: Workspace) -> None:
    server[0].status = "503 Busy"
    outcome = Desk(workspace, "marta").type("#general", "/echo hello")
    assert outcome.error == '/echo failed with the error "dispatch_failed"'


def test_an_event_that_fails_comes_again_with_its_number(server: tuple[Server, Tiny], workspace: Workspace) -> None:
    server[0].status = "500 Oops"
    Desk(workspace, "marta").type("#general", "Hello")
    version = workspace.changes.version
    while len(server[0].seen) < 2:
        workspace.changes.wait(version, 0.02)
    numbers = [request.get("HTTP_X_SLACK_RETRY_NUM") for request in server[0].seen]
    assert numbers == [None, "1"]
    assert server[0].seen[1]["HTTP_X_SLACK_RETRY_REASON"] == "http_error"


def test_a_slow_app_times_out(sandbox: Sandbox) -> None:
    transport = HttpTransport(f"{sandbox.url}/api/api.test", SECRET, patience=0.1)
    sandbox.workspace.faults.add("hang", seconds=0.5)
    assert transport.deliver(Delivery("interactive", {})).error == "operation_timeout"
    transport.close()
