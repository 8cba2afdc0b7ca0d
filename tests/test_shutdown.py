"""How a process notices that it is to end."""

import os
import signal
import threading
from collections.abc import Iterator

import pytest

from bot.run.shutdown import Shutdown
from tests.patience import PATIENCE_S


@pytest.fixture(params=[signal.SIGINT, signal.SIGTERM])
def number(request: pytest.FixtureRequest) -> Iterator[signal.Signals]:
    before = signal.getsignal(request.param)
    yield request.param
    signal.signal(request.param, before)


def test_whoever_waits_goes_on_when_asked_to_end(number: signal.Signals) -> None:
    shutdown = Shutdown()
    asking = threading.Thread(target=os.kill, args=(os.getpid(), number))
    asking.start()
    shutdown.wait(PATIENCE_S)
    assert shutdown.is_asked


def test_a_signal_that_another_thread_took_is_noticed_too(number: signal.Signals) -> None:
    shutdown = Shutdown()
    asking = threading.Thread(target=lambda: signal.pthread_kill(threading.get_ident(), number))
    asking.start()
    shutdown.wait(PATIENCE_S)
    assert shutdown.is_asked


def test_nobody_asked_so_the_time_is_waited_out() -> None:
    shutdown = Shutdown()
    shutdown.wait(0.01)
    assert not shutdown.is_asked
