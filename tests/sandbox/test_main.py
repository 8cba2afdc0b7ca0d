"""`python -m sandbox -- COMMAND`, as a newcomer starts it."""

import json
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from tests.sandbox.conftest import MANIFEST

ROOT = Path(__file__).parents[2]
Start = Callable[..., "Started"]
STORY = "- {as: marta, in: '#general', type: /card}\n"


class Started:
    """A running sandbox; `lines` is what it and its app have said so far."""

    def __init__(self, folder: Path, port: int, *words: str) -> None:
        story = folder / "story.yml"
        story.write_text(STORY)
        options = ["--port", str(port), "--manifest", str(MANIFEST), "--state", str(folder), "--story", str(story)]
        self.url = f"http://127.0.0.1:{port}"
        self.process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "sandbox",
                *options,
                "--",
                sys.executable,
                "-m",
                "tests.sandbox.tiny_process",
                *words,
            ],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.lines: list[str] = []
        self._said = threading.Condition()
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def wait_for(self, words: str) -> str:
        """The first line with these words."""
        with self._said:
            assert self._said.wait_for(lambda: any(words in line for line in self.lines), 20), self.lines
            return next(line for line in self.lines if words in line)

    def end(self, number: signal.Signals) -> tuple[int, float]:
        """The exit code, and the seconds it took."""
        before = time.monotonic()
        self.process.send_signal(number)
        return self.process.wait(10), time.monotonic() - before

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        self._reader.join()
        if self.process.stdout:
            self.process.stdout.close()

    def _read(self) -> None:
        for line in self.process.stdout or []:
            with self._said:
                self.lines.append(line.rstrip())
                self._said.notify_all()


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        found: int = probe.getsockname()[1]
    return found


@pytest.fixture
def start(tmp_path: Path, port: int) -> Iterator[Start]:
    started: list[Started] = []

    def begin(*words: str) -> Started:
        started.append(Started(tmp_path, port, *words))
        return started[-1]

    yield begin
    for each in started:
        each.close()


def snapshot(folder: Path) -> list[str]:
    state = json.loads((folder / "workspace.json").read_text())["state"]
    return [message["text"] for message in state["messages"]["C0GENERAL0"]]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_opens_the_page_runs_the_app_and_ends_both_in_time(
    start: Start, tmp_path: Path, number: signal.Signals
) -> None:
    running = start()
    assert running.url in running.wait_for("is open")
    assert str(tmp_path) in running.wait_for("clock at")
    running.wait_for("has been told")
    assert httpx.get(f"{running.url}/sandbox/clock").json()["ok"] is True
    code, seconds = running.end(number)
    assert code == 0
    assert seconds < 5
    assert snapshot(tmp_path) == ["A card"]


def test_the_story_is_told_once_and_messages_outlive_a_restart(start: Start, tmp_path: Path) -> None:
    first = start()
    first.wait_for("has been told")
    first.end(signal.SIGTERM)
    second = start()
    second.wait_for("clock at")
    second.end(signal.SIGTERM)
    assert not any("has been told" in line for line in second.lines)
    assert snapshot(tmp_path) == ["A card"]


def test_an_app_that_does_not_listen_is_ended_all_the_same(start: Start) -> None:
    running = start("deaf")
    running.wait_for("clock at")
    assert running.end(signal.SIGTERM)[1] < 5


def test_it_ends_with_its_app_and_with_its_code(start: Start) -> None:
    running = start("ends")
    assert running.process.wait(10) == 7


def test_a_port_in_use_is_said_in_one_sentence(start: Start, port: int) -> None:
    with socket.create_server(("127.0.0.1", port)):
        running = start()
        assert running.process.wait(10) == 1
        running.wait_for("in use")
    assert running.lines == [f"Port {port} is in use: stop what listens there, or choose another with --port."]
