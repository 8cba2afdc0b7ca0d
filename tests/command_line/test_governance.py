"""`python -m bot governance take` as an operator types it."""

from pathlib import Path

from tests.changes.steps import HANA_TOO, REVIEWED
from tests.command_line.process import bot


def test_a_file_is_taken_past_its_review_with_the_reason_and_not_without(
    environment: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "governance.yml"
    environment |= {"GOVERNANCE_FILE": str(file)}
    for rules in (REVIEWED, HANA_TOO):
        file.write_text(rules)
        taken = bot(environment, tmp_path, "governance", "take", "--why", "Lucas and David have left")
        assert (taken.returncode, taken.stderr) == (0, "")
        assert "The governance file is in force. This is on record" in taken.stdout
    untold = bot(environment, tmp_path, "governance", "take", "--why", " ")
    assert (untold.returncode, untold.stderr) == (1, "Write why, after `--why`.\n")
