"""One database, SQLite or PostgreSQL: the one way to change it, a transaction, and to look at it, a snapshot."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any, ClassVar, TypeVar

from sqlalchemy import JSON, Connection, DateTime, Dialect, Engine, MetaData, String, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.types import TypeDecorator

from bot.kernel.canonical import storable
from bot.kernel.prepared import ask

SQLITE_BUSY_S = 10
POOL_SIZE = 32
CONNECT_S = 5
"""Longer no connection to PostgreSQL is waited for: whoever acts has an answer, and the next look may find another."""
READS_ONLY = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
"""How PostgreSQL is told that a transaction sees the database as it was at its first question, and changes nothing."""
FOR_ALL: dict[str, Any] = {"json_serializer": storable, "hide_parameters": True}
"""Of every engine: what an error says names no value."""
CONFLICTS = frozenset({"40001", "40P01", "0A000"})
"""PostgreSQL's words for a serialisation failure, a deadlock, and a plan from before the tables were migrated."""
DISK_FULL = "53100"

_LOOKS = "concord.looks"
_within: ContextVar[bool] = ContextVar("within a transaction", default=False)


class WithinTransaction(Exception):
    """A programming error: others wait for whatever this transaction holds, and must not wait for Slack too."""


def require_no_transaction(what: str) -> None:
    """Raise WithinTransaction where this thread has a transaction or snapshot open; `what` must not be done in one."""
    if _within.get():
        raise WithinTransaction(f"{what} within a transaction")


@contextmanager
def _as_transaction() -> Iterator[None]:
    before = _within.set(True)
    try:
        yield
    finally:
        _within.reset(before)


KeyPath = String().with_variant(String(collation="C"), "postgresql")
"""Words joined by colons, compared byte by byte: what begins alike lies together in an index."""


class Instant(TypeDecorator[datetime]):
    """A point in time: aware when it comes out, in UTC, whatever the database keeps."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone")
        utc = value.astimezone(UTC)
        return utc if dialect.name == "postgresql" else utc.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    """What every table inherits: instants in UTC, JSON for structures, names for constraints."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: Instant(),
        dict[str, Any]: JSON(),
        list[str]: JSON(),
        list[dict[str, Any]]: JSON(),
    }


T = TypeVar("T", bound=Base)


def held(session: Session, kind: type[T], key: int, *, key_share: bool = False, skip_locked: bool = False) -> T | None:
    """The row as it is now, whatever the session knew of it before, held for change until the transaction ends.

    `key_share`: rows that only refer to it may be written meanwhile. `skip_locked`: None while somebody else holds it.
    """
    how = {"key_share": key_share, "skip_locked": skip_locked}
    return session.get(kind, key, with_for_update=how, populate_existing=True)


class Database:
    """`url` as SQLAlchemy or a hosting platform writes it (`postgres://` is understood)."""

    def __init__(self, url: str) -> None:
        self.engine = _engine(url)
        self.sessions = sessionmaker(self.engine, expire_on_commit=False)
        self._onlookers = sessionmaker(_read_only(self.engine))
        self.after_commit: list[Callable[[], None]] = []
        # SQLite takes one writer at a time; waiting here is fair and cheap, waiting in SQLite is neither.
        self._turn: AbstractContextManager[Any] = threading.Lock() if self.is_sqlite else nullcontext()

    @property
    def is_sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """A session whose changes are committed together at the end, or not at all."""
        with self._turn, _as_transaction(), self.sessions.begin() as session:
            yield session
        for told in self.after_commit:
            told()

    @contextmanager
    def snapshot(self) -> Iterator[Session]:
        """A session that sees the database as it is now, however long it looks, and cannot change it. It waits for
        nobody who writes, and nobody who writes waits for it.
        """
        with _as_transaction(), self._onlookers.begin() as session:
            yield session

    @staticmethod
    def is_conflict(error: DBAPIError) -> bool:
        """Whether two transactions stood in each other's way and this one was undone: it may be tried again."""
        return getattr(error.orig, "sqlstate", "") in CONFLICTS

    @staticmethod
    def is_lost(error: DBAPIError) -> bool:
        """Whether the connection broke, or none could be had: nobody knows whether a commit under way was done."""
        is_unsaid = isinstance(error, OperationalError) and getattr(error.orig, "sqlstate", "") is None
        return error.connection_invalidated or is_unsaid

    @staticmethod
    def is_full(error: DBAPIError) -> bool:
        """Whether there is no room left on the disk; what was begun is undone."""
        code = getattr(error.orig, "sqlite_errorcode", None)
        return code == sqlite3.SQLITE_FULL or getattr(error.orig, "sqlstate", "") == DISK_FULL

    def close(self) -> None:
        self.engine.dispose()


def _engine(url: str) -> Engine:
    parsed = make_url(url)
    if parsed.drivername in {"postgres", "postgresql"}:
        parsed = parsed.set(drivername="postgresql+psycopg")
    if parsed.get_backend_name() != "sqlite":
        in_time = {"connect_timeout": CONNECT_S}
        return create_engine(parsed, pool_size=POOL_SIZE, pool_pre_ping=True, connect_args=in_time, **FOR_ALL)
    waiting = {"timeout": SQLITE_BUSY_S, "check_same_thread": False}
    engine = create_engine(parsed, connect_args=waiting, **FOR_ALL)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _read_only(engine: Engine) -> Engine:
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


def _prepare_sqlite(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
    # The driver's own idea of when a transaction starts is switched off: BEGIN IMMEDIATE is said by us.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
