"""The line to Slack, against a server on this machine that answers as it is told."""

import json
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

import pytest

from bot.kernel.outbox.slack import NO_RETRY_AFTER_S, Answer, Known, SlackWire
from tests.patience import PATIENCE_S

TOKEN = "xoxb-secret"


class Line:
    """A server that gives `reply` to every call and remembers the last one."""

    def __init__(self) -> None:
        self.reply: tuple[int, dict[str, str], bytes] | None = (200, {}, b'{"ok": true}')
        self.path = ""
        self.headers: dict[str, str] = {}
        self.body = b""
        self.connections: set[object] = set()
        line = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                line.path, line.headers = self.path, dict(self.headers)
                line.body = self.rfile.read(int(self.headers["Content-Length"]))
                line.connections.add(self.client_address)
                if line.reply is None:
                    self.close_connection = True
                    return
                status, headers, body = line.reply
                self.send_response(status)
                for name, value in {"Content-Length": str(len(body)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)
                if "Content-Length" in headers:
                    self.close_connection = True

            def log_message(self, *_: Any) -> None:
                """Tests print nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.wire = SlackWire(f"http://127.0.0.1:{self.server.server_port}/api/", TOKEN)

    def answers(self, body: object = None, status: int = 200, **headers: str) -> Answer:
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.reply = (status, {name.replace("_", "-"): value for name, value in headers.items()}, content)
        return self.wire.call("chat.postMessage", {})


@pytest.fixture
def line() -> Iterator[Line]:
    line = Line()
    serving = threading.Thread(target=line.server.serve_forever, args=[0.01])
    serving.start()
    yield line
    line.wire.close()
    line.server.shutdown()
    line.server.server_close()
    serving.join(PATIENCE_S)


def test_messages_are_written_as_json_over_one_open_connection(line: Line) -> None:
    blocks = [{"type": "divider"}]
    for _ in range(3):
        answer = line.wire.call("chat.postMessage", {"channel": "C1", "blocks": blocks})
    assert answer == Answer(Known.ANSWERED, ok=True, data={"ok": True})
    assert line.path == "/api/chat.postMessage"
    assert line.headers["Authorization"] == f"Bearer {TOKEN}"
    assert line.headers["Content-Type"] == "application/json; charset=utf-8"
    assert json.loads(line.body) == {"channel": "C1", "blocks": blocks}
    assert len(line.connections) == 1


def test_the_rest_is_asked_by_form(line: Line) -> None:
    line.wire.call("conversations.replies", {"ts": "1.0", "limit": 200, "include_all_metadata": True})
    assert parse_qs(line.body.decode()) == {"ts": ["1.0"], "limit": ["200"], "include_all_metadata": ["true"]}


def test_a_refusal_is_an_answer(line: Line) -> None:
    answer = line.answers({"ok": False, "error": "is_archived"})
    assert (answer.known, answer.ok, answer.error, answer.retry_after) == (Known.ANSWERED, False, "is_archived", None)
    assert line.answers({"ok": False}).error == "no_error_named"


@pytest.mark.parametrize(("header", "meant"), [("7", 7.0), ("soon", NO_RETRY_AFTER_S), ("nan", NO_RETRY_AFTER_S)])
def test_a_429_says_how_long_to_wait(line: Line, header: str, meant: float) -> None:
    assert line.answers(b"", 429, Retry_After=header).retry_after == meant
    assert line.answers({"ok": False, "error": "ratelimited"}, Retry_After=header).retry_after == meant


@pytest.mark.parametrize("body", [b"", b"<html>", b"[1]", b'{"ok": "yes"}', b'{"ok": tr', b"\xff\xfe"])
@pytest.mark.parametrize("status", [200, 302, 404, 500, 503])
def test_half_an_answer_leaves_open_whether_slack_took_it(line: Line, body: bytes, status: int) -> None:
    answer = line.answers(body, status)
    assert answer.known is Known.UNANSWERED
    assert str(status) in answer.error


def test_a_server_error_is_no_answer_even_where_it_looks_like_one(line: Line) -> None:
    assert line.answers({"ok": False, "error": "fatal_error"}, 500).known is Known.UNANSWERED


def test_a_connection_that_drops_leaves_open_whether_slack_took_it(line: Line) -> None:
    line.reply = None
    assert line.wire.call("chat.postMessage", {}).known is Known.UNANSWERED
    assert line.answers(b'{"ok": true}', Content_Length="100").known is Known.UNANSWERED


def test_a_call_that_finds_nobody_never_reached_slack() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        wire = SlackWire(f"http://127.0.0.1:{taken.getsockname()[1]}/api/", TOKEN)
        assert wire.call("chat.postMessage", {}).known is Known.UNREACHED
        wire.close()


def test_the_token_is_in_no_log_and_no_description(line: Line, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("DEBUG"):
        answer = line.wire.call("chat.postMessage", {})
    assert TOKEN not in caplog.text + repr(line.wire) + repr(vars(line.wire)) + repr(answer)
