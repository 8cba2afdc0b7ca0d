"""`INSERT … ON CONFLICT`, which SQLite and PostgreSQL spell alike and SQLAlchemy keeps in two dialects."""

from collections.abc import Callable

from sqlalchemy import Executable, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

Insert = postgresql.Insert | sqlite.Insert


def insert(session: Session, table: Table) -> Insert:
    if session.get_bind().dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)


def prepared(build: Callable[[Callable[[Table], Insert]], Executable]) -> Callable[[Session], Executable]:
    """A statement that many gestures run: built once, as that costs several times what running it does."""
    spelt = {"postgresql": build(postgresql.insert), "sqlite": build(sqlite.insert)}

    def statement(session: Session) -> Executable:
        return spelt[session.get_bind().dialect.name]

    return statement
