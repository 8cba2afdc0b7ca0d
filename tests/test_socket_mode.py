"""The connection to Slack, where Slack's own client leaves something to be wished for."""

import threading
from contextlib import nullcontext
from unittest import mock

import pytest
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk.errors import SlackApiError

from bot.health.pulse import Pulse
from bot.run.shutdown import Shutdown
from bot.run.socket_mode import THREADS, SocketMode
from sandbox.server import Sandbox
from sandbox.testing import running
from tests.conftest import MANIFEST
from tests.patience import PATIENCE_S
from tests.sandbox.tiny import Tiny


def connected(sandbox: Sandbox) -> SocketMode:
    socket = SocketMode(Tiny(sandbox.environment).app, sandbox.environment["SLACK_APP_TOKEN"])
    socket.connect()
    assert sandbox.sockets.wait_for(connections=1, timeout=PATIENCE_S)
    return socket


class Line(Pulse):
    """Says when it is marked."""

    def __init__(self) -> None:
        super().__init__()
        self.is_marked = threading.Event()

    def mark(self) -> None:
        super().mark()
        self.is_marked.set()


def test_the_line_is_marked_for_as_long_as_the_connection_stands() -> None:
    with running(MANIFEST) as sandbox:
        line = Line()
        socket = SocketMode(Tiny(sandbox.environment).app, sandbox.environment["SLACK_APP_TOKEN"], line)
        assert line.age() is not None
        socket.connect()
        for _ in range(2):
            line.is_marked.clear()
            assert line.is_marked.wait(PATIENCE_S)
        socket.hang_up()


def test_a_client_that_never_closes_is_not_waited_for() -> None:
    never = threading.Event()
    with running(MANIFEST) as sandbox:
        socket = connected(sandbox)
        with mock.patch.object(SocketModeHandler, "close", side_effect=never.wait):
            socket.hang_up()
        assert not never.is_set()
        never.set()


@pytest.mark.parametrize(
    "kind", ["ratelimited", "server_error", "drop", "hang", "half_answer", "empty_answer", "accept_and_drop"]
)
def test_however_the_first_try_to_connect_fails_the_next_one_succeeds(kind: str) -> None:
    with running(MANIFEST) as sandbox:
        socket = SocketMode(Tiny(sandbox.environment).app, sandbox.environment["SLACK_APP_TOKEN"])
        sandbox.workspace.faults.add(kind, method="apps.connections.open", times=1, seconds=0.05)
        socket.connect_at_last(mock.Mock(spec=Shutdown, is_asked=False))
        assert sandbox.sockets.wait_for(connections=1, timeout=PATIENCE_S)
        socket.hang_up()


@pytest.mark.parametrize(("code", "is_final"), [("internal_error", False), ("invalid_auth", True)])
def test_a_connection_that_slack_refuses_just_now_is_asked_for_again(code: str, is_final: bool) -> None:
    with running(MANIFEST) as sandbox:
        socket = SocketMode(Tiny(sandbox.environment).app, sandbox.environment["SLACK_APP_TOKEN"])
        sandbox.workspace.faults.add("error", method="apps.connections.open", code=code, times=1)
        shutdown = mock.Mock(spec=Shutdown, is_asked=False)
        with pytest.raises(SlackApiError) if is_final else nullcontext():
            socket.connect_at_last(shutdown)
        assert shutdown.wait.called is not is_final
        assert is_final or sandbox.sockets.wait_for(connections=1, timeout=PATIENCE_S)
        assert bool(sandbox.sockets.connections) is not is_final
        socket.hang_up()


def test_of_what_waits_for_a_thread_when_the_connection_ends_nothing_is_begun() -> None:
    go, begun = threading.Event(), threading.Semaphore(0)

    def work() -> None:
        begun.release()
        go.wait(PATIENCE_S)

    with running(MANIFEST) as sandbox:
        socket = connected(sandbox)
        threads = socket._client.message_workers
        in_hand = [threads.submit(work) for _ in range(THREADS)]
        for _ in in_hand:
            assert begun.acquire(timeout=PATIENCE_S)
        waiting = threads.submit(work)
        with mock.patch.object(SocketModeHandler, "close"):
            socket.hang_up()
        go.set()
        assert waiting.cancelled()
        assert [each.result(PATIENCE_S) for each in in_hand] == [None] * THREADS
