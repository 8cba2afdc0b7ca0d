"""Cases from other people's bug reports: each has its source, and is run."""

import ast
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[1]
CASES = ROOT / "tests" / "cases"
FILES = {file.name: yaml.safe_load(file.read_text()) for file in CASES.glob("*.yml")}
ALL: list[dict[str, Any]] = [case for cases in FILES.values() for case in cases]


def test_each_case_says_where_it_can_be_read_up_and_is_there_once() -> None:
    assert [case for case in ALL if not case["source"].strip() or not case["title"].strip()] == []
    assert [case for case, times in Counter(case["id"] for case in ALL).items() if times > 1] == []


@pytest.mark.parametrize("case", FILES["beside-the-code.yml"], ids=lambda case: str(case["id"]))
def test_a_case_is_run_by_the_test_that_it_names(case: dict[str, Any]) -> None:
    file, _, name = case["test"].partition("::")
    tree = ast.parse((ROOT / file).read_text())
    assert name in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_each_file_is_run_by_the_test_that_the_page_beside_it_names() -> None:
    page = (CASES / "README.md").read_text()
    for file in FILES:
        [row] = [
            line for line in page.splitlines() if line.startswith("|") and f"`{file}`" in line and "tests/" in line
        ]
        runner = row.rstrip("| ").rpartition("| ")[2].strip("`")
        assert file in (ROOT / runner).read_text(), file
