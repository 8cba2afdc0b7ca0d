"""Which tests `make test` runs on one database: their subject is what people read and may do, and no database's."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house.reading import ROOT, parsed

MARK = "any_database"
STORED = ("sqlalchemy", "threading", "concurrent", "bot.kernel.db", "tests.tampering")
"""Whoever imports these is about what is stored, locked or raced."""


def of_any() -> Iterator[Path]:
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        if any(isinstance(node, ast.Attribute) and node.attr == MARK for node in ast.walk(parsed(path))):
            yield path.relative_to(ROOT)


def about_databases(path: Path) -> Iterator[str]:
    """What a module imports, or the second process it starts, by which its subject is a database's."""
    for node in ast.walk(parsed(ROOT / path)):
        match node:
            case ast.ImportFrom(module=str(name)) | ast.Import(names=[ast.alias(name=name)]):
                if f"{name}.".startswith(tuple(f"{each}." for each in STORED)):
                    yield name
            case ast.Attribute(attr="another"):
                yield "another"
