"""How a process notices that it is to end, or to read its governance file again."""

import os
import signal
import threading
from collections.abc import Callable, Iterator

import pytest

from bot.run.shutdown import Shutdown
from tests.patience import PATIENCE_S


def nothing() -> None:
    pass


@pytest.fixture(params=[signal.SIGINT, signal.SIGTERM])
def number(request: pytest.FixtureRequest) -> Iterator[signal.Signals]:
    before = signal.getsignal(request.param)
    yield request.param
    signal.signal(request.param, before)


def test_whoever_waits_goes_on_when_asked_to_end(number: signal.Signals) -> None:
    shutdown = Shutdown(nothing)
    asking = threading.Thread(target=os.kill, args=(os.getpid(), number))
    asking.start()
    shutdown.wait(PATIENCE_S)
    assert shutdown.is_asked


def test_a_signal_that_another_thread_took_is_noticed_too(number: signal.Signals) -> None:
    shutdown = Shutdown(nothing)
    asking = threading.Thread(target=lambda: signal.pthread_kill(threading.get_ident(), number))
    asking.start()
    shutdown.wait(PATIENCE_S)
    assert shutdown.is_asked


def test_nobody_asked_so_the_time_is_waited_out() -> None:
    shutdown = Shutdown(nothing)
    shutdown.wait(0.01)
    assert not shutdown.is_asked


@pytest.fixture
def hang_up() -> Iterator[Callable[[], None]]:
    before = signal.getsignal(signal.SIGHUP)
    yield lambda: os.kill(os.getpid(), signal.SIGHUP)
    signal.signal(signal.SIGHUP, before)


def test_a_process_that_is_hung_up_on_reads_again_and_goes_on(
    hang_up: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "isatty", lambda _: False)
    reads: list[str] = []
    shutdown = Shutdown(lambda: reads.append("read"))
    hang_up()
    shutdown.wait(0.01)
    assert (reads, shutdown.is_asked) == (["read"], False)


def test_a_process_ends_with_its_terminal(hang_up: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> None:
    terminals = [True, False]
    monkeypatch.setattr(os, "isatty", lambda _: terminals.pop(0))
    shutdown = Shutdown(nothing)
    hang_up()
    shutdown.wait(0.01)
    assert shutdown.is_asked
