"""How a database would find what it is asked for: the plans are looked at, not the time."""

import re
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from typing import Any

from sqlalchemy import event

from tests.world import Helvia

MANY_ROWS = "UPDATE pg_class SET reltuples = 100000, relpages = 1 WHERE relnamespace = 'public'::regnamespace"
"""Of each table and index, for this transaction; a page that has so many rows makes any number of pages large."""


@contextmanager
def noted(helvia: Helvia) -> Iterator[dict[str, Any]]:
    """What the database is asked meanwhile: each statement, and the values of the last time."""
    asked: dict[str, Any] = {}

    def listen(_connection: Any, _cursor: Any, statement: str, values: Any, _context: Any, many: bool) -> None:
        if not statement.startswith(("INSERT", "SAVEPOINT", "RELEASE", "BEGIN")):
            asked[statement] = values[0] if many else values

    event.listen(helvia.database.engine, "before_cursor_execute", listen)
    yield asked
    event.remove(helvia.database.engine, "before_cursor_execute", listen)


def plans(helvia: Helvia, asked: dict[str, Any], *, is_large: bool = True) -> dict[str, list[str]]:
    """How the database would find the rows of each statement, line by line. Where its tables are not large, PostgreSQL
    is told that they are: what it last counted itself changes from one minute to the next, and the plans with it.
    """
    explain = "EXPLAIN QUERY PLAN" if helvia.database.is_sqlite else "EXPLAIN"
    with helvia.database.engine.connect() as connection:
        if not helvia.database.is_sqlite and not is_large:
            connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
            connection.exec_driver_sql(MANY_ROWS)
        return {
            statement: [str(row[-1]).strip() for row in connection.exec_driver_sql(f"{explain} {statement}", values)]
            for statement, values in asked.items()
        }


def walks(helvia: Helvia, asked: dict[str, Any], tables: Collection[str], *, is_large: bool = True) -> list[str]:
    """The statements whose plan goes through a whole one of these tables, with that plan; where they are not large, or
    through a whole index of one.
    """
    return [
        "\n".join([statement, *plan])
        for statement, plan in plans(helvia, asked, is_large=is_large).items()
        if any(_walks(plan, table) or (not is_large and _walks_an_index(plan, table)) for table in tables)
    ]


def _walks(plan: Sequence[str], table: str) -> bool:
    return any(f"Seq Scan on {table}" in line or line == f"SCAN {table}" for line in plan)


def _walks_an_index(plan: Sequence[str], table: str) -> bool:
    by_index = re.compile(rf".*\bIndex (?:Only )?Scan using \S+ on {table}\b")
    return any(
        line.startswith(f"SCAN {table} ") or (by_index.match(line) and "Index Cond" not in following)
        for line, following in pairwise([*plan, ""])
    )
