"""`python -m bot …` as an operator types it: how processes start, serve, end and refuse."""

import json
import signal
import socket
from contextlib import ExitStack, closing, suppress
from datetime import timedelta
from pathlib import Path

import httpx
import psutil
import psycopg
import pytest

from sandbox.desk import Desk
from sandbox.server import Sandbox
from tests.command_line.process import AS, CSV, DESCRIPTORS, bot, started
from tests.patience import PATIENCE_S, until
from tests.ports import free_port

UNTIL_IT_IS_SILENT = timedelta(weeks=5)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_run_takes_commands_and_leaves_when_asked(
    slack: Sandbox, environment: dict[str, str], tmp_path: Path, number: signal.Signals
) -> None:
    with started(environment, tmp_path, "run") as process:
        assert slack.sockets.wait_for(connections=1, timeout=PATIENCE_S)
        assert "0 accounts" in Desk(slack.workspace, "marta").type("#general", "/account list").text
        process.send_signal(number)
        assert process.wait(PATIENCE_S) == 0
    lines = [json.loads(line) for line in (tmp_path / "log").read_text().splitlines()]
    [handled] = [line for line in lines if line["event"] == "handled"]
    assert (handled["user"], handled["command"]) == ("U0MARTA000", "/account")
    assert handled["request"]
    assert "xoxb" not in str(lines)
    assert "xapp" not in str(lines)


def test_serve_takes_signed_requests_over_http(slack: Sandbox, environment: dict[str, str], tmp_path: Path) -> None:
    with started(environment, tmp_path, "serve") as process:
        desk = Desk(slack.workspace, "marta")
        with closing(slack.use_http(f"http://127.0.0.1:{environment['PORT']}/slack/events")):
            assert "0 accounts" in desk.type("#general", "/account list").text
            assert desk.type("#general", "/account register").ok
            assert desk.modal is not None
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE_S) == 0


@pytest.mark.parametrize("word", ["run", "serve", "work"])
def test_metrics_are_told_in_every_mode(slack: Sandbox, environment: dict[str, str], tmp_path: Path, word: str) -> None:
    with started(environment, tmp_path, word) as process:
        metrics = httpx.get(f"http://127.0.0.1:{environment['PORT']}/metrics").text
        assert 'concord_letters_due{urgency="crisis"} 0.0' in metrics
        assert ("concord_last_beat_age_seconds" in metrics) == (word != "serve")
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE_S) == 0


def test_run_begins_its_work_before_slack_is_there_and_leaves_when_asked(
    environment: dict[str, str], tmp_path: Path
) -> None:
    nowhere = {**environment, "SLACK_API_URL": f"http://127.0.0.1:{free_port()}/api/"}
    with started(nowhere, tmp_path, "run") as process:
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE_S) == 0


def test_serve_turns_away_what_slack_did_not_sign(slack: Sandbox, environment: dict[str, str], tmp_path: Path) -> None:
    other = {**environment, "SLACK_SIGNING_SECRET": "another-secret"}
    with started(other, tmp_path, "serve"), pytest.raises(ConnectionError):
        slack.use_http(f"http://127.0.0.1:{environment['PORT']}/slack/events")


def test_hundreds_of_half_requests_leave_a_crisis_its_form_and_the_process_its_descriptors(
    slack: Sandbox, environment: dict[str, str], tmp_path: Path
) -> None:
    few = ["sh", "-c", f'ulimit -n {DESCRIPTORS}; exec "$@"', "sh"]
    with started(environment, tmp_path, "run", within=few) as process, ExitStack() as stack:
        assert slack.sockets.wait_for(connections=1, timeout=PATIENCE_S)
        at_its_port = ("127.0.0.1", int(environment["PORT"]))
        strangers = [stack.enter_context(socket.create_connection(at_its_port)) for _ in range(2 * DESCRIPTORS)]
        for stranger in strangers:
            with suppress(OSError):  # had to go already
                stranger.sendall(b"GET /healthz HTTP/1.1\r\nHost:")
        assert strangers[0].recv(1000).startswith(b"HTTP/1.1 503")
        desk = Desk(slack.workspace, "jonas")
        assert desk.type("#general", "/crisis raise").ok
        desk.search("accounts", "")
        desk.fill({"what": "Fake vials of Cardiva are sold on X", "likelihood": "4", "impact": "4"})
        assert desk.submit().ok
        assert psutil.Process(process.pid).num_fds() < DESCRIPTORS * 0.7
        assert httpx.get(f"http://127.0.0.1:{environment['PORT']}/healthz").status_code == 200


def test_serve_is_one_process_so_that_none_can_be_left_without_the_other(
    environment: dict[str, str], tmp_path: Path
) -> None:
    with started(environment, tmp_path, "serve") as process:
        assert psutil.Process(process.pid).children(recursive=True) == []
        process.kill()
        process.wait(PATIENCE_S)
        with pytest.raises(httpx.ConnectError):
            httpx.get(f"http://127.0.0.1:{environment['PORT']}/healthz")


def test_work_says_what_becomes_due_and_delivers_it(
    slack: Sandbox, environment: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "accounts.csv").write_text("\n".join(CSV.splitlines()[:2]))
    clock, ahead = tmp_path / "clock", slack.workspace.clock.offset
    clock.write_text(str(ahead.total_seconds()))
    environment = {**environment, "CONCORD_CLOCK_FILE": str(clock)}
    assert bot(environment, tmp_path, "import", "accounts.csv", *AS).returncode == 0
    with started(environment, tmp_path, "work") as process:
        clock.write_text(str((ahead + UNTIL_IT_IS_SILENT).total_seconds()))
        desk = Desk(slack.workspace, "marta")
        until(lambda: desk.read("#social-reminders"), slack.workspace, tmp_path / "log")
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE_S) == 0


@pytest.mark.parametrize("word", ["run", "serve", "work"])
def test_without_tokens_nothing_starts_and_the_reason_is_readable(
    environment: dict[str, str], tmp_path: Path, word: str
) -> None:
    bare = {name: value for name, value in environment.items() if not name.startswith("SLACK_")}
    outcome = bot(bare, tmp_path, word)
    assert outcome.returncode == 1
    assert "SLACK_BOT_TOKEN is not set." in outcome.stderr
    assert "Traceback" not in outcome.stderr


def test_a_mistake_in_the_governance_file_stops_the_start_with_its_line(
    environment: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "rules.yml").write_text("company: Helvia\n")
    outcome = bot({**environment, "GOVERNANCE_FILE": "rules.yml"}, tmp_path, "run")
    assert outcome.returncode == 1
    assert "rules.yml, line 1, channels: Field required." in outcome.stderr
    assert "Traceback" not in outcome.stderr


def test_a_token_that_slack_does_not_know_stops_the_start_in_a_sentence(
    environment: dict[str, str], tmp_path: Path
) -> None:
    outcome = bot({**environment, "SLACK_APP_TOKEN": "xapp-unknown"}, tmp_path, "run")
    assert outcome.returncode == 1
    assert "invalid_auth" in outcome.stderr
    assert "Traceback" not in outcome.stderr
    assert "xapp-unknown" not in outcome.stderr


def test_a_database_that_does_not_answer_stops_the_start_in_a_sentence(
    environment: dict[str, str], tmp_path: Path
) -> None:
    nowhere = f"postgresql://concord:very-secret@127.0.0.1:{free_port()}/concord"
    outcome = bot({**environment, "DATABASE_URL": nowhere}, tmp_path, "run")
    assert outcome.returncode == 1
    assert "The database does not answer" in outcome.stderr
    assert "Traceback" not in outcome.stderr
    assert "very-secret" not in outcome.stderr


def test_check_reads_settings_and_governance(environment: dict[str, str], tmp_path: Path) -> None:
    outcome = bot(environment, tmp_path, "check")
    assert outcome.returncode == 0
    assert "Slack knows Concord as @concord in Helvia Pharma (T0HELVIA00)." in outcome.stdout
    assert "The governance file of Helvia Pharma is valid" in outcome.stdout


def test_check_without_a_governance_file_tries_the_tokens_too(environment: dict[str, str], tmp_path: Path) -> None:
    del environment["GOVERNANCE_FILE"]
    outcome = bot(environment, tmp_path, "check")
    assert outcome.returncode == 0
    assert "Slack knows Concord as @concord in Helvia Pharma (T0HELVIA00)." in outcome.stdout
    assert "GOVERNANCE_FILE is not set" in outcome.stdout
    assert "No checkpoint of the audit trail leaves its database" in outcome.stdout
    unknown = bot(environment | {"SLACK_APP_TOKEN": "xapp-unknown"}, tmp_path, "check")
    assert unknown.returncode == 1
    assert "Slack refuses SLACK_APP_TOKEN: invalid_auth." in unknown.stderr


def test_check_refuses_a_war_room_that_another_company_reads(
    slack: Sandbox, environment: dict[str, str], tmp_path: Path
) -> None:
    slack.workspace.state.channels["C0WARROOM0"].shared_with = ["T0NORDLAB0"]
    outcome = bot(environment, tmp_path, "check")
    assert outcome.returncode == 1
    assert "The war room (`C0WARROOM0`) is shared with another company" in outcome.stderr


def test_postgresql_is_migrated_by_its_own_command_and_only_checked_at_start(
    environment: dict[str, str], tmp_path: Path, postgres_url: str
) -> None:
    with psycopg.connect(postgres_url, autocommit=True) as server:
        server.execute("DROP DATABASE IF EXISTS unmigrated")
        server.execute("CREATE DATABASE unmigrated")
    there = {**environment, "DATABASE_URL": postgres_url.replace("/postgres?", "/unmigrated?")}
    before = bot(there, tmp_path, "run")
    assert before.returncode == 1
    assert "Run: python -m bot migrate" in before.stderr
    assert bot(there, tmp_path, "migrate").returncode == 0
    assert "The audit trail is intact (0 entries)" in bot(there, tmp_path, "audit", "verify").stdout
