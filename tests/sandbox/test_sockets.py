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
from tests.patience import PATIENCE_S
from tests.sandbox.tiny import Tiny

Dial = Callable[[], ClientConnection]


@pytest.fixture
def dial(lonely: Sandbox) -> Iterator[Dial]:
    """Opens raw connections, closed afterwards."""
    with ExitStack() as open_ones:
        yield lambda: open_ones.enter_context(connect(link(lonely)))


def link(sandbox: Sandbox) -> str:
    tokens = sandbox.workspace.company.tokens
    url: str = WebClient(base_url=f"{sandbox.url}/api/").apps_connections_open(app_token=tokens.app)["url"]
    return url


def acknowledge(connection: ClientConnection, envelope: dict[str, object], payload: object = None) -> None:
    connection.send(json.dumps({"envelope_id": envelope["envelope_id"], "payload": payload}))


def heard(connection: ClientConnection) -> dict[str, object]:
    message: dict[str, object] = json.loads(connection.recv(timeout=PATIENCE_S))
    return message


def test_a_connection_is_greeted(lonely: Sandbox, dial: Dial) -> None:
    assert lonely.workspace.app_is_connected is False
    hello = heard(dial())
    assert (hello["type"], hello["num_connections"]) == ("hello", 1)
    assert hello["connection_info"] == {"app_id": "A0CONCORD0"}
    assert lonely.workspace.app_is_connected is True


def test_a_link_opens_one_connection_only(lonely: Sandbox) -> None:
    url = link(lonely)
    with connect(url), pytest.raises(InvalidStatus), connect(url):
        pass


def test_an_eleventh_connection_is_sent_away(lonely: Sandbox, dial: Dial) -> None:
    assert [heard(dial())["type"] for _ in range(10)] == ["hello"] * 10
    eleventh = dial()
    assert heard(eleventh)["reason"] == "too_many_websockets"
    with pytest.raises(ConnectionClosed):
        eleventh.recv(timeout=PATIENCE_S)


def test_deliveries_go_round_the_connections(lonely: Sandbox, dial: Dial) -> None:
    pair = [dial(), dial()]
    for connection in pair:
        heard(connection)
    lonely.sockets.patience = 0.05
    for _ in range(2):
        Desk(lonely.workspace, "marta").type("#general", "/echo hello")
    assert [heard(connection)["type"] for connection in pair] == ["slash_commands"] * 2


def test_an_envelope_says_whether_it_takes_an_answer(lonely: Sandbox, dial: Dial) -> None:
    connection = dial()
    heard(connection)
    lonely.sockets.patience = 0.05
    Desk(lonely.workspace, "marta").type("#general", "/echo hello")
    envelope = heard(connection)
    assert envelope["accepts_response_payload"] is True
    assert "retry_attempt" not in envelope


def test_what_is_no_json_object_acknowledges_nothing_and_the_connection_stays(lonely: Sandbox, dial: Dial) -> None:
    connection = dial()
    heard(connection)
    for words in ("nonsense", "[]", '"text"', "7"):
        connection.send(words)
    with ThreadPoolExecutor() as pool:
        gesture = pool.submit(Desk(lonely.workspace, "marta").type, "#general", "/echo hello")
        acknowledge(connection, heard(connection), ["Done"])
        assert gesture.result(PATIENCE_S).error == '/echo failed with the error "dispatch_failed"'


def test_an_unacknowledged_event_comes_again_at_once_after_a_minute_and_after_five(lonely: Sandbox, dial: Dial) -> None:
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
    assert lonely.sockets.wait_for(1, PATIENCE_S)
    lonely.sockets.drop()
    assert lonely.sockets.wait_for(1, PATIENCE_S)
    assert Desk(lonely.workspace, "marta").type("#general", "/echo hello").ok
    socket.hang_up()


def test_a_drop_in_the_middle_of_a_gesture_is_a_failure(lonely: Sandbox, dial: Dial) -> None:
    connection = dial()
    heard(connection)
    with ThreadPoolExecutor() as pool:
        gesture = pool.submit(Desk(lonely.workspace, "marta").type, "#general", "/echo hello")
        heard(connection)
        lonely.sockets.drop()
        outcome = gesture.result(PATIENCE_S)
    assert outcome.error == '/echo failed with the error "dispatch_failed"'


def test_a_link_that_slack_never_gave_opens_nothing(lonely: Sandbox) -> None:
    for ticket in ("", "?ticket=", "?ticket=invented"):
        with pytest.raises(InvalidStatus) as refused, connect(f"{lonely.url.replace('http', 'ws')}/link/{ticket}"):
            pass
        assert refused.value.response.status_code == 403
    assert lonely.sockets.connections == 0


def test_each_connection_is_told_how_many_there_are(dial: Dial) -> None:
    assert [heard(dial())["num_connections"] for _ in range(3)] == [1, 2, 3]


def test_a_connection_that_ends_makes_room_for_another(lonely: Sandbox, dial: Dial) -> None:
    everyone = [dial() for _ in range(10)]
    assert {heard(each)["type"] for each in everyone} == {"hello"}
    everyone[0].close()
    assert lonely.sockets.wait_for_at_most(9, PATIENCE_S)
    assert heard(dial())["type"] == "hello"


def test_an_acknowledgement_may_come_by_another_connection(lonely: Sandbox, dial: Dial) -> None:
    pair = [dial(), dial()]
    assert [heard(each)["type"] for each in pair] == ["hello"] * 2
    with ThreadPoolExecutor() as pool:
        gesture = pool.submit(Desk(lonely.workspace, "marta").type, "#general", "/echo hello")
        envelope = heard(pair[0])
        acknowledge(pair[1], envelope, {"text": "By another way"})
        assert gesture.result(PATIENCE_S).text == "By another way"


def test_what_acknowledges_nothing_is_passed_over(lonely: Sandbox, dial: Dial) -> None:
    connection = dial()
    heard(connection)
    with ThreadPoolExecutor() as pool:
        gesture = pool.submit(Desk(lonely.workspace, "marta").type, "#general", "/echo hello")
        envelope = heard(connection)
        acknowledge(connection, {"envelope_id": "of another time"})
        connection.send("{}")
        acknowledge(connection, envelope)
        acknowledge(connection, envelope, {"text": "Too late to be heard"})
        outcome = gesture.result(PATIENCE_S)
    assert (outcome.ok, outcome.text) == (True, "")


def test_an_event_takes_no_answer_and_is_counted(lonely: Sandbox, dial: Dial) -> None:
    connection = dial()
    heard(connection)
    lonely.workspace.roster.deactivate("jonas")
    envelope = heard(connection)
    acknowledge(connection, envelope)
    assert (envelope["type"], envelope["accepts_response_payload"]) == ("events_api", False)
    assert (envelope["retry_attempt"], envelope["retry_reason"]) == (0, "")
    lonely.events.settle()
    lonely.workspace.clock.move(timedelta(minutes=5))
    lonely.workspace.roster.reactivate("jonas")
    payload = heard(connection)["payload"]
    assert isinstance(payload, dict)
    assert payload["event"]["user"]["deleted"] is False


def test_an_event_whose_connection_is_cut_comes_again_by_the_next(lonely: Sandbox, dial: Dial) -> None:
    first = dial()
    heard(first)
    lonely.workspace.roster.deactivate("jonas")
    lost = heard(first)
    second = dial()
    heard(second)
    first.close()
    again = heard(second)
    acknowledge(second, again)
    assert (again["retry_attempt"], again["retry_reason"]) == (1, "http_error")
    assert again["payload"] == lost["payload"]
    assert again["envelope_id"] != lost["envelope_id"]


def test_a_refresh_is_said_and_what_was_sent_before_still_counts(lonely: Sandbox, dial: Dial) -> None:
    old = dial()
    heard(old)
    with ThreadPoolExecutor() as pool:
        gesture = pool.submit(Desk(lonely.workspace, "marta").type, "#general", "/echo hello")
        envelope = heard(old)
        lonely.sockets.refresh()
        goodbye = heard(old)
        assert (goodbye["type"], goodbye["reason"]) == ("disconnect", "refresh_requested")
        new = dial()
        heard(new)
        acknowledge(old, envelope)
        assert gesture.result(PATIENCE_S).ok
        later = pool.submit(Desk(lonely.workspace, "marta").type, "#general", "/echo again")
        acknowledge(new, heard(new))
        assert later.result(PATIENCE_S).ok


def test_no_connection_opens_in_an_outage(lonely: Sandbox) -> None:
    url = link(lonely)
    lonely.black_out()
    with pytest.raises(InvalidStatus), connect(url):
        pass
    lonely.recover()
    with connect(url) as connection:
        assert heard(connection)["type"] == "hello"
