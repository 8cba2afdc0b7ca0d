"""What can go wrong with Slack, on purpose."""

import gc
import socket
import warnings
from collections.abc import Iterator
from datetime import timedelta

import httpx
import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from sandbox.desk import Desk
from sandbox.server import Sandbox
from sandbox.workspace import Workspace

GENERAL, REVIEWS = "C0GENERAL0", "C0REVIEWS0"


@pytest.fixture(autouse=True)
def no_sockets_left_open() -> Iterator[None]:
    """slack_sdk leaves the socket of a call that failed to the garbage collector."""
    yield
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect(1)


@pytest.fixture
def client(sandbox: Sandbox, workspace: Workspace) -> WebClient:
    """Never tries again by itself."""
    return WebClient(
        sandbox.environment["SLACK_BOT_TOKEN"],
        base_url=sandbox.environment["SLACK_API_URL"],
        timeout=2,
        retry_handlers=[],
    )


def texts(workspace: Workspace) -> list[str]:
    return [message.text for message in Desk(workspace, "marta").read("#general")]


def history(client: WebClient) -> list[str]:
    return [message["text"] for message in client.conversations_history(channel=GENERAL)["messages"]]


def test_a_429_says_how_long_to_wait_and_is_over_after_its_times(client: WebClient, workspace: Workspace) -> None:
    workspace.faults.add("ratelimited", method="chat.postMessage", channel=GENERAL, times=2, seconds=7)
    client.chat_postMessage(channel=REVIEWS, text="elsewhere")
    for _ in range(2):
        with pytest.raises(SlackApiError) as problem:
            client.chat_postMessage(channel=GENERAL, text="x")
        assert problem.value.response.status_code == 429
        assert problem.value.response.headers["Retry-After"] == "7"
        assert problem.value.response["error"] == "ratelimited"
    client.chat_postMessage(channel=GENERAL, text="at last")
    assert texts(workspace) == ["at last"]


def test_a_500_has_done_nothing(client: WebClient, workspace: Workspace) -> None:
    workspace.faults.add("server_error", method="chat.*")
    with pytest.raises(SlackApiError):
        client.chat_postMessage(channel=GENERAL, text="x")
    assert texts(workspace) == []


def test_an_error_code_can_be_planned(client: WebClient, workspace: Workspace) -> None:
    workspace.faults.add("error", code="token_revoked", times=0)
    for _ in range(3):
        with pytest.raises(SlackApiError, match="token_revoked"):
            client.auth_test()


def test_a_hang_ends_without_an_answer_and_nothing_done(client: WebClient, workspace: Workspace) -> None:
    workspace.faults.add("hang", seconds=0.05)
    with pytest.raises(OSError, match=r"closed|reset"):
        client.chat_postMessage(channel=GENERAL, text="x")
    assert texts(workspace) == []


@pytest.mark.parametrize("kind", ["accept_and_drop", "half_answer"])
def test_a_swallowed_answer_leaves_the_message_in_the_channel(
    client: WebClient, workspace: Workspace, kind: str
) -> None:
    workspace.faults.add(kind, method="chat.postMessage")
    with pytest.raises(Exception, match=r"closed|reset|IncompleteRead|JSON|body"):
        client.chat_postMessage(channel=GENERAL, text="x")
    assert texts(workspace) == history(client) == ["x"]


def test_a_swallowed_message_can_be_hidden_from_history(client: WebClient, workspace: Workspace) -> None:
    workspace.faults.add("accept_and_drop", method="chat.postMessage", hide=True)
    with pytest.raises(OSError, match=r"closed|reset"):
        client.chat_postMessage(channel=GENERAL, text="x")
    assert texts(workspace) == ["x"]
    assert history(client) == []


def test_a_slow_call_is_done_late(client: WebClient, workspace: Workspace) -> None:
    workspace.faults.add("latency", seconds=0.05)
    assert client.chat_postMessage(channel=GENERAL, text="x")["ok"]


def test_what_callers_asked_who_have_hung_up_is_waited_for(own_sandbox: Sandbox) -> None:
    own_sandbox.workspace.faults.add("latency", seconds=0.05)
    call = f'{{"channel": "{GENERAL}", "text": "x"}}'
    lines = (
        "POST /api/chat.postMessage HTTP/1.1",
        f"Host: 127.0.0.1:{own_sandbox.port}",
        f"Authorization: Bearer {own_sandbox.environment['SLACK_BOT_TOKEN']}",
        "Content-Type: application/json",
        f"Content-Length: {len(call)}",
    )
    with socket.create_connection(("127.0.0.1", own_sandbox.port)) as caller:
        caller.sendall("\r\n".join([*lines, "", call]).encode())
    own_sandbox.hear_out()
    assert texts(own_sandbox.workspace) == ["x"]


def test_some_calls_can_be_let_through_first(client: WebClient, workspace: Workspace) -> None:
    workspace.faults.add("server_error", skip=1)
    client.auth_test()
    with pytest.raises(SlackApiError):
        client.auth_test()
    client.auth_test()


def test_in_an_outage_nothing_gets_through_until_it_is_over(lonely: Sandbox) -> None:
    client = WebClient(
        lonely.environment["SLACK_BOT_TOKEN"], base_url=lonely.environment["SLACK_API_URL"], retry_handlers=[]
    )
    url = client.apps_connections_open(app_token=lonely.environment["SLACK_APP_TOKEN"])["url"]
    with connect(url) as socket:
        socket.recv()
        lonely.black_out()
        with pytest.raises(ConnectionClosed):
            socket.recv()
    with pytest.raises(OSError, match=r"closed|reset"):
        client.auth_test()
    assert lonely.workspace.app_is_connected is False
    lonely.recover()
    assert client.auth_test()["ok"]


def test_a_fault_that_there_is_not_is_refused(workspace: Workspace) -> None:
    with pytest.raises(ValueError, match="There is no fault 'flood'"):
        workspace.faults.add("flood")
    with pytest.raises(ValueError, match="A fault has no colour"):
        workspace.faults.add("hang", colour="red")


def test_what_the_control_cannot_read_is_refused(sandbox: Sandbox) -> None:
    assert control(sandbox, "faults", {"kind": "flood"}, "POST")["error"] == "There is no fault 'flood'; there are " + (
        "ratelimited, error, server_error, hang, accept_and_drop, drop, half_answer, empty_answer, latency, outage."
    )
    assert control(sandbox, "clock", {"seconds": -1}, "POST")["error"] == "The clock of a workspace only moves forward."
    assert control(sandbox, "clock", {"seconds": 1e300}, "POST")["ok"] is False


def control(sandbox: Sandbox, path: str, body: object = None, method: str = "GET") -> dict[str, object]:
    state: dict[str, object] = httpx.request(method, f"{sandbox.url}/sandbox/{path}", json=body).json()
    return state


def test_faults_can_be_switched_over_http(sandbox: Sandbox, workspace: Workspace) -> None:
    control(sandbox, "faults", {"limits": True}, "POST")
    control(sandbox, "faults", {"kind": "hang", "method": "chat.*", "seconds": 2}, "POST")
    state = control(sandbox, "faults")
    control(sandbox, "faults", {"restricted": ["conversations.create"]}, "POST")
    assert control(sandbox, "faults")["restricted"] == ["conversations.create"]
    assert control(sandbox, "faults", {"restricted": ["chat.update"]}, "POST")["ok"] is False
    assert state["limits"] is True
    assert workspace.faults.plan()[0]["method"] == "chat.*"
    assert control(sandbox, "faults", {}, method="DELETE")["plan"] == []


def test_every_change_of_the_plan_is_a_change_of_the_workspace(sandbox: Sandbox, workspace: Workspace) -> None:
    seen = [workspace.changes.version]

    def has_changed() -> bool:
        seen.append(workspace.changes.version)
        return seen[-1] > seen[-2]

    control(sandbox, "faults", {"kind": "hang", "method": "chat.*", "times": 2}, "POST")
    assert has_changed()
    assert workspace.faults.next("chat.update", GENERAL) is not None
    assert workspace.faults.next("auth.test", GENERAL) is None
    assert not has_changed()
    assert workspace.faults.next("chat.update", GENERAL) is not None
    assert has_changed()
    control(sandbox, "faults", {"limits": False}, "POST")
    assert has_changed()
    control(sandbox, "faults", {}, "DELETE")
    assert has_changed()


@pytest.mark.parametrize("path", ["faults", "clock"])
@pytest.mark.parametrize(
    "headers",
    [
        {"host": "rebound.example"},
        {"origin": "https://evil.example"},
        {"sec-fetch-site": "cross-site"},
        {"content-type": "text/plain"},
    ],
)
def test_what_comes_from_elsewhere_controls_nothing(
    sandbox: Sandbox, workspace: Workspace, path: str, headers: dict[str, str]
) -> None:
    before = workspace.clock.now()
    sent = {"content-type": "application/json", **headers}
    words = '{"kind": "outage", "seconds": 3600}'
    assert httpx.post(f"{sandbox.url}/sandbox/{path}", content=words, headers=sent).status_code == 403
    assert workspace.faults.plan() == []
    assert workspace.clock.now() == before


def test_faults_are_not_ended_from_elsewhere(sandbox: Sandbox, workspace: Workspace) -> None:
    workspace.faults.add("server_error", method="chat.*")
    assert httpx.delete(f"{sandbox.url}/sandbox/faults").status_code == 403
    assert len(workspace.faults.plan()) == 1


def test_the_plan_is_read_under_a_name_of_this_machine_only(sandbox: Sandbox) -> None:
    assert httpx.get(f"{sandbox.url}/sandbox/faults", headers={"host": "rebound.example"}).status_code == 403
    assert httpx.get(f"{sandbox.url}/sandbox/faults", headers={"host": "localhost:1"}).status_code == 200


def test_the_clock_can_be_moved_over_http(sandbox: Sandbox, workspace: Workspace) -> None:
    before = workspace.clock.now()
    control(sandbox, "clock", {"seconds": 3600}, "POST")
    assert workspace.clock.now() - before == timedelta(hours=1)
    assert control(sandbox, "clock")["now"] == workspace.clock.now().isoformat()
