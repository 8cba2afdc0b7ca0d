"""The connection to Slack, where Slack's own client leaves something to be wished for."""

import threading
from unittest import mock

from slack_bolt.adapter.socket_mode import SocketModeHandler

from bot.socket_mode import SocketMode
from sandbox.server import Sandbox
from sandbox.testing import running
from tests.conftest import MANIFEST
from tests.sandbox.tiny import Tiny


def connected(sandbox: Sandbox) -> SocketMode:
    socket = SocketMode(Tiny(sandbox.environment).app, sandbox.environment["SLACK_APP_TOKEN"])
    socket.connect()
    assert sandbox.sockets.wait_for(connections=1, timeout=5)
    return socket


def test_a_client_that_never_closes_is_not_waited_for() -> None:
    never = threading.Event()
    with running(MANIFEST) as sandbox:
        socket = connected(sandbox)
        with mock.patch.object(SocketModeHandler, "close", side_effect=never.wait):
            socket.hang_up()
        assert not never.is_set()
        never.set()
