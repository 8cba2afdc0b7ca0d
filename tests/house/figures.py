"""The figures of the house: `python -m tests.house.figures`, or `make house`.

A line of code is one that is not blank, comment or docstring. The tables' revisions are records and do not count.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from statistics import median

from tests.house import imports
from tests.house.reading import ROOT, parsed

LONGEST = 250
"""So many lines a module may have in all."""
RECORDS = ROOT / "bot" / "migrations" / "versions"


@dataclass(frozen=True)
class File:
    path: Path

    @cached_property
    def text(self) -> str:
        return self.path.read_text()

    @property
    def in_all(self) -> int:
        return len(self.text.splitlines())

    @cached_property
    def code(self) -> frozenset[int]:
        """The numbers of its lines of code."""
        lines = enumerate(map(str.strip, self.text.splitlines()), 1)
        written = {number for number, line in lines if line and not line.startswith("#")}
        strings = (node for node in self._nodes if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
        return frozenset(written.difference(*map(_lines, strings)))

    @property
    def functions(self) -> Iterator[int]:
        """How many lines of code each has, from its `def` on."""
        for node in self._nodes:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield len(self.code.intersection(_lines(node)))

    @cached_property
    def _nodes(self) -> list[ast.AST]:
        return list(ast.walk(parsed(self.path)))


def _lines(node: ast.stmt) -> range:
    return range(node.lineno, (node.end_lineno or node.lineno) + 1)


def tested_sandbox() -> float:
    """Lines of its tests for each line of the sandbox: what is imitated falsely is believed by all other tests."""
    tests, code = (
        sum(len(File(each).code) for each in (ROOT / room).rglob("*.py")) for room in ("tests/sandbox", "sandbox")
    )
    return tests / code


@cache
def files() -> tuple[File, ...]:
    paths = (path for room in imports.PROGRAM for path in sorted((ROOT / room).rglob("*.py")))
    return tuple(File(path) for path in paths if RECORDS not in path.parents)


def too_long() -> list[str]:
    """Each module of more than LONGEST lines, and how many it has."""
    return [f"{each.path.relative_to(ROOT)} ({each.in_all} lines)" for each in files() if each.in_all > LONGEST]


def median_module() -> float:
    return median(len(each.code) for each in files())


def median_function() -> float:
    return median(functions())


def functions() -> list[int]:
    return [lines for each in files() for lines in each.functions]


def figures() -> Iterator[str]:
    longest = max(files(), key=lambda each: each.in_all)
    yield f"{len(files())} modules: median {median_module():g} lines of code, {_median_in_all():g} in all"
    yield f"the longest: {longest.path.relative_to(ROOT)}, {len(longest.code)} lines of code, {longest.in_all} in all"
    yield from _listed(f"over {LONGEST} lines in all", too_long())
    yield f"{len(functions()):,} functions: median {median_function():g} lines of code, the longest {max(functions())}"
    yield f"sandbox: {tested_sandbox():.2f} lines of its tests for each line of code"
    for each in imports.containers():
        yield f"{each}: {len(imports.rooms(each))} rooms, {len(imports.arrows(each))} arrows between them"
    yield from _listed("arrows upwards", [f"{one} → {other}" for one, other in imports.upward()])
    yield from _listed("circles of modules", [" → ".join(circle) for circle in imports.circles()])


def _median_in_all() -> float:
    return median(each.in_all for each in files())


def _listed(what: str, these: list[str]) -> Iterator[str]:
    yield f"{what}: {len(these) or 'none'}"
    yield from (f"    {each}" for each in these)


if __name__ == "__main__":
    print("\n".join(figures()))
