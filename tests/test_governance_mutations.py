"""Whatever somebody does to the governance file, it is read, or refused in sentences: never with a traceback."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.governance import Governance, GovernanceError, Reviewable, Role, load
from bot.kernel.kinds import Kind
from bot.settings import PACKAGED_GOVERNANCE
from tests.thoroughness import examples

CONTENT = PACKAGED_GOVERNANCE.read_bytes()
DATA: Any = yaml.safe_load(CONTENT)
WRONG = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=9),
    st.sampled_from(
        [[], {}, [[]], {"": {}}, "everyone", ["everyone"], "9999999w", "C", "U", "level 99", "../..", "Europe"]
    ),
)
ODD = (
    "[",
    "]",
    "{",
    "&a ",
    "*a",
    "!!binary ",
    "2026-99-99",
    "\0",
    "\t",
    "<<: ",
    "? ",
    ": ",
    "\n",
    "9" * 5000,
    "1:99:99",
)
TAGGED = (
    "1:99:99",
    "!!timestamp x",
    "!!int x",
    "0b",
    ".nan",
    "!!set {a, a}",
    "%YAML 9.9\n",
    "---\n",
    "!!python/name:os.system ",
)
FRAGMENTS = st.sampled_from([*(each.encode() for each in (*ODD, *TAGGED)), b"\xff"])


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("rules") / "rules.yml"


def read(file: Path, content: bytes) -> Governance | None:
    """The rules, every one of which can be followed; None where the file is refused in sentences."""
    file.write_bytes(content)
    try:
        rules = load(file)
    except GovernanceError as error:
        sentences = error.sentences
    else:
        follow(rules)
        return rules
    assert sentences
    assert all(each.startswith("rules.yml") and each.endswith(".") for each in sentences)
    return None


def follow(rules: Governance) -> None:
    for kind in Kind:
        assert rules.route(Reviewable.POST, market="CH", kind=kind, names_product=True).stages
        assert rules.cadence_days(kind) >= 1
    for likelihood in range(1, 6):
        for impact in range(1, 6):
            band = rules.risk.band(rules.risk.score(likelihood, impact))
            assert rules.policy(band.policy).steps()
    assert rules.policy(rules.reminders.review).steps()
    assert rules.roles[Role.ADMINISTRATOR]
    assert rules.members()


def places(node: Any, above: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Each key and each place in a list of the file."""
    pairs = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    return [each for key, value in pairs for each in [(*above, key), *places(value, (*above, key))]]


PLACES = st.sampled_from(places(DATA))


def changed(data: Any, place: tuple[Any, ...], how: str, value: Any) -> Any:
    """A copy of the file's values with something done at that place."""
    key, *below = place
    copy = dict(data) if isinstance(data, dict) else list(data)
    if below:
        copy[key] = changed(copy[key], tuple(below), how, value)
    elif how == "dropped":
        del copy[key]
    elif how == "renamed" and isinstance(copy, dict):
        copy[value] = copy.pop(key)
    elif how == "doubled" and isinstance(copy, list):
        copy.append(copy[key])
    else:
        copy[key] = value
    return copy


def test_the_packaged_file_is_read(file: Path) -> None:
    assert read(file, CONTENT) is not None


@given(PLACES, st.sampled_from(["dropped", "renamed", "doubled", "other"]), st.text(max_size=9), WRONG)
@settings(max_examples=examples(60))
def test_a_key_that_is_dropped_renamed_doubled_or_of_another_kind_is_read_or_refused_in_sentences(
    file: Path, place: tuple[Any, ...], how: str, name: str, wrong: Any
) -> None:
    data = changed(DATA, place, how, name if how == "renamed" else wrong)
    read(file, yaml.safe_dump(data, allow_unicode=True).encode("utf-8", "surrogatepass"))


@given(st.integers(0, len(CONTENT)), st.integers(0, 40), FRAGMENTS | st.binary(max_size=9))
@settings(max_examples=examples(60))
def test_bytes_that_are_put_anywhere_are_read_or_refused_in_sentences(
    file: Path, start: int, gone: int, come: bytes
) -> None:
    read(file, CONTENT[:start] + come + CONTENT[start + gone :])


@given(st.sampled_from([line for line in CONTENT.splitlines() if b":" in line and not line.startswith(b"#")]))
@settings(max_examples=examples(20))
def test_a_line_that_stands_twice_is_refused_or_says_nothing_new(file: Path, line: bytes) -> None:
    read(file, CONTENT.replace(line, line + b"\n" + line, 1))
