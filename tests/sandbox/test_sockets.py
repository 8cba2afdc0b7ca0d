"""Socket Mode: connections, acknowledgements, refreshes and drops."""

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import timedelta

import pytest
from slack_sdk import WebClient
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from bot.run.socket_mode import SocketMode
from sandbox.desk import Desk
from sandbox.server import Sandbox
from sandbox.workspace import Workspace
from tests.sandbox.tiny import Tiny


@pytest.fixture
def dial(lonely: Sandbox) -> Iterator[Callable[[], ClientConnection]]:
    """Opens raw connections, closed afterwards."""
    with ExitStack() as open_ones:
        yield lambda: open_ones.enter_context(connect(link(lonely)))


def link(sandbox: Sandbox) -> str:
    tokens = sandbox.workspace.company.tokens
    url: str = WebClient(base_url=f"{sandbox.url}/api/").apps_connections_open(app_token=tokens.app)["url"]
    return url


def heard(connection: ClientConnection) -> dict[str, object]:
    message: dict[str, object] = json.loads(connection.recv(timeout=5))
    return message


def test_a_connection_is_greeted(lonely: Sandbox, dial: Callable[[], ClientConnection]) -> None:
    assert lonely.workspace.app_is_connected is False
    hello = heard(dial())
    assert (hello["type"], hello["num_connections"]) == ("hello", 1)
    assert hello["connection_info"] == {"app_id": "A0CONCORD0"}
    assert lonely.workspace.app_is_connected is True


def test_a_link_opens_one_connection_only(lonely: Sandbox) -> None:
    url = link(lonely)
    with connect(url), pytest.raises(InvalidStatus), connect(url):
        pass


def test_an_eleventh_connection_is_sent_away(lonely: Sandbox, dial: Callable[[], ClientConnection]) -> None:
    assert [heard(dial())["type"] for _ in range(10)] == ["hello"] * 10
    eleventh = dial()
    assert heard(eleventh)["reason"] == "too_many_websockets"
    with pytest.raises(ConnectionClosed):
        eleventh.recv(timeout=5)


def test_deliveries_go_round_the_connections(lonely: Sandbox, dial: Callable[[], ClientConnection]) -> None:
    pair = [dial(), dial()]
    for connection in pair:
        heard(connection)
    lonely.sockets.patience = 0.05
    for _ in range(2):
        Desk(lonely.workspace, "marta").type("#general", "/echo hello")
    assert [heard(connection)["type"] for connection in pair] == ["slash_commands"] * 2


def test_an_envelope_says_whether_it_takes_an_answer(lonely: Sandbox, dial: Callable[[], ClientConnection]) -> None:
    connection = dial()
    heard(connection)
    lonely.sockets.patience = 0.05
    Desk(lonely.workspace, "marta").type("#general", "/echo hello")
    envelope = heard(connection)
    assert envelope["accepts_response_payload"] is True
    assert "retry_attempt" not in envelope


def test_an_unacknowledged_event_comes_again_at_once_after_a_minute_and_after_five(
    lonely: Sandbox, dial: Callable[[], ClientConnection]
) -> None:
    connection = dial()
    heard(connection)
    lonely.sockets.patience = 0.05
    lonely.workspace.roster.deactivate("jonas")
    attempts = [heard(connection), heard(connection)]
    for seconds in (60, 300):
        lonely.workspace.clock.move(timedelta(seconds=seconds))
        attempts.append(heard(connection))
    assert [each["retry_attempt"] for each in attempts] == [0, 1, 2, 3]
    assert [each["retry_reason"] for each in attempts] == ["", "http_timeout", "http_timeout", "http_timeout"]


def test_an_app_follows_a_refresh_without_losing_a_gesture(tiny: Tiny, sandbox: Sandbox, workspace: Workspace) -> None:
    sandbox.sockets.refresh()
    for number in range(20):
        assert Desk(workspace, "marta").type("#general", f"/echo {number}").ok
    assert len(tiny.heard) == 20


def test_an_app_comes_back_after_its_socket_was_cut(lonely: Sandbox) -> None:
    tiny = Tiny(lonely.environment)
    socket = SocketMode(tiny.app, lonely.environment["SLACK_APP_TOKEN"])
    socket.connect()
    assert lonely.sockets.wait_for(1, 5)
    lonely.sockets.drop()
    assert lonely.sockets.wait_for(1, 15)
    assert Desk(lonely.workspace, "marta").type("#general", "/echo hello").ok
    socket.hang_up()


def test_a_drop_in_the_middle_of_a_gesture_is_a_failure(lonely: Sandbox, dial: Callable[[], ClientConnection]) -> None:
    connection = dial()
    heard(connection)
    with ThreadPoolExecutor() as pool:
        gesture = pool.submit(Desk(lonely.workspace, "marta").type, "#general", "/echo hello")
        heard(connection)
        lonely.sockets.drop()
        outcome = gesture.result(5)
    assert outcome.error == '/echo failed with the error "dispatch_failed"'
