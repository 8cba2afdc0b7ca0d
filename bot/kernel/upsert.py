"""`INSERT … ON CONFLICT`, which SQLite and PostgreSQL spell alike and SQLAlchemy keeps in two dialects."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Executable, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

Insert = postgresql.Insert | sqlite.Insert


def prepared(build: Callable[[Callable[[Table], Insert]], Executable]) -> Callable[[Session], Executable]:
    """A statement that many gestures run: built once, as that costs several times what running it does."""
    spelt = {"postgresql": build(postgresql.insert), "sqlite": build(sqlite.insert)}

    def statement(session: Session) -> Executable:
        return spelt[session.get_bind().dialect.name]

    return statement


def add_new(session: Session, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write the rows, all with the same columns, but for those that are there already."""
    if rows:
        session.execute(_adding(table)(session), rows)


@cache
def _adding(table: Table) -> Callable[[Session], Executable]:
    return prepared(lambda insert: insert(table).on_conflict_do_nothing())
