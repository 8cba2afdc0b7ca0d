"""An exported folder can be checked by anybody who has Python, and nothing else of ours."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from bot import audit
from bot.accounts.sheet import Sheet
from bot.audit.anchoring import Anchoring
from bot.audit.outside import is_signed
from bot.audit.terms import Terms
from bot.kernel.notes import Signer
from tests.accounts.steps import propose
from tests.crises.steps import answer, raise_crisis
from tests.patience import PATIENCE_S
from tests.posts.steps import approved, submitted
from tests.steps import register_account
from tests.world import Helvia

SIGNER = Signer.generate("helvia.example/concord")
KEY = ("--key", str(SIGNER.verifier))


@pytest.fixture
def story(helvia: Helvia) -> Helvia:
    """Post 1 is approved, post 2 in review; a checkpoint covers both, and one entry is newer."""
    approved(helvia)
    submitted(helvia, account=1)
    Anchoring(helvia.database, helvia.workspace.clock, lambda: Terms(origin=SIGNER.name, about={}), SIGNER).look()
    register_account(helvia, handle="@Neurova")
    return helvia


def export(helvia: Helvia, folder: Path, subject: str = "") -> Path:
    with helvia.database.snapshot() as session:
        audit.export(session, folder, subject)
    return folder


def checked(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """By Python alone: isolated, without its site-packages, far from here."""
    command = [sys.executable, "-I", "-S", str(folder / "verify.py"), *words]
    return subprocess.run(
        command, cwd="/", env={"PATH": ""}, capture_output=True, text=True, timeout=PATIENCE_S, check=False
    )


def test_the_whole_trail_is_checked_by_python_alone(story: Helvia, tmp_path: Path) -> None:
    folder = export(story, tmp_path / "all")
    check = checked(folder, *KEY)
    assert (check.returncode, check.stderr) == (0, "")
    assert check.stdout.startswith("Everything fits. ")
    assert "Only the chain protects the newest 1" in check.stdout
    assert "No key was given" in checked(folder).stdout
    assert {each.name for each in folder.iterdir()} == {
        *("entries.jsonl", "checkpoints.txt", "versions.jsonl", "decisions.jsonl", "timeline.jsonl"),
        *("README.txt", "verify.py"),
    }


def test_one_subject_is_checked_without_the_rest(story: Helvia, tmp_path: Path) -> None:
    folder = export(story, tmp_path / "one", "post:1")
    check = checked(folder, *KEY)
    assert (check.returncode, check.stderr) == (0, "")
    entries = [json.loads(line) for line in (folder / "entries.jsonl").read_text().splitlines()]
    assert {entry["subject"] for entry in entries} == {"post:1"}
    assert len((folder / "proofs.jsonl").read_text().splitlines()) == len(entries) > 2
    assert len((folder / "versions.jsonl").read_text().splitlines()) == 1


@pytest.mark.parametrize("subject", ["", "post:1"])
def test_whatever_is_changed_in_the_folder_is_seen(story: Helvia, tmp_path: Path, subject: str) -> None:
    def seen(name: str, old: str, new: str) -> str:
        folder = export(story, tmp_path / f"{len(list(tmp_path.iterdir()))}", subject)
        text = (folder / name).read_text()
        assert old in text
        (folder / name).write_text(text.replace(old, new))
        check = checked(folder, *KEY)
        assert (check.returncode, check.stderr) == (1, "")
        return check.stdout

    assert "its hash does not fit its content" in seen("entries.jsonl", "Lucas Martin", "Peter Pan")
    assert "Version 1 of #1 is not what was recorded" in seen("versions.jsonl", "Every heart", "Every lung")
    lucas, peter = (
        '"who":"{}","who_name":"{}"'.format(*who) for who in (("U0LUCAS000", "Lucas Martin"), ("U0PETER000", "P"))
    )
    assert "The decision of P on post:1 is not what was recorded" in seen("decisions.jsonl", lucas, peter)
    assert "is not signed by helvia.example/concord" in seen("checkpoints.txt", "number 1", "number 2")


def test_a_crisis_is_exported_with_its_timeline_and_whatever_is_changed_in_it_is_seen(
    story: Helvia, tmp_path: Path
) -> None:
    raise_crisis(story)
    assert answer(story).ok

    def seen(change: Callable[[list[str]], list[str]]) -> str:
        folder = export(story, tmp_path / f"{len(list(tmp_path.iterdir()))}", "crisis:1")
        file = folder / "timeline.jsonl"
        lines = file.read_text().splitlines()
        assert len(lines) > 1
        file.write_text("".join(f"{line}\n" for line in change(lines)))
        return checked(folder).stdout

    assert "Everything fits" in seen(lambda lines: lines)
    not_so = "Line 1 of the timelines is not what was recorded."
    assert not_so in seen(lambda lines: [lines[0].replace('"text":"', '"text":"No: '), *lines[1:]])
    assert not_so in seen(lambda lines: [lines[0].replace('"at":"2026', '"at":"2025'), *lines[1:]])
    assert not_so in seen(lambda lines: [lines[0].replace('"who":"U', '"who":"U0'), *lines[1:]])
    assert "Line 1 of the timelines is missing." in seen(lambda lines: lines[1:])
    assert "Line 99 of the timelines is not" in seen(lambda lines: [*lines, lines[0].replace('"id":1', '"id":99')])


def test_lines_that_an_older_version_wrote_are_checked_by_time_and_author(story: Helvia, tmp_path: Path) -> None:
    raise_crisis(story)

    def seen(who: str) -> str:
        folder = export(story, tmp_path / who, "crisis:1")
        for name, old, new in (("entries", '"line":', '"no line":'), ("timeline", "U0JONAS000", who)):
            file = folder / f"{name}.jsonl"
            file.write_text(file.read_text().replace(old, new))
        return checked(folder).stdout

    not_so = "Line 1 of the timelines is not what was recorded."
    not_checked = "Not checked, because it was not recorded: the text of timeline lines (1)."
    assert (not_so in seen("U0JONAS000"), not_checked in seen("U0JONAS001")) == (False, True)
    assert (not_so in seen("U0PETER000"), not_checked in seen("U0PETER001")) == (True, True)


def test_checkpoints_that_came_by_another_way_are_held_against_it(story: Helvia, tmp_path: Path) -> None:
    folder = export(story, tmp_path / "all")
    other = tmp_path / "other.txt"
    other.write_text((folder / "checkpoints.txt").read_text().replace("\nnumber", "\ntime 2026\nnumber"))
    assert checked(folder, "--against", str(other)).returncode == 0
    lines = other.read_text().splitlines()
    other.write_text("\n".join([lines[0], str(int(lines[1]) - 1), *lines[2:]]))
    check = checked(folder, "--against", str(other))
    assert (check.returncode, "do not match checkpoint" in check.stdout) == (1, True)


@given(st.binary(min_size=32, max_size=32), st.binary(max_size=99), st.integers(0, 63), st.integers(1, 255))
def test_signatures_are_checked_as_the_library_checks_them(seed: bytes, message: bytes, at: int, flip: int) -> None:
    key = Ed25519PrivateKey.from_private_bytes(seed)
    public, signature = key.public_key().public_bytes_raw(), key.sign(message)
    assert is_signed(public, message, signature)
    assert not is_signed(public, message + b"!", signature)
    assert not is_signed(public, message, signature[:at] + bytes([signature[at] ^ flip]) + signature[at + 1 :])


def test_signs_that_are_no_text_or_end_lines_spoil_no_export(helvia: Helvia, tmp_path: Path) -> None:
    odd = "a\x00b half \ud83d \u2028\u2029\x85\x0b\x1c\x1a=1+1\ufeff\r\nc"
    raise_crisis(helvia, what=f"Fake vials {odd}")
    assert propose(helvia.desk("jonas"), purpose=f"Explain {odd}").ok
    [card] = helvia.direct("marta")
    assert helvia.press("marta", card, "accounts.approve").ok
    submitted(helvia, account=1, text=f"Every heart {odd}")
    check = checked(export(helvia, tmp_path / "odd"))
    assert (check.returncode, check.stderr) == (0, "")
    helvia.desk("marta").type("#general", "/account export")
    [file] = [file for message in helvia.direct("marta") for file in message.files]
    [row] = Sheet(helvia.workspace.files.content(file["id"])).rows
    assert row.values["purpose"].startswith("Explain")
