"""A few connections make nothing deaf: half-sent requests hold no thread, and little of the process."""

import os
import resource
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import pytest
import uvicorn
from structlog.testing import capture_logs

from bot.kernel.clock import SystemClock
from bot.run import server
from bot.run.connections import Connections
from bot.run.door import Door
from bot.run.front import Desk, Front
from bot.run.request import Answers, Reply
from bot.run.server import Server
from tests.door.wire import LOOPBACK, SECRET, Wire, head, signed, status
from tests.patience import PATIENCE_S

MANY = 40
"""More than there are threads for gestures."""
FEW = 8
A_MOMENT_S = 0.5
"""A request that is sent as a whole is there by then."""
LONG_S = 60.0
LONGEST = 1000
Half = Callable[[], bytes]
HALVES: dict[str, Half] = {
    "nothing": lambda: b"",
    "half a line": lambda: b"POST /slack/ev",
    "half the headers": lambda: b"POST /slack/events HTTP/1.1\r\nHost: concord\r\nX-Slack-",
    "half a body": lambda: head(100, signed(b"x" * 100, SECRET)) + b"x" * 50,
    "half a page's form": lambda: b"POST /answer/x HTTP/1.1\r\nHost: concord\r\nContent-Length: 100\r\n\r\nperson=",
}
"""Made when they are sent: a signature holds for five minutes."""


@contextmanager
def served(
    slack: Answers = lambda _: Reply(200),
    *,
    connections: int = FEW,
    seconds: float = LONG_S,
    idle: float = LONG_S,
    in_hand: int = FEW,
    threads: int = 1,
) -> Iterator[Wire]:
    desk = Desk(slack, threads=threads, limit=in_hand, longest=LONGEST, door=Door(SECRET, SystemClock()))
    pages = Desk(lambda _: Reply(404), threads=1, limit=1, longest=LONGEST)

    def front(those: Connections) -> Front:
        return Front(those, pages, desk)

    with Server(front, LOOPBACK, 0, connections=connections, seconds=seconds, idle=idle) as running:
        yield Wire(running.port)


@contextmanager
def half_sent(wire: Wire, count: int, half: bytes) -> Iterator[list[socket.socket]]:
    with ExitStack() as stack:
        opened = [stack.enter_context(wire.connect()) for _ in range(count)]
        for each in opened:
            each.sendall(half)
        yield opened


@pytest.mark.parametrize("half", HALVES.values(), ids=HALVES)
def test_a_signed_gesture_is_answered_however_many_have_sent_half_of_something(half: Half) -> None:
    with served(connections=2 * MANY) as wire, half_sent(wire, MANY, half()):
        assert wire.signed(b"{}", SECRET) == 200


@pytest.mark.parametrize("half", HALVES.values(), ids=HALVES)
def test_beyond_the_limit_whoever_owes_a_request_for_the_longest_has_to_go(half: Half) -> None:
    with served() as wire, half_sent(wire, FEW + 3, half()) as opened:
        assert [status(each) for each in opened[:3]] == [503, 503, 503]
        assert wire.signed(b"{}", SECRET) == 200
        assert status(opened[3]) == 503


@pytest.mark.parametrize("half", HALVES.values(), ids=HALVES)
def test_nobody_is_waited_for_whose_request_does_not_come_to_an_end(half: Half) -> None:
    with served(seconds=A_MOMENT_S) as wire, half_sent(wire, 1, half()) as [opened]:
        assert status(opened) == 408


def test_a_connection_that_is_idle_is_closed_without_a_word() -> None:
    with served(idle=A_MOMENT_S) as wire, wire.connect() as opened:
        opened.sendall(head(2, signed(b"{}", SECRET)) + b"{}")
        assert status(opened) == 200
        assert status(opened) == 0


@pytest.mark.parametrize("half", [half for half in HALVES.values() if half()])
def test_its_next_request_is_waited_for_no_longer_than_the_first(half: Half) -> None:
    with served(seconds=A_MOMENT_S) as wire, wire.connect() as opened:
        opened.sendall(head(2, signed(b"{}", SECRET)) + b"{}")
        assert status(opened) == 200
        opened.sendall(half())
        assert status(opened) == 408


def test_a_connection_may_carry_one_gesture_after_another() -> None:
    with served() as wire, wire.connect() as opened:
        for _ in range(3):
            opened.sendall(head(2, signed(b"{}", SECRET)) + b"{}")
            assert status(opened) == 200


class Slow:
    """Answers nothing until it is let go."""

    def __init__(self) -> None:
        self.begun, self.go = socket.socketpair()
        for each in (self.begun, self.go):
            each.settimeout(PATIENCE_S)

    def __call__(self, _: object) -> Reply:
        self.begun.sendall(b"begun")
        self.begun.recv(1)
        return Reply(200)

    def has_begun(self, times: int = 1) -> bool:
        return all(self.go.recv(len(b"begun")) == b"begun" for _ in range(times))

    def let_go(self, times: int) -> None:
        self.go.sendall(b"!" * times)

    def close(self) -> None:
        self.begun.close()
        self.go.close()


@pytest.fixture
def slow() -> Iterator[Slow]:
    made = Slow()
    yield made
    made.close()


def test_where_all_are_being_answered_whoever_comes_is_told_so(slow: Slow) -> None:
    with (
        served(slow, connections=2, threads=2) as wire,
        half_sent(wire, 2, head(2, signed(b"{}", SECRET)) + b"{}") as opened,
    ):
        assert slow.has_begun(times=2)
        with wire.connect() as third:
            assert status(third) == 503
        slow.let_go(2)
        assert [status(each) for each in opened] == [200, 200]


def test_more_gestures_than_can_be_held_are_refused_at_once(slow: Slow) -> None:
    with served(slow, in_hand=1) as wire, half_sent(wire, 1, head(2, signed(b"{}", SECRET)) + b"{}") as [first]:
        assert slow.has_begun()
        assert wire.signed(b"{}", SECRET) == 503
        slow.let_go(1)
        assert status(first) == 200


def test_a_gesture_is_done_though_slack_has_hung_up_meanwhile(slow: Slow) -> None:
    with served(slow) as wire:
        with half_sent(wire, 1, head(2, signed(b"{}", SECRET)) + b"{}"):
            assert slow.has_begun()
        slow.let_go(2)
        assert wire.signed(b"{}", SECRET) == 200


def test_the_server_is_reached_at_its_address_alone() -> None:
    pages = Desk(lambda _: Reply(404), threads=1, limit=1, longest=LONGEST)
    with Server(lambda those: Front(those, pages), "127.0.0.2", 0, connections=FEW) as running:
        socket.create_connection(("127.0.0.2", running.port)).close()
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection((LOOPBACK, running.port))


def test_a_process_whose_web_server_ends_by_itself_ends_with_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[int, int]] = []
    monkeypatch.setattr(uvicorn.Server, "run", lambda *_, **__: None)
    monkeypatch.setattr("os.kill", lambda *each: asked.append(each))
    with capture_logs() as lines, served():
        pass
    assert asked == [(os.getpid(), signal.SIGTERM)]
    assert [each["event"] for each in lines] == ["web_server_ended"]


def test_descriptors_are_raised_to_what_the_system_allows_and_half_are_left(monkeypatch: pytest.MonkeyPatch) -> None:
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (256, before[1]))
    server.raise_descriptors()
    assert resource.getrlimit(resource.RLIMIT_NOFILE) == (before[1], before[1])
    resource.setrlimit(resource.RLIMIT_NOFILE, before)
    monkeypatch.setattr(resource, "getrlimit", lambda _: (10, 10))
    assert server.half_of_descriptors() == 5
