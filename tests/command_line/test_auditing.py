"""`python -m bot audit …` as an operator types it."""

import subprocess
import sys
from pathlib import Path

from sqlalchemy import text

from bot.audit.anchoring import Anchoring
from bot.audit.terms import Places, Terms
from bot.kernel.clock import SystemClock
from bot.kernel.db import Database
from bot.kernel.notes import Signer
from tests.command_line.process import AS, CSV, bot
from tests.patience import PATIENCE_S
from tests.tampering import past_concord


def test_audit_verify_names_the_first_entry_that_does_not_fit(environment: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "accounts.csv").write_text(CSV)
    bot(environment, tmp_path, "import", "accounts.csv", *AS)
    assert "The audit trail is intact (2 entries)" in bot(environment, tmp_path, "audit", "verify").stdout
    database = Database(f"sqlite:///{tmp_path / 'concord.db'}")
    past_concord(database, text("UPDATE audit_entries SET who = 'somebody else'"))
    database.close()
    broken = bot(environment, tmp_path, "audit", "verify")
    assert broken.returncode == 1
    assert "Entry 1: its content was changed." in broken.stdout


def test_audit_verify_holds_the_trail_against_checkpoints_from_outside(
    environment: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "accounts.csv").write_text(CSV)
    bot(environment, tmp_path, "import", "accounts.csv", *AS)
    made = bot(environment, tmp_path, "audit", "key", "helvia.example/concord").stdout
    secret, verifier = made.splitlines()[0].removeprefix("AUDIT_KEY="), made.splitlines()[-1].removeprefix("# ")
    database = Database(f"sqlite:///{tmp_path / 'concord.db'}")
    places, signer = Places(file=tmp_path / "checkpoints.txt"), Signer.parse(secret)
    terms = Terms(origin=signer.name, about={}, places=places)
    assert Anchoring(database, SystemClock(), lambda: terms, signer).look()
    against = ["audit", "verify", "--against", "checkpoints.txt", "--key", verifier]
    fits = bot(environment, tmp_path, *against)
    assert fits.returncode == 0
    assert "Checkpoints from outside cover" in fits.stdout
    past_concord(database, text("DELETE FROM audit_entries"), text("DELETE FROM audit_checkpoints"))
    database.close()
    cut = bot(environment, tmp_path, *against)
    assert cut.returncode == 1
    assert "were cut off" in cut.stdout
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
    assert subprocess.run(command, capture_output=True, timeout=PATIENCE_S, check=True).stdout.startswith(
        b"Everything fits. Entries: 2."
    )
    assert bot(environment, tmp_path, "audit", "export", "account:1", "one").returncode == 0
    again = bot(environment, tmp_path, "audit", "export", "--all", "folder")
    assert (again.returncode, "exists already" in again.stdout) == (2, True)
    unsaid = bot(environment, tmp_path, "audit", "export", "elsewhere")
    assert (unsaid.returncode, "Say what to export" in unsaid.stdout) == (2, True)
