"""A thread that dies of anything is started again, and the third time it is the process that goes."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from bot.health import lasting
from bot.health.lasting import MOST_DEATHS, SOFTWARE_FAILED, WITHIN_S, Lasting
from tests.patience import PATIENCE_S

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
ROOT = Path(__file__).parents[1]
DYING = """
import threading
from bot.health import lasting
lasting.PAUSE_S = 0
lasting.Lasting("sender", lambda stop: 1 / 0, print).start(threading.Event())
"""


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lasting, "PAUSE_S", 0)


class Deadly:
    """Dies of each cause in turn, and then lives until it is to stop."""

    def __init__(self, *causes: BaseException) -> None:
        self._causes = list(causes)
        self.lives = 0
        self.is_alive = threading.Event()

    def __call__(self, stop: threading.Event) -> None:
        self.lives += 1
        if self._causes:
            raise self._causes.pop(0)
        self.is_alive.set()
        stop.wait(PATIENCE_S)


@pytest.mark.parametrize("cause", [RuntimeError("ours"), MemoryError(), SystemExit(), KeyboardInterrupt()])
def test_it_is_started_again_whatever_it_died_of_and_each_death_is_counted(cause: BaseException) -> None:
    deadly, deaths, stop = Deadly(cause, cause), list[str](), threading.Event()
    thread = Lasting("sender", deadly, deaths.append, give_up=lambda: pytest.fail("given up"))
    thread.start(stop)
    assert deadly.is_alive.wait(PATIENCE_S)
    stop.set()
    thread.join(PATIENCE_S)
    assert deaths == ["sender"] * 2
    assert deadly.lives == 3


def test_the_third_time_the_process_is_given_up() -> None:
    deadly, given_up, stop = Deadly(*[SystemExit()] * MOST_DEATHS), threading.Event(), threading.Event()
    thread = Lasting("sender", deadly, lambda _: None, give_up=given_up.set)
    thread.start(stop)
    thread.join(PATIENCE_S)
    assert given_up.is_set()
    assert deadly.lives == MOST_DEATHS


def test_deaths_of_long_ago_are_forgiven() -> None:
    deadly, now, stop = Deadly(*[SystemExit()] * 9), [0.0], threading.Event()

    def a_while_later(_name: str) -> None:
        now[0] += WITHIN_S / (MOST_DEATHS - 1)

    thread = Lasting("sender", deadly, a_while_later, give_up=lambda: pytest.fail("given up"), seconds=lambda: now[0])
    thread.start(stop)
    assert deadly.is_alive.wait(PATIENCE_S)
    stop.set()
    thread.join(PATIENCE_S)


def test_a_system_that_gives_no_more_threads_counts_as_death(monkeypatch: pytest.MonkeyPatch) -> None:
    start, given_up = threading.Thread.start, threading.Event()

    def none_left(thread: threading.Thread) -> None:
        if thread.name == "sender":
            raise RuntimeError("can't start new thread")
        start(thread)

    monkeypatch.setattr(threading.Thread, "start", none_left)
    thread = Lasting("sender", lambda stop: None, lambda _: None, give_up=given_up.set)
    thread.start(threading.Event())
    thread.join(PATIENCE_S)
    assert given_up.is_set()


def test_a_process_that_is_given_up_ends_with_a_code_and_a_line_in_the_log() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", DYING], cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE_S, check=False
    )
    assert ended.returncode == SOFTWARE_FAILED
    assert "process_given_up" in ended.stdout + ended.stderr
    assert "ZeroDivisionError" in ended.stderr
