"""A governance file that cannot be read as rules is refused in a sentence."""

from pathlib import Path

import pytest

from bot.governance import GovernanceError, load
from tests.governance import TEXT


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"company: Z\xfcrich\n", "line 1: is not UTF-8 text"),
        (b"company: Helvia\nteam: \xff\n", "line 2: is not UTF-8 text"),
        (b"x: " + b"[" * 30 + b"]" * 30, "line 1: is nested more than 20 deep"),
        (b"[" * 200_000, "line 1: is nested more than 20 deep"),
        (b"a: &a [" + b"x, " * 200 + b"]\nb: &b [" + b"*a, " * 200 + b"]\nc: [" + b"*b, " * 200 + b"]", "too large"),
        (b"a: &a [*a]\n", "line 1: an alias refers to something that contains it"),
        (b"x: &x\n  <<: *x\n", "line 1: an alias refers to something that contains it"),
        (b"company: 2026-13-45\n", "an impossible date or number"),
        (b"company: " + b"9" * 5000, "an impossible date or number"),
        (b"company: !!python/object:os.system x\n", "line 1: is not YAML"),
        (b"company: 'Helvia\n", "is not YAML"),
        (b"company: Helvia\x00", "characters that YAML does not know"),
        (b"# " + b"x" * 1_000_000, "larger than 1,000,000 bytes"),
        (b"a: 1\n---\na: 2\n", "is not YAML"),
    ],
)
def test_a_file_that_cannot_be_read_as_rules_is_refused_in_a_sentence_with_its_line(
    tmp_path: Path, content: bytes, sentence: str
) -> None:
    file = tmp_path / "rules.yml"
    file.write_bytes(content)
    with pytest.raises(GovernanceError, match=sentence) as raised:
        load(file)
    assert str(raised.value).startswith("rules.yml")


def test_what_stands_in_a_broken_file_is_no_part_of_the_sentence(tmp_path: Path) -> None:
    file = tmp_path / "rules.yml"
    file.write_text(TEXT + "other_ways: {everyone: [json://very-secret@localhost]\n")
    with pytest.raises(GovernanceError) as raised:
        load(file)
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize("text", ["", "a: [", "- 1"])
def test_a_file_that_is_no_governance_at_all_is_refused_in_a_sentence(tmp_path: Path, text: str) -> None:
    file = tmp_path / "rules.yml"
    file.write_text(text)
    with pytest.raises(GovernanceError):
        load(file)


def test_a_missing_file_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(GovernanceError, match="cannot be read"):
        load(tmp_path / "none.yml")
