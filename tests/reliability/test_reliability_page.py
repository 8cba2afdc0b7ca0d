"""docs/reliability.md names a test for each promise; each of them exists."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "reliability.md").read_text()
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::([\w:]+)`", PAGE)))


def named_in(file: Path) -> set[str]:
    return set(_names(ast.parse(file.read_text()).body))


def _names(body: list[ast.stmt], within: str = "") -> Iterator[str]:
    for each in body:
        if isinstance(each, ast.FunctionDef) and each.name.startswith("test_"):
            yield f"{within}{each.name}"
        elif isinstance(each, ast.ClassDef):
            yield from _names(each.body, f"{each.name}::")


def test_what_the_page_names_exists() -> None:
    assert len(NAMED) > 50
    known = {file: named_in(ROOT / file) for file, _ in NAMED}
    assert [f"{file}::{test}" for file, test in NAMED if test not in known[file]] == []


def test_each_promise_names_its_proof() -> None:
    promised = PAGE.partition("## Not promised")[0]
    lines = [
        line for line in promised.splitlines() if line.startswith("| ") and not line.startswith(("| promise", "| ---"))
    ]
    assert len(lines) > 30
    assert [line for line in lines if "::test_" not in line] == []


def test_all_ten_points_are_there() -> None:
    assert re.findall(r"^### (\d+)\. ", PAGE, re.MULTILINE) == [str(number) for number in range(1, 11)]
