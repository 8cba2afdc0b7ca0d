"""`python -m bot import …` as an operator types it."""

import hashlib
from contextlib import closing
from pathlib import Path

from sqlalchemy import text

from bot.kernel.db import Database
from sandbox.server import Sandbox
from tests.command_line.process import (
    AS,
    CSV,
    bot,
)


def test_import_reports_bad_rows_with_line_and_reason_and_changes_nothing_the_second_time(
    environment: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "accounts.csv").write_text(CSV)
    first = bot(environment, tmp_path, "import", "accounts.csv", *AS)
    assert "1 account imported" in first.stdout
    assert "line 3, purpose: Say what it is for." in first.stderr
    assert "line 3, market: I know no country called “Atlantis”" in first.stderr
    assert "0 accounts imported, 1 known already" in bot(environment, tmp_path, "import", "accounts.csv", *AS).stdout
    assert "all.csv holds 1 account." in bot(environment, tmp_path, "export", "all.csv").stdout
    again = bot(environment, tmp_path, "import", "all.csv", *AS)
    assert (again.stderr, "1 known already" in again.stdout) == ("", True)


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
    assert f"1 account imported, 0 known already, 1 bad row left out. SHA-256 {sha256}" == entries[-1][2]


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
    assert "1 account imported, 0 known already, 2 bad rows" in outcome.stdout
    assert "Unknown columns, not read: “Followers”." in outcome.stdout
    assert "line 3, channel: “#brand-cardiva” is no channel id" in outcome.stderr
    assert "line 4, channel: Concord is in no channel “C0NOWHERE0”" in outcome.stderr


def test_a_sheet_that_cannot_be_read_is_refused_in_a_sentence(environment: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "latin.csv").write_bytes("network,handle\nx,@Zürich\n".encode("latin-1"))
    assert "Save the sheet as “CSV UTF-8”." in bot(environment, tmp_path, "import", "latin.csv", *AS).stderr
    assert "none.csv cannot be read" in bot(environment, tmp_path, "import", "none.csv", *AS).stderr
