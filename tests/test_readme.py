"""The README keeps its word: its commands run, its links lead somewhere, and what it names exists."""

import os
import re
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
import yaml
from pydantic import AliasChoices

import handlers
from bot.alerts import ways
from bot.settings import PACKAGED_GOVERNANCE, DatabaseSettings, Settings, SocketSettings, WebSettings
from sandbox.desk import Desk
from sandbox.helvia import write_accounts
from sandbox.server import Sandbox
from sandbox.testing import fresh, running
from sandbox.workspace.manifest import Manifest
from tests.browser.newcomer import HEAVIEST
from tests.command_line.process import RETRIES
from tests.patience import PATIENCE_S, until
from tests.ports import free_port
from tests.setup.conftest import WHOLE

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text()
EXAMPLE = (ROOT / ".env.example").read_text()
MAKEFILE = (ROOT / "Makefile").read_text()
READY = ".ready"
NOT_IN_A_CLONE = {".env", ".git", ".state", ".venv", "build", "dist"}

TRY = ["make run"]
COPY = ["cp .env.example .env"]
START = ["make run"]
CHECK_FILE = [".venv/bin/python -m bot check"]
SOMEBODY = "U0123456789"
"""Stands for the reader's own id."""
IMPORT = [f".venv/bin/python -m bot import accounts.csv --as {SOMEBODY}"]
INSTALL = ["python -m pip install --require-hashes -r requirements.txt"]
OFFLINE = "--dry-run --no-index --disable-pip-version-check"
DEPLOY = ["python -m bot migrate", "python -m bot serve", "python -m bot work"]
AUDIT = ["python -m bot audit verify"]
CHECK = ["make test", "make check", "make pictures", ".ci/run"]

NO_COMMANDS_OF_OURS = {"/invite", "/healthz", "/readyz", "/status", "/metrics"}


def blocks(language: str) -> list[str]:
    """The README's fenced blocks, without the indentation of the list that they stand in."""
    fenced = re.findall(rf"^( *)```{language}\n(.*?)^ *```$", README, re.DOTALL | re.MULTILINE)
    return [re.sub(rf"^{indent}", "", block, flags=re.MULTILINE) for indent, block in fenced]


def test_the_readme_shows_the_commands_that_are_run_here() -> None:
    commands = [block.splitlines() for block in blocks("sh")]
    assert commands == [TRY, COPY, START, CHECK_FILE, IMPORT, INSTALL, DEPLOY, AUDIT, CHECK]


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


def test_the_procfile_has_the_lines_that_the_readme_shows() -> None:
    processes = dict(line.split(": ") for line in (ROOT / "Procfile").read_text().splitlines())
    assert sorted(processes.values()) == sorted(DEPLOY)


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


def test_the_manifest_with_the_readmes_change_is_one_that_slack_takes() -> None:
    manifest = yaml.safe_load((ROOT / "manifest.yml").read_text())
    change = yaml.safe_load(blocks("yaml")[0])
    [url] = {command["url"] for command in change["features"].pop("slash_commands")}
    for command in manifest["features"]["slash_commands"]:
        command["url"] = url
    changed = merged(manifest, change)
    assert {command.url for command in Manifest.of(changed).commands.values()} == {url}
    assert changed["settings"]["event_subscriptions"]["bot_events"]
    assert changed["settings"]["socket_mode_enabled"] is False


def merged(whole: dict[str, Any], change: Mapping[str, Any]) -> dict[str, Any]:
    both = {
        key: merged(whole[key], change[key]) for key in change.keys() & whole.keys() if isinstance(whole[key], dict)
    }
    return {**whole, **change, **both}


def test_the_table_of_commands_is_what_the_bot_answers() -> None:
    rows = re.findall(r"^\| `(/\w+)` \| (.+?) \|", README, re.MULTILINE)
    table = {command: set(re.findall(r"`(\w+)`", words)) for command, words in rows}
    assert table == {name: set(command.words) for name, command in handlers.routes().commands.items()}


def test_every_slash_command_shown_exists() -> None:
    known = handlers.routes().commands
    for name, word in re.findall(r"`(/\w+)(?: ([a-z]+))?[^`]*`", README):
        assert name in NO_COMMANDS_OF_OURS or (name in known and (not word or word in known[name].words)), name


def test_every_picture_exists_says_what_it_shows_and_is_light() -> None:
    pictures = re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", README)
    assert {path for _, path in pictures} == {
        str(file.relative_to(ROOT)) for file in (ROOT / "docs" / "pictures").iterdir()
    }
    for words, path in pictures:
        assert words
        assert (ROOT / path).stat().st_size < HEAVIEST, path


def test_every_relative_link_leads_to_a_file() -> None:
    links = re.findall(r"\]\(([^)]+)\)", README)
    assert [link for link in links if "://" not in link and not (ROOT / link).exists()] == []


def setting_names() -> set[str]:
    names = set()
    for kind in (DatabaseSettings, Settings, SocketSettings, WebSettings):
        for name, field in kind.model_fields.items():
            alias = field.validation_alias
            names.add(str(alias.choices[0]) if isinstance(alias, AliasChoices) else name.upper())
    return names


def test_every_setting_is_told_and_every_setting_told_exists() -> None:
    settings = set(re.findall(r"\b[A-Z]+(?:_[A-Z]+)+\b|(?<=`)PORT(?=`)", README))
    settings |= set(re.findall(r"^(?:# )?([A-Z_]+)=", EXAMPLE, re.MULTILINE))
    of_make = set(re.findall(r"^([A-Z_]+) [?:]?=", MAKEFILE, re.MULTILINE))
    assert {name for name in settings - of_make if not name.startswith(ways.PREFIX)} == setting_names()
