"""The databases' own drivers, spoken to as somebody would who writes the least by hand."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol

import psycopg
from sqlalchemy import make_url

from bot.kernel.connecting import PRAGMAS


class Cursor(Protocol):
    def execute(self, query: Any, parameters: Any = ..., /) -> Any: ...

    def executemany(self, query: Any, parameters: Any, /) -> Any: ...

    def fetchall(self) -> list[Any]: ...


@dataclass(frozen=True)
class Driver:
    """One connection. Statements are written with `?` for each value, and are PostgreSQL's own otherwise."""

    cursor: Cursor
    is_sqlite: bool

    def begin(self) -> None:
        self.cursor.execute("BEGIN IMMEDIATE" if self.is_sqlite else "BEGIN")

    def commit(self) -> None:
        self.cursor.execute("COMMIT")

    def run(self, statement: str, *values: object) -> None:
        self.cursor.execute(self._spelt(statement), values)

    def read(self, statement: str, *values: object) -> list[Any]:
        self.run(statement, *values)
        return self.cursor.fetchall()

    def run_all(self, statement: str, rows: Sequence[Sequence[object]]) -> None:
        self.cursor.executemany(self._spelt(statement), rows)

    def moment(self, when: datetime) -> object:
        """SQLite keeps text, written as SQLAlchemy writes it."""
        return when.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f") if self.is_sqlite else when

    def _spelt(self, statement: str) -> str:
        if not self.is_sqlite:
            return statement.replace("?", "%s")
        return statement.replace(" FOR UPDATE SKIP LOCKED", "").replace(" FOR UPDATE", "")


@contextmanager
def opened(url: str) -> Iterator[Driver]:
    """Whichever thread uses it, one at a time."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        file = sqlite3.connect(str(parsed.database), isolation_level=None, check_same_thread=False)
        with closing(file), closing(file.cursor()) as cursor:
            for pragma in PRAGMAS:
                cursor.execute(f"PRAGMA {pragma}")
            yield Driver(cursor, is_sqlite=True)
    else:
        with psycopg.connect(url, autocommit=True) as connection, connection.cursor() as cursor:
            yield Driver(cursor, is_sqlite=False)
