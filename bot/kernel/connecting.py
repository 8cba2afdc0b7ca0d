"""How a connection to the database is made, and how a transaction begins on it."""

import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from math import inf
from pathlib import Path
from time import monotonic
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import URL, Connection, Dialect, Engine, create_engine, event, make_url
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from bot.kernel.canonical import storable
from bot.kernel.trips import ask, attach
from bot.kernel.waits import READ_ONLY, Waits, connect_args, sqlite_code

POOL_SIZE = 32
SURELY_THERE_S = 0.5
"""So soon after it was used a connection is taken as it is; later it is first asked whether it still stands, which is
a trip of its own. The one that was used last is used next.
"""
READS_ONLY = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
"""How PostgreSQL is told that a transaction sees the database as it was at its first question, and changes nothing."""
FOR_ALL: dict[str, Any] = {"json_serializer": storable, "hide_parameters": True}
"""Of every engine: what an error says names no value."""
PRAGMAS: Sequence[str] = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON")
"""Of SQLite. What is committed is on the disk: people were told that it is done."""
UNDOING = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_INTERRUPT}
"""The errors with which SQLite may undo the whole transaction."""
OF_OTHERS = 0o077
FOR_THE_OWNER = 0o600
_LOOKS = "concord.looks"


def engine(url: str, patience: Waits) -> Engine:
    parsed = make_url(url)
    if parsed.drivername in {"postgres", "postgresql"}:
        parsed = parsed.set(drivername="postgresql+psycopg")
    if parsed.get_backend_name() != "sqlite":
        return _postgresql(parsed, patience)
    connections = create_engine(parsed, connect_args={"timeout": patience.lock, "check_same_thread": False}, **FOR_ALL)
    event.listen(connections, "do_connect", _for_the_owner_alone)
    event.listen(connections, "connect", _prepare_sqlite)
    event.listen(connections, "begin", _begin_sqlite)
    event.listen(connections, "handle_error", _leave_what_is_undone)
    return connections


def _postgresql(url: URL, patience: Waits) -> Engine:
    connections = create_engine(
        url,
        pool_size=POOL_SIZE,
        max_overflow=0,
        pool_timeout=patience.lock,
        pool_pre_ping=True,
        pool_use_lifo=True,
        connect_args=connect_args(url, patience),
        **FOR_ALL,
    )
    attach(connections)
    event.listen(connections, "handle_error", _leave_a_copy)
    _ask_seldom(connections)
    return connections


def _ask_seldom(connections: Engine) -> None:
    """Who takes one that broke since then loses its transaction, and tries again with a new one."""
    used: WeakKeyDictionary[DBAPIConnection, float] = WeakKeyDictionary()
    dialect: Any = connections.dialect
    ask_whether_it_stands = dialect.do_ping

    def is_there(connection: DBAPIConnection) -> bool:
        return monotonic() - used.get(connection, -inf) < SURELY_THERE_S or ask_whether_it_stands(connection)

    def note(connection: DBAPIConnection | None, _entry: ConnectionPoolEntry) -> None:
        if connection is not None:  # it broke
            used[connection] = monotonic()

    dialect.do_ping = is_there
    event.listen(connections, "checkin", note)


def _leave_a_copy(context: ExceptionContext) -> None:
    """A server that takes no writes any more is left, with all connections to it: the next ones go to the new one."""
    refused = getattr(context.original_exception, "sqlstate", None) == READ_ONLY
    if refused and context.connection and not context.connection.get_execution_options().get("postgresql_readonly"):
        context.is_disconnect = True


def _leave_what_is_undone(context: ExceptionContext) -> None:
    """Where it has no room SQLite may undo all that was begun, and would commit each further statement by itself: on
    that connection nothing more is asked (https://sqlite.org/lang_transaction.html, 2.4).
    """
    if sqlite_code(context.original_exception) not in UNDOING or context.connection is None:
        return
    driver: Any = context.connection.connection.driver_connection
    if not driver.in_transaction:
        context.is_disconnect, context.invalidate_pool_on_disconnect = True, False


def read_only(engine: Engine) -> Engine:
    """The same database and its connections, on which transactions change nothing."""
    if engine.dialect.name == "postgresql":
        return engine.execution_options(**READS_ONLY)
    onlooking = engine.execution_options(**{_LOOKS: True})
    for ending in ("commit", "rollback"):
        event.listen(onlooking, ending, lambda connection: ask(connection, "PRAGMA query_only=OFF"))
    return onlooking


def _begin_sqlite(connection: Connection) -> None:
    if connection.get_execution_options().get(_LOOKS):
        ask(connection, "PRAGMA query_only=ON")
        ask(connection, "BEGIN")  # takes no lock, and sees what stood when it first looked
    else:
        ask(connection, "BEGIN IMMEDIATE")


def _for_the_owner_alone(_dialect: Dialect, _record: object, where: Sequence[str], _how: object) -> None:
    """Nobody else on the machine reads the file; what SQLite writes beside it is as open as the file itself."""
    for file in (Path(f"{where[0]}{beside}") for beside in ("", "-wal", "-shm")):
        with suppress(OSError):  # somebody else's, or no file at all
            if file.stat().st_mode & OF_OTHERS:
                file.chmod(FOR_THE_OWNER)


def _prepare_sqlite(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
    # The driver's own idea of when a transaction starts is switched off: BEGIN IMMEDIATE is said by us.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
