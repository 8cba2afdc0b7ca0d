"""A migration has the tables to itself: it takes all of them before it changes one, and gives way to whoever acts."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager

from sqlalchemy import Connection, inspect
from sqlalchemy.exc import DBAPIError

from bot.kernel.db import Database
from bot.kernel.numbers import number_of
from bot.migrations.misfits import TablesBusy
from bot.tables import TABLES

TRIES = 60
WAITS_S = 0.8
"""So long a try holds up those who act: less than the second after which PostgreSQL looks for a deadlock and undoes
one of them.
"""
RESTS_S = (0.5, 1.0, 2.0)
"""Between tries, so that those who were held up are served; the last of them again and again."""
NOT_FREE = frozenset({"55P03", "40P01"})
"""PostgreSQL's words for a lock that was not to be had in time, and for a deadlock."""
OUR_TURN = 0x436F6E63
"""The advisory lock by which one migration waits for another."""


@contextmanager
def alone(database: Database, rest: Callable[[float], object]) -> Iterator[Connection]:
    """A connection in a transaction in which nobody else uses any table; what is done there is committed at the end.

    Raises TablesBusy. `rest` is called between tries with how many seconds to let the others work.
    """
    with database.engine.connect() as connection, _own(connection, rest):
        yield connection


def _own(connection: Connection, rest: Callable[[float], object]) -> AbstractContextManager[None]:
    return _sqlite(connection) if connection.dialect.name == "sqlite" else _postgresql(connection, rest)


@contextmanager
def _sqlite(connection: Connection) -> Iterator[None]:
    """BEGIN IMMEDIATE is enough. A table may be made anew, which drops it: what refers to it is checked at the end, and
    the highest number that it ever gave is noted again.
    """
    _tell(connection, "PRAGMA foreign_keys=OFF")
    try:
        with connection.begin():
            numbers = _numbers(connection)
            yield
            _go_on_from(connection, numbers)
            if lost := connection.exec_driver_sql("PRAGMA foreign_key_check").all():
                raise RuntimeError(f"{number_of(len(lost), 'row')} would refer to nothing")
    finally:
        _tell(connection, "PRAGMA foreign_keys=ON")


def _numbers(connection: Connection) -> Mapping[str, int]:
    """Of each table that gives no number twice, the highest that it gave."""
    if not inspect(connection).has_table("sqlite_sequence"):
        return {}
    return {row.name: row.seq for row in connection.exec_driver_sql("SELECT name, seq FROM sqlite_sequence")}


def _go_on_from(connection: Connection, numbers: Mapping[str, int]) -> None:
    for table, number in numbers.items():
        connection.exec_driver_sql("DELETE FROM sqlite_sequence WHERE name = ?", (table,))
        connection.exec_driver_sql("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (table, number))


def _tell(connection: Connection, pragma: str) -> None:
    """Outside of any transaction, where SQLite would not listen."""
    cursor = connection.connection.cursor()
    cursor.execute(pragma)
    cursor.close()


@contextmanager
def _postgresql(connection: Connection, rest: Callable[[float], object]) -> Iterator[None]:
    """What an engine allows a gesture is too short for a migration: it may take its time once it has the tables."""
    with connection.begin():
        for limit in ("lock_timeout", "statement_timeout", "idle_in_transaction_session_timeout"):
            connection.exec_driver_sql(f"SET LOCAL {limit} = 0")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({OUR_TURN})")
        if tables := sorted(TABLES & set(inspect(connection).get_table_names())):
            _take(connection, ", ".join(tables), rest)
        yield


def _take(connection: Connection, tables: str, rest: Callable[[float], object]) -> None:
    """At first gently, which holds up nobody but makes an autovacuum end; then altogether, by turns with the others."""
    connection.exec_driver_sql(f"LOCK TABLE {tables} IN SHARE UPDATE EXCLUSIVE MODE")
    connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{WAITS_S}s'")
    for number in range(TRIES):
        if _is_taken(connection, tables):
            return
        rest(RESTS_S[min(number, len(RESTS_S) - 1)])
    raise TablesBusy(TRIES)


def _is_taken(connection: Connection, tables: str) -> bool:
    try:
        with connection.begin_nested():
            connection.exec_driver_sql(f"LOCK TABLE {tables} IN ACCESS EXCLUSIVE MODE")
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", "") in NOT_FREE:
            return False
        raise
    return True
