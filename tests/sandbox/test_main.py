"""`python -m sandbox -- COMMAND`, as a newcomer starts it."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from sandbox.server import PortInUse, port_for_the_app
from tests.patience import PATIENCE_S
from tests.ports import free_port
from tests.sandbox.conftest import MANIFEST

ROOT = Path(__file__).parents[2]
Start = Callable[..., "Started"]
STORY = "- {as: marta, in: '#general', type: /card}\n"


class Started:
    """A running sandbox; `lines` is what it and its app have said so far."""

    def __init__(self, folder: Path, port: int, *words: str, first: str = "") -> None:
        story = folder / "story.yml"
        story.write_text(STORY)
        options = ["--port", str(port), "--manifest", str(MANIFEST), "--state", str(folder), "--story", str(story)]
        options += ["--first", first]
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
            assert self._said.wait_for(lambda: any(words in line for line in self.lines), PATIENCE_S), self.lines
            return next(line for line in self.lines if words in line)

    def end(self, number: signal.Signals) -> int:
        """The exit code."""
        self.process.send_signal(number)
        return self.process.wait(PATIENCE_S)

    def close(self) -> None:
        """Ends it kindly, so that it ends its app."""
        self.process.terminate()
        self.process.wait(PATIENCE_S)
        self._reader.join(PATIENCE_S)
        if self.process.stdout:
            self.process.stdout.close()

    def _read(self) -> None:
        for line in self.process.stdout or []:
            with self._said:
                self.lines.append(line.rstrip())
                self._said.notify_all()


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def start(tmp_path: Path, port: int) -> Iterator[Start]:
    started: list[Started] = []

    def begin(*words: str, first: str = "") -> Started:
        started.append(Started(tmp_path, port, *words, first=first))
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
    running.wait_for("filled with its story")
    assert httpx.get(f"{running.url}/sandbox/clock").json()["ok"] is True
    assert running.end(number) == 0
    assert snapshot(tmp_path) == ["A card"]


def test_the_story_is_told_once_and_messages_outlive_a_restart(start: Start, tmp_path: Path) -> None:
    first = start()
    first.wait_for("filled with its story")
    first.end(signal.SIGTERM)
    second = start()
    second.wait_for("clock at")
    second.end(signal.SIGTERM)
    assert not any("filled with its story" in line for line in second.lines)
    assert snapshot(tmp_path) == ["A card"]


def test_an_app_that_does_not_listen_is_ended_all_the_same(start: Start) -> None:
    running = start("deaf")
    running.wait_for("clock at")
    assert running.end(signal.SIGTERM) == 0


@pytest.mark.parametrize(("words", "code"), [("ends", 7), ("killed", 137)])
def test_it_ends_with_its_app_and_with_its_code(start: Start, tmp_path: Path, words: str, code: int) -> None:
    running = start(words)
    assert running.process.wait(PATIENCE_S) == code
    running.wait_for(f"The app ended by itself (exit code {code}), so its sandbox ends too.")
    assert not (tmp_path / "workspace.json").exists()


def test_after_a_start_that_failed_the_next_one_is_the_first_again(start: Start) -> None:
    start("ends").process.wait(PATIENCE_S)
    start().wait_for("filled with its story")


def test_what_it_keeps_is_its_owners_alone(start: Start, tmp_path: Path) -> None:
    started = start(first=f"{sys.executable} -c pass")
    started.wait_for("filled with its story")
    assert started.end(signal.SIGTERM) == 0
    assert oct(tmp_path.stat().st_mode & 0o777) == "0o700"
    files = [tmp_path / name for name in ("workspace.json", "accounts.csv")]
    assert [oct(file.stat().st_mode & 0o777) for file in files] == ["0o600"] * 2


def test_what_is_to_be_done_first_finds_the_accounts(start: Start, tmp_path: Path) -> None:
    running = start(first=f"cp {tmp_path / 'accounts.csv'} {tmp_path / 'copy.csv'}")
    running.wait_for("filled with its story")
    assert (tmp_path / "copy.csv").read_text().count("\n") == 25


def test_where_what_is_to_be_done_first_fails_the_app_is_not_started(start: Start, tmp_path: Path) -> None:
    running = start(first="cp nothing nowhere")
    assert running.process.wait(PATIENCE_S) == 1
    running.wait_for("The app was not started, because this failed (exit code 1): cp nothing nowhere")
    assert not any("clock at" in line or "is open" in line for line in running.lines)
    assert not (tmp_path / "workspace.json").exists()


def test_a_port_in_use_is_said_in_one_sentence(start: Start, port: int) -> None:
    with socket.create_server(("127.0.0.1", port)):
        running = start()
        assert running.process.wait(PATIENCE_S) == 1
        running.wait_for("in use")
    assert running.lines == [
        f"Port {port} is in use, perhaps by another sandbox (http://127.0.0.1:{port}): stop it, or choose another "
        f"port with `make run PAGE_PORT={port + 1}` or --port."
    ]


def test_a_port_of_the_app_that_is_asked_for_and_in_use_is_said_in_one_sentence(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        monkeypatch.setenv("PORT", str(other.getsockname()[1]))
        assert start().process.wait(PATIENCE_S) == 1
        with pytest.raises(PortInUse, match=r"The app's port \d+ is in use: .* choose another PORT"):
            port_for_the_app(os.environ["PORT"], 3000)
    with pytest.raises(PortInUse, match="a number up to 65535; it is 'http'"):
        port_for_the_app("http", 3000)


def test_where_nobody_asks_the_app_has_its_usual_port_or_a_free_one(port: int) -> None:
    assert port_for_the_app(None, port) == port_for_the_app(str(port), 3000) == port
    with socket.create_server(("127.0.0.1", port)):
        other = port_for_the_app(None, port)
    assert other != port
    socket.create_server(("127.0.0.1", other)).close()


def test_the_app_is_told_its_port_and_to_stay_on_this_machine(
    start: Start, monkeypatch: pytest.MonkeyPatch, port: int
) -> None:
    monkeypatch.setenv("HOST", "elsewhere.example")
    monkeypatch.delenv("PORT", raising=False)
    address = start().wait_for("answers at").rpartition(" ")[2]
    host, _, own = address.partition(":")
    assert host == "127.0.0.1"
    assert 0 < int(own) != port


def test_two_runs_do_not_share_a_folder(start: Start, tmp_path: Path, port: int) -> None:
    start().wait_for("is filled with its story")
    second = Started(tmp_path, free_port())
    try:
        assert second.process.wait(PATIENCE_S) == 1
        assert second.lines == [
            f"Another sandbox uses {tmp_path}: end it, or choose another folder with `make run STATE=…` or --state."
        ]
    finally:
        second.close()


def test_a_second_start_leaves_the_first_one_as_it_is(start: Start, tmp_path: Path) -> None:
    first = start()
    first.wait_for("filled with its story")
    httpx.post(f"{first.url}/sandbox/clock", json={"seconds": 3600})
    clock = (tmp_path / "clock").read_text()
    assert start().process.wait(PATIENCE_S) == 1
    assert (tmp_path / "clock").read_text() == clock
