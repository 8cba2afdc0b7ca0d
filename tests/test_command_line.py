"""`python -m bot …` as an operator types it: against the sandbox, as processes of their own."""

import hashlib
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path

import httpx
import psutil
import psycopg
import pytest
from sqlalchemy import text

from bot.audit.anchoring import Anchoring, Places
from bot.kernel.clock import SystemClock
from bot.kernel.db import Database
from bot.kernel.notes import Signer
from sandbox.desk import Desk
from sandbox.server import Sandbox
from sandbox.testing import fresh, running
from tests import forked
from tests.tampering import past_concord

ROOT = Path(__file__).parents[1]
PATIENCE_S = 30.0
TO_LEAVE_S = 5.0
RETRIES = 7
AS = ("--as", "U0MARTA000")
DESCRIPTORS = 256
CSV = (
    "network,handle,kind,purpose,audience,market,languages,business_unit,owner,backup,why,last_post_at\n"
    "x,@Helvia,corporate,News,Public,CH,en,Communications,U0SOFIA000,U0DAVID000,Began with it,2026-02-27\n"
    "x,@HelviaTwo,corporate,,Public,Atlantis,en,Communications,U0SOFIA000,U0DAVID000,Began with it,\n"
)


@pytest.fixture(scope="module")
def slack() -> Iterator[Sandbox]:
    """A sandbox of these tests' own, so that the processes are the only ones connected."""
    with running(ROOT / "manifest.yml") as sandbox:
        yield sandbox


@pytest.fixture
def environment(slack: Sandbox, tmp_path: Path) -> dict[str, str]:
    fresh(slack)
    slack.use_sockets()
    own = {"DATABASE_URL": f"sqlite:///{tmp_path / 'concord.db'}", "PORT": str(free_port()), "PYTHONPATH": str(ROOT)}
    return {**{name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}, **slack.environment, **own}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def bot(environment: dict[str, str], folder: Path, *words: str) -> forked.Ended:
    return forked.bot(environment, folder, *words, patience_s=PATIENCE_S)


@contextmanager
def started(
    environment: dict[str, str], folder: Path, word: str, *, within: Sequence[str] = ()
) -> Iterator[subprocess.Popen[str]]:
    """The process, once it says that it is ready; it is killed if the test leaves it running. `within`: its shell."""
    with (folder / "log").open("w") as log:
        words = [*within, sys.executable, "-m", "bot", word]
        process = subprocess.Popen(words, env=environment, cwd=folder, stderr=log, stdout=log, text=True)
        try:
            ready(environment, folder / "log")
            yield process
        finally:
            process.terminate()  # and no more than that: what it has started ends with it
            process.wait(TO_LEAVE_S)


def ready(environment: dict[str, str], log: Path) -> None:
    """Connecting is tried again, at growing intervals, until the process listens."""
    with httpx.Client(transport=httpx.HTTPTransport(retries=RETRIES)) as client:
        try:
            answer = client.get(f"http://127.0.0.1:{environment['PORT']}/readyz")
        except httpx.TransportError as error:
            raise AssertionError(log.read_text()) from error
    assert answer.json()["status"] == "ready"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_run_takes_commands_and_leaves_when_asked(
    slack: Sandbox, environment: dict[str, str], tmp_path: Path, number: signal.Signals
) -> None:
    with started(environment, tmp_path, "run") as process:
        assert slack.sockets.wait_for(connections=1, timeout=PATIENCE_S)
        assert "0 accounts" in Desk(slack.workspace, "marta").type("#general", "/account list").text
        process.send_signal(number)
        assert process.wait(TO_LEAVE_S) == 0
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
        assert process.wait(TO_LEAVE_S) == 0


@pytest.mark.parametrize("word", ["run", "serve", "work"])
def test_metrics_are_told_in_every_mode(slack: Sandbox, environment: dict[str, str], tmp_path: Path, word: str) -> None:
    with started(environment, tmp_path, word) as process:
        metrics = httpx.get(f"http://127.0.0.1:{environment['PORT']}/metrics").text
        assert 'concord_letters_due{urgency="crisis"} 0.0' in metrics
        assert ("concord_last_beat_age_seconds" in metrics) == (word != "serve")
        process.send_signal(signal.SIGTERM)
        assert process.wait(TO_LEAVE_S) == 0


def test_run_begins_its_work_before_slack_is_there_and_leaves_when_asked(
    environment: dict[str, str], tmp_path: Path
) -> None:
    nowhere = {**environment, "SLACK_API_URL": f"http://127.0.0.1:{free_port()}/api/"}
    with started(nowhere, tmp_path, "run") as process:
        process.send_signal(signal.SIGTERM)
        assert process.wait(TO_LEAVE_S) == 0


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
        process.wait(TO_LEAVE_S)
        with pytest.raises(httpx.ConnectError):
            httpx.get(f"http://127.0.0.1:{environment['PORT']}/healthz")


def test_work_says_what_is_due_and_delivers_it(slack: Sandbox, environment: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "accounts.csv").write_text(CSV.splitlines()[0] + "\n" + CSV.splitlines()[1].replace("02-27", "02-01"))
    environment = {**environment, "CONCORD_CLOCK_FILE": str(tmp_path / "clock")}
    (tmp_path / "clock").write_text(str(slack.workspace.clock.offset.total_seconds()))
    assert bot(environment, tmp_path, "import", "accounts.csv", *AS).returncode == 0
    version = slack.workspace.changes.version
    with started(environment, tmp_path, "work") as process:
        desk = Desk(slack.workspace, "marta")
        while not desk.read("#social-reminders"):
            newest = slack.workspace.changes.wait(version, PATIENCE_S)
            assert newest != version, (tmp_path / "log").read_text()
            version = newest
        process.send_signal(signal.SIGTERM)
        assert process.wait(TO_LEAVE_S) == 0


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
    assert "The governance file of Helvia Pharma is valid" in outcome.stdout


def test_check_refuses_a_war_room_that_another_company_reads(
    slack: Sandbox, environment: dict[str, str], tmp_path: Path
) -> None:
    slack.workspace.state.channels["C0WARROOM0"].shared_with = ["T0NORDLAB0"]
    outcome = bot(environment, tmp_path, "check")
    assert outcome.returncode == 1
    assert "The war room (`C0WARROOM0`) is shared with another company" in outcome.stderr


def test_import_reports_bad_rows_with_line_and_reason_and_changes_nothing_the_second_time(
    environment: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "accounts.csv").write_text(CSV)
    first = bot(environment, tmp_path, "import", "accounts.csv", *AS)
    assert "1 accounts imported" in first.stdout
    assert "line 3, purpose: Say in a sentence" in first.stderr
    assert "line 3, market: I know no country called “Atlantis”" in first.stderr
    assert "0 accounts imported, 1 known already" in bot(environment, tmp_path, "import", "accounts.csv", *AS).stdout


def test_import_is_by_somebody_who_may_and_the_trail_names_them_and_the_file(
    environment: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "accounts.csv").write_text(CSV)
    assert "--as" in bot(environment, tmp_path, "import", "accounts.csv").stderr
    refused = bot(environment, tmp_path, "import", "accounts.csv", "--as", "U0JONAS000")
    assert (refused.returncode, "can import accounts" in refused.stderr) == (1, True)
    assert "Only active people" in bot(environment, tmp_path, "import", "accounts.csv", "--as", "U0PETER000").stderr
    bot(environment, tmp_path, "import", "accounts.csv", *AS)
    with closing(Database(f"sqlite:///{tmp_path / 'concord.db'}")) as database, database.transaction() as session:
        entries = session.execute(text("SELECT who, what, note FROM audit_entries ORDER BY id")).all()
    sha256 = hashlib.sha256(CSV.encode()).hexdigest()
    assert [(who, what) for who, what, _ in entries] == [
        ("U0MARTA000", "account_imported"),
        ("U0MARTA000", "sheet_imported"),
    ]
    assert f"1 accounts imported, 0 known already, 2 bad rows left out. SHA-256 {sha256}" == entries[-1][2]


def test_import_waits_as_long_as_slack_says_and_asks_for_one_person_after_another(
    slack: Sandbox, environment: dict[str, str], tmp_path: Path
) -> None:
    rows = [
        f"x,@Helvia{number},corporate,News,Public,CH,en,Communications,{owner},U0DAVID000,Began with it,\n"
        for number, owner in enumerate(("U0SOFIA000", "U0JONAS000", "U0LUCAS000"))
    ]
    (tmp_path / "accounts.csv").write_text(CSV.splitlines(keepends=True)[0] + "".join(rows))
    warmed = _asked(slack, environment, tmp_path)
    slack.workspace.faults.add("ratelimited", method="users.info", times=2, seconds=1, skip=warmed)
    outcome = bot(environment, tmp_path, "import", "accounts.csv", *AS)
    assert (outcome.returncode, outcome.stderr) == (0, "")
    assert "3 accounts imported" in outcome.stdout
    assert slack.workspace.faults.plan() == []


def _asked(slack: Sandbox, environment: dict[str, str], folder: Path) -> int:
    """How often an import asks who somebody is, before it looks at whom the sheet names."""
    (folder / "nobody.csv").write_text(CSV.splitlines(keepends=True)[0])
    seen = slack.workspace.faults.add("latency", method="users.info", times=0, seconds=0)
    assert bot(environment, folder, "import", "nobody.csv", *AS).returncode == 0
    slack.workspace.faults.clear()
    return seen.seen


def test_import_reads_what_excel_writes_in_switzerland_and_reports_channels_and_columns_that_it_does_not_know(
    environment: dict[str, str], tmp_path: Path
) -> None:
    head = "Network;Handle;Kind;Purpose;Audience;Market;Languages;Business unit;Owner;Backup;Why;Channel;Followers\n"
    row = "Twitter;@Helvia{};Corporate;News;Public;Schweiz;German;Communications;<@U0SOFIA000>;U0DAVID000;w;{};12\n"
    places = ("C0CORPORA0", "#brand-cardiva", "C0NOWHERE0")
    sheet = head + "".join(row.format(number, place) for number, place in enumerate(places)) + ";" * 12 + "\n"
    (tmp_path / "accounts.csv").write_text(sheet, encoding="utf-8-sig")
    outcome = bot(environment, tmp_path, "import", "accounts.csv", *AS)
    assert "1 accounts imported, 0 known already, 2 bad rows" in outcome.stdout
    assert "Columns that Concord does not know were not read: “Followers”." in outcome.stdout
    assert "line 3, channel: “#brand-cardiva” is no channel's id." in outcome.stderr
    assert "line 4, channel: Concord is not in the channel “C0NOWHERE0”" in outcome.stderr


def test_a_sheet_that_cannot_be_read_is_refused_in_a_sentence(environment: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "latin.csv").write_bytes("network,handle\nx,@Zürich\n".encode("latin-1"))
    assert "Save the sheet as “CSV UTF-8”." in bot(environment, tmp_path, "import", "latin.csv", *AS).stderr
    assert "none.csv cannot be read" in bot(environment, tmp_path, "import", "none.csv", *AS).stderr


def test_audit_verify_names_the_first_entry_that_does_not_fit(environment: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "accounts.csv").write_text(CSV)
    bot(environment, tmp_path, "import", "accounts.csv", *AS)
    assert "The audit trail is intact: 2 entries" in bot(environment, tmp_path, "audit", "verify").stdout
    database = Database(f"sqlite:///{tmp_path / 'concord.db'}")
    past_concord(database, text("UPDATE audit_entries SET who = 'somebody else'"))
    database.close()
    broken = bot(environment, tmp_path, "audit", "verify")
    assert broken.returncode == 1
    assert "Entry 1: its content was changed: its hash does not fit." in broken.stdout


def test_audit_verify_holds_the_trail_against_checkpoints_from_outside(
    environment: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "accounts.csv").write_text(CSV)
    bot(environment, tmp_path, "import", "accounts.csv", *AS)
    made = bot(environment, tmp_path, "audit", "key", "helvia.example/concord").stdout
    secret, verifier = made.splitlines()[0].removeprefix("AUDIT_KEY="), made.splitlines()[-1].removeprefix("# ")
    database = Database(f"sqlite:///{tmp_path / 'concord.db'}")
    places, signer = Places(file=tmp_path / "checkpoints.txt"), Signer.parse(secret)
    assert Anchoring(database, SystemClock(), places, signer.name, signer, {}).look()
    against = ["audit", "verify", "--against", "checkpoints.txt", "--key", verifier]
    fits = bot(environment, tmp_path, *against)
    assert fits.returncode == 0
    assert "The newest checkpoint from outside that fits covers" in fits.stdout
    past_concord(database, text("DELETE FROM audit_entries"), text("DELETE FROM audit_checkpoints"))
    database.close()
    cut = bot(environment, tmp_path, *against)
    assert cut.returncode == 1
    assert "some were cut off" in cut.stdout
    (tmp_path / "checkpoints.txt").write_text("Shopping list\n")
    unreadable = bot(environment, tmp_path, *against)
    assert (unreadable.returncode, "This is not a checkpoint" in unreadable.stdout) == (2, True)
    (tmp_path / "checkpoints.txt").write_text("")
    emptied = bot(environment, tmp_path, *against)
    assert (emptied.returncode, "has no checkpoint" in emptied.stdout) == (2, True)
    assert bot(environment, tmp_path, "audit", "key", "two words").returncode == 2


def test_audit_export_writes_a_folder_that_is_checked_without_concord(
    environment: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "accounts.csv").write_text(CSV)
    bot(environment, tmp_path, "import", "accounts.csv", *AS)
    written = bot(environment, tmp_path, "audit", "export", "--all", "folder")
    assert (written.returncode, "folder holds 2 entries" in written.stdout) == (0, True)
    command = [sys.executable, "-I", "-S", str(tmp_path / "folder" / "verify.py")]
    assert subprocess.run(command, capture_output=True, check=True).stdout.startswith(b"Everything fits: 2 entries")
    assert bot(environment, tmp_path, "audit", "export", "account:1", "one").returncode == 0
    again = bot(environment, tmp_path, "audit", "export", "--all", "folder")
    assert (again.returncode, "exists already" in again.stdout) == (2, True)
    unsaid = bot(environment, tmp_path, "audit", "export", "elsewhere")
    assert (unsaid.returncode, "Say what to export" in unsaid.stdout) == (2, True)


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
    assert "The audit trail is intact: 0 entries" in bot(there, tmp_path, "audit", "verify").stdout
