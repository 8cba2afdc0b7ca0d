"""The README's commands are run, in a fresh clone."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest

from bot.settings import PACKAGED_GOVERNANCE
from sandbox.desk import Desk
from sandbox.helvia import write_accounts
from sandbox.server import Sandbox
from sandbox.testing import fresh, running
from tests.command_line.process import RETRIES
from tests.patience import PATIENCE_S, until
from tests.ports import free_port
from tests.readme import (
    AUDIT,
    CHECK,
    CHECK_FILE,
    COPY,
    DEPLOY,
    IMPORT,
    INSTALL,
    ROOT,
    SOMEBODY,
    START,
    TRY,
)
from tests.setup.conftest import WHOLE

READY = ".ready"
NOT_IN_A_CLONE = {".env", ".git", ".state", ".venv", "build", "dist"}
OFFLINE = "--dry-run --no-index --disable-pip-version-check"


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A folder like a fresh clone, in which make finds this environment ready."""
    for file in ROOT.iterdir():
        if file.name not in NOT_IN_A_CLONE and file.suffix not in {".db", ".egg-info"}:
            (tmp_path / file.name).symlink_to(file)
    (tmp_path / ".venv").mkdir()
    for file in Path(sys.prefix).iterdir():
        if file.name != READY:
            (tmp_path / ".venv" / file.name).symlink_to(file)
    (tmp_path / ".venv" / READY).touch()
    return tmp_path


@pytest.fixture
def environment() -> dict[str, str]:
    here = {name: os.environ[name] for name in ("HOME", "TMPDIR") if name in os.environ}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return {**here, "PATH": path, "PORT": str(free_port())}


@pytest.fixture(scope="module")
def slack() -> Iterator[Sandbox]:
    """A workspace as somebody's own, with nobody's app connected."""
    with running(ROOT / "manifest.yml") as sandbox:
        yield sandbox


def run(command: str, clone: Path, environment: Mapping[str, str]) -> str:
    shell = ["sh", "-c", command.replace(SOMEBODY, "U0MARTA000")]
    done = subprocess.run(
        shell, cwd=clone, env=environment, capture_output=True, text=True, timeout=PATIENCE_S, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@contextmanager
def started(command: str, clone: Path, environment: Mapping[str, str]) -> Iterator[None]:
    """While it runs; afterwards Ctrl-C ends it."""
    with (clone / "log").open("w") as log:
        process = subprocess.Popen(
            ["sh", "-c", f"exec {command}"],
            cwd=clone,
            env=environment,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            # Not whether it is ready: what was due before it started is not said yet.
            assert get(environment["PORT"], "/healthz", clone / "log").json() == {"status": "alive"}
            yield
        finally:
            os.killpg(process.pid, signal.SIGINT)
            process.wait(PATIENCE_S)


def get(port: str, path: str, log: Path) -> httpx.Response:
    """Connecting is tried again, at growing intervals, until somebody listens."""
    with httpx.Client(transport=httpx.HTTPTransport(retries=RETRIES), timeout=PATIENCE_S) as client:
        try:
            return client.get(f"http://127.0.0.1:{port}{path}", follow_redirects=True)
        except httpx.TransportError as error:
            raise AssertionError(log.read_text()) from error


def test_make_run_opens_the_sandbox_in_a_fresh_clone(clone: Path, environment: dict[str, str]) -> None:
    environment["PAGE_PORT"] = str(free_port())
    with started(TRY[0], clone, environment):
        page = get(environment["PAGE_PORT"], "/", clone / "log")
        assert "Helvia Pharma" in page.text
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"http://127.0.0.1:{environment['PORT']}/readyz")


def test_somebodys_own_workspace_needs_two_tokens_make_run_and_a_form(
    slack: Sandbox, clone: Path, environment: dict[str, str]
) -> None:
    fresh(slack)
    slack.use_sockets()
    run(COPY[0], clone, environment)
    filled_in = (clone / ".env").read_text()
    for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"):
        filled_in = filled_in.replace(f"{name}=\n", f"{name}={slack.environment[name]}\n")
    (clone / ".env").write_text(filled_in)
    environment["SLACK_API_URL"] = slack.environment["SLACK_API_URL"]
    write_accounts(clone / "accounts.csv", datetime.now(UTC))
    with started(START[0], clone, environment):
        assert slack.sockets.wait_for(connections=1, timeout=PATIENCE_S)
        ines = Desk(slack.workspace, "ines")
        ines.type("#general", "/social setup")
        ines.fill(WHOLE)
        assert ines.submit().action == "update"
        assert "24 accounts imported" in run(IMPORT[0], clone, environment)
        until(lambda: "24 accounts" in ines.type("#general", "/account list").text, slack.workspace, clone / "log")
        ines.type("#general", "/social setup export")
        until(lambda: sent_to(ines), slack.workspace, clone / "log")
    [exported] = sent_to(ines)
    (clone / "governance.yml").write_bytes(slack.workspace.files.content(exported["id"]))
    environment["GOVERNANCE_FILE"] = "governance.yml"
    assert "The governance file of Helvia Pharma is valid" in run(CHECK_FILE[0], clone, environment)


def sent_to(desk: Desk) -> list[Any]:
    """The files that Concord has sent to that person."""
    return [file for message in desk.read(desk.workspace.bot.id) for file in message.files]


def test_a_deployment_answers_slack_over_http_and_delivers(
    slack: Sandbox, clone: Path, environment: dict[str, str], postgres_url: str
) -> None:
    with psycopg.connect(postgres_url, autocommit=True) as server:
        server.execute("DROP DATABASE IF EXISTS readme")
        server.execute("CREATE DATABASE readme")
    environment |= slack.environment | {"GOVERNANCE_FILE": str(PACKAGED_GOVERNANCE)}
    environment["DATABASE_URL"] = postgres_url.replace("/postgres?", "/readme?")
    desk = Desk(fresh(slack), "sofia")
    migrate, serve, work = DEPLOY
    run(migrate, clone, environment)
    worker = {**environment, "PORT": str(free_port())}
    with started(serve, clone, environment), started(work, clone, worker):
        with closing(slack.use_http(f"http://127.0.0.1:{environment['PORT']}/slack/events")):
            assert desk.type("#general", "/crisis raise Fake vials").ok
            desk.fill(likelihood="4", impact="5")
            assert desk.submit().ok
        until(lambda: desk.read("#war-room"), slack.workspace, clone / "log")
    assert "The audit trail is intact" in run(AUDIT[0], clone, environment)


def test_what_is_here_can_be_built(clone: Path, environment: dict[str, str]) -> None:
    assert "Would install concord" in run(
        f"python -m pip install {OFFLINE} --no-deps --no-build-isolation .", clone, environment
    )


def test_what_a_deployment_installs_is_what_is_tested_here(clone: Path, environment: dict[str, str]) -> None:
    """`make deployment` installs it in earnest."""
    lines = run(f"{INSTALL[0]} {OFFLINE}", clone, environment)
    assert "Requirement already satisfied: slack-bolt==" in lines
    assert "Would install" not in lines


@pytest.mark.parametrize("command", CHECK)
def test_the_checks_know_what_they_would_do(command: str, clone: Path, environment: dict[str, str]) -> None:
    """Run in earnest they would run this test."""
    output = run(f"bash -v -n {command} 2>&1" if command == ".ci/run" else f"{command} --dry-run", clone, environment)
    assert ("make check" in output) if command == ".ci/run" else (".venv/bin/" in output)
