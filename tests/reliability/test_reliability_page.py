"""Pages name a test for each promise; each of them exists."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RELIABILITY = ROOT / "docs" / "reliability.md"
PAGES = [RELIABILITY, ROOT / "docs" / "operations.md", ROOT / "SECURITY.md"]


def named(page: Path) -> list[tuple[str, str]]:
    """Each file of tests and the test in it."""
    return sorted(set(re.findall(r"`(tests/[\w/]+\.py)::([\w:]+)`", page.read_text())))


def named_in(file: Path) -> set[str]:
    return set(_names(ast.parse(file.read_text()).body))


def _names(body: list[ast.stmt], within: str = "") -> Iterator[str]:
    for each in body:
        if isinstance(each, ast.FunctionDef) and each.name.startswith("test_"):
            yield f"{within}{each.name}"
        elif isinstance(each, ast.ClassDef):
            yield from _names(each.body, f"{each.name}::")


def promises(page: Path) -> list[str]:
    """The rows of all tables whose last column is what proves them."""
    tables = re.findall(r"^\|.+\| proved by \|\n\| ---.*\n((?:\|.*\n)*)", page.read_text(), re.MULTILINE)
    return [row for table in tables for row in table.splitlines()]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_a_page_names_exists(page: Path) -> None:
    known = {file: named_in(ROOT / file) for file, _ in named(page)}
    assert [f"{file}::{test}" for file, test in named(page) if test not in known[file]] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_each_promise_names_its_proof(page: Path) -> None:
    assert [row for row in promises(page) if "::test_" not in row] == []


def test_there_are_promises() -> None:
    assert len(named(RELIABILITY)) > 50
    assert len(promises(RELIABILITY)) > 30


def test_all_ten_points_are_there() -> None:
    points = re.findall(r"^### (\d+)\. ", RELIABILITY.read_text(), re.MULTILINE)
    assert points == [str(number) for number in range(1, 11)]
