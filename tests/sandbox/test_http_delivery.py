"""The same app in HTTP mode: signed requests, answered within three seconds."""

import threading
import time
from collections.abc import Iterable, Iterator
from datetime import timedelta
from io import BytesIO
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
from tests.patience import PATIENCE_S
from tests.sandbox.tiny import Tiny

SECRET = "helvia-sandbox-signing-secret"


class Quiet(WSGIRequestHandler):
    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Says nothing."""


class Server:
    """Bolt's WSGI adapter on a thread; what came in is kept, and its answer is replaced where `status` is set."""

    def __init__(self, tiny: Tiny) -> None:
        self._app = SlackRequestHandler(tiny.app, path="/slack/events")
        self.seen: list[dict[str, Any]] = []
        self._news = threading.Condition()
        self.status = ""
        self.headers: list[tuple[str, str]] = []
        self.content = b""
        self._server = make_server("127.0.0.1", 0, self._serve, WSGIServer, Quiet)
        self.url = f"http://127.0.0.1:{self._server.server_port}/slack/events"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})
        self._thread.start()

    def wait_for(self, requests: int) -> None:
        with self._news:
            assert self._news.wait_for(lambda: len(self.seen) >= requests, PATIENCE_S)

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join(PATIENCE_S)
        self._server.server_close()

    def _serve(self, environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        with self._news:
            self.seen.append({**environ, "body": body})
            self._news.notify_all()
        if self.status:
            start(self.status, self.headers)
            return [self.content]
        return self._app({**environ, "wsgi.input": BytesIO(body)}, start)


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


@pytest.mark.parametrize("content", [b"[]", b'"Done"', b"{", b"[" * 100_000])
def test_an_answer_that_is_no_json_object_is_a_failure_but_good_enough_for_an_event(
    server: tuple[Server, Tiny], workspace: Workspace, content: bytes
) -> None:
    server[0].status, server[0].content = "200 OK", content
    server[0].headers = [("Content-Type", "application/json")]
    outcome = Desk(workspace, "marta").type("#general", "/echo hello")
    assert outcome.error == '/echo failed with the error "dispatch_failed"'
    assert Desk(workspace, "marta").open_home().ok


def test_an_event_that_fails_comes_again_with_its_number(server: tuple[Server, Tiny], workspace: Workspace) -> None:
    server[0].status = "500 Oops"
    Desk(workspace, "marta").type("#general", "Hello")
    server[0].wait_for(2)
    numbers = [request.get("HTTP_X_SLACK_RETRY_NUM") for request in server[0].seen]
    assert numbers == [None, "1"]
    assert server[0].seen[1]["HTTP_X_SLACK_RETRY_REASON"] == "http_error"


def test_a_slow_app_times_out(sandbox: Sandbox) -> None:
    transport = HttpTransport(f"{sandbox.url}/api/api.test", SECRET, patience=0.1)
    sandbox.workspace.faults.add("hang", seconds=0.5)
    assert transport.deliver(Delivery("interactive", {})).error == "operation_timeout"
    transport.close()


def test_every_kind_of_delivery_is_signed_to_the_byte(
    server: tuple[Server, Tiny], workspace: Workspace, sandbox: Sandbox
) -> None:
    marta = Desk(workspace, "marta")
    marta.type("#general", "/echo héllo & <you>")
    marta.shortcut("tiny.form")
    marta.type("#general", "Hello")
    verifier = SignatureVerifier(sandbox.environment["SLACK_SIGNING_SECRET"])
    for request in server[0].seen:
        stamp, signed = request["HTTP_X_SLACK_REQUEST_TIMESTAMP"], request["HTTP_X_SLACK_SIGNATURE"]
        assert verifier.is_valid(request["body"], stamp, signed)
        assert not verifier.is_valid(request["body"] + b" ", stamp, signed)
        assert not verifier.is_valid(request["body"], str(int(stamp) - 1), signed)
    kinds = [request["CONTENT_TYPE"] for request in server[0].seen]
    assert kinds == ["application/x-www-form-urlencoded", "application/x-www-form-urlencoded", "application/json"]


def test_an_event_comes_again_at_once_after_a_minute_and_after_five_and_no_more(
    server: tuple[Server, Tiny], workspace: Workspace, sandbox: Sandbox
) -> None:
    app = server[0]
    app.status = "500 Oops"
    Desk(workspace, "marta").type("#general", "Hello")
    for attempts, minutes in ((2, 1), (3, 5), (4, 60)):
        sandbox.events.settle()
        assert len(app.seen) == attempts, "settled before what comes again had come"
        workspace.clock.move(timedelta(minutes=minutes))
    sandbox.events.settle()
    assert [request.get("HTTP_X_SLACK_RETRY_NUM") for request in app.seen] == [None, "1", "2", "3"]
    assert len({request["body"] for request in app.seen}) == 1


def test_an_event_that_is_taken_at_last_does_not_come_again(
    server: tuple[Server, Tiny], workspace: Workspace, sandbox: Sandbox
) -> None:
    app, tiny = server
    app.status = "500 Oops"
    Desk(workspace, "marta").type("#general", "Hello")
    sandbox.events.settle()
    app.status = ""
    workspace.clock.move(timedelta(minutes=1))
    sandbox.events.settle()
    workspace.clock.move(timedelta(minutes=60))
    sandbox.events.settle()
    assert len(app.seen) == 3
    assert [event["text"] for event in tiny.heard_of("message")] == ["Hello"]


@pytest.mark.parametrize("status", ["302 Found", "404 Not Found", "500 Oops"])
def test_what_a_person_does_is_sent_once_whatever_comes_of_it(
    server: tuple[Server, Tiny], workspace: Workspace, status: str
) -> None:
    server[0].status = status
    server[0].headers = [("Location", "/elsewhere")]
    assert Desk(workspace, "marta").type("#general", "/echo hello").error.endswith('"dispatch_failed"')
    workspace.clock.move(timedelta(minutes=5))
    assert len(server[0].seen) == 1


@pytest.mark.parametrize(
    ("kind", "content", "words"),
    [
        ("text/plain", b"In plain words", "In plain words"),
        ("application/json", b'{"text": "In JSON"}', "In JSON"),
        ("application/json", b"", ""),
    ],
)
def test_an_app_answers_in_plain_words_in_json_or_with_nothing(
    server: tuple[Server, Tiny], workspace: Workspace, kind: str, content: bytes, words: str
) -> None:
    app = server[0]
    app.status, app.headers, app.content = "200 OK", [("Content-Type", kind)], content
    outcome = Desk(workspace, "marta").type("#general", "/echo hello")
    assert (outcome.ok, outcome.text) == (True, words)


def test_an_app_that_does_not_listen_cannot_be_reached(sandbox: Sandbox) -> None:
    transport = HttpTransport("http://127.0.0.1:9/slack/events", SECRET)
    assert transport.deliver(Delivery("interactive", {})).error == "dispatch_failed"
    transport.close()
