"""One database, SQLite or PostgreSQL: the one way to change it, a transaction, and to look at it, a snapshot."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, ClassVar, TypeVar

import structlog
from sqlalchemy import (
    JSON,
    DateTime,
    Dialect,
    Enum,
    FromClause,
    MetaData,
    Select,
    String,
    event,
    select,
    type_coerce,
)
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as NoTurn
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker
from sqlalchemy.types import TypeDecorator

from bot.kernel import connecting, gathered, waits
from bot.kernel.turns import Turns
from bot.kernel.waits import A_GESTURE, Waits

WRITERS = 8
"""So many transactions at a time, of `connecting.POOL_SIZE`: those who wait for a lock leave connections to those who
only look. Of more, each waits longer for its thread while it holds what the others need: a hundred forms at once took
twice as long with 24 (`make bench`, `burst`).
"""
TRIES = 3
_OF_SQLITE = frozenset(f"SQLITE_CONSTRAINT_{name}" for name in ("UNIQUE", "PRIMARYKEY", "ROWID", "FOREIGNKEY"))
BEATEN = _OF_SQLITE | {"23505", "23503"}
"""SQLite's and PostgreSQL's words for a row that somebody else has just written, or taken away."""
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

    def bind_processor(self, dialect: Dialect) -> Callable[[datetime | None], Any]:
        return _in_utc if dialect.name == "postgresql" else _as_text

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


def _in_utc(value: datetime | None) -> datetime | None:
    if value is None:
        return None
    if value.tzinfo is None:
        raise ValueError(f"{value!r} has no time zone")
    return value.astimezone(UTC)


def _as_text(value: datetime | None) -> str | None:
    """As SQLAlchemy writes it for SQLite, which takes it four steps."""
    utc = _in_utc(value)
    return utc.replace(tzinfo=None).isoformat(" ", "microseconds") if utc else None


def _words(kind: type[StrEnum]) -> list[str]:
    return [word.value for word in kind]


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
        # The words of a StrEnum, as plain text of any length; a value that is none of them fails when it is read.
        StrEnum: Enum(StrEnum, native_enum=False, length=None, values_callable=_words),
        dict[str, Any]: JSON(),
        list[str]: JSON(),
        list[dict[str, Any]]: JSON(),
    }


def as_stored(table: FromClause) -> Select[Any]:
    """All rows of a table whatever stands in them: where a column has words of its own, others come out as they are."""
    return select(
        *(type_coerce(each, String).label(each.name) if isinstance(each.type, Enum) else each for each in table.c)
    )


R = TypeVar("R")

log = structlog.get_logger(__name__)


class Database:
    """`url` as SQLAlchemy or a hosting platform writes it (`postgres://` is understood)."""

    def __init__(self, url: str, patience: Waits = A_GESTURE) -> None:
        self.engine = connecting.engine(url, patience)
        self.sessions = sessionmaker(self.engine, expire_on_commit=False)
        gathered.attach(self.sessions)
        self._onlookers = sessionmaker(connecting.read_only(self.engine))
        self.after_commit: list[Callable[[Session], None]] = []
        """Each is given the session that has just been committed."""
        self._patience = patience
        # SQLite takes one writer at a time; waiting here is fair and cheap, waiting in SQLite is neither.
        self._turns = Turns(1 if self.is_sqlite else WRITERS)

    @property
    def is_sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """A session whose changes are committed together at the end, or not at all."""
        with self._turn(), _as_transaction(), self.sessions.begin() as session:
            yield session
        for listener in self.after_commit:
            listener(session)

    @contextmanager
    def snapshot(self) -> Iterator[Session]:
        """A session that sees the database as it is now, however long it looks, and cannot change it. It waits for
        nobody who writes, and nobody who writes waits for it.
        """
        with _as_transaction(), self._onlookers.begin() as session:
            yield session

    def lend(self, name: str, value: object) -> None:
        """From now on each session has it in its `info`."""
        for sessions in (self.sessions, self._onlookers):
            sessions.configure(info={**sessions.kw.get("info", {}), name: value})

    def transact(self, step: Callable[[Session], R]) -> R:
        """One step of an engine, in a transaction of its own; again where trouble that passes undid it."""

        def once() -> R:
            with self.transaction() as session:
                return step(session)

        return self.retry(once)

    def retry(self, work: Callable[[], R]) -> R:
        """Work that opens its own transaction, and that may be done again where nobody knows whether it was done."""
        for _ in range(TRIES - 1):
            try:
                return work()
            except SQLAlchemyError as error:
                if not waits.may_be_tried_again(error):
                    raise
                log.warning("tried_again", why=type(getattr(error, "orig", error)).__name__)
        return work()

    @staticmethod
    def is_undone(error: SQLAlchemyError) -> bool:
        """Whether others stood in its way: nothing was done, and it may be tried again."""
        return waits.is_undone(error)

    @staticmethod
    def is_lost(error: DBAPIError) -> bool:
        """Whether the connection broke, or none could be had: nobody knows whether a commit under way was done."""
        is_unsaid = isinstance(error, OperationalError) and getattr(error.orig, "sqlstate", "") is None
        is_unreadable = waits.sqlite_code(error.orig) in {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR}
        return not Database.is_full(error) and (error.connection_invalidated or is_unsaid or is_unreadable)

    @staticmethod
    def is_beaten(error: IntegrityError) -> bool:
        """Whether somebody else was first; all other rules are broken by a mistake of ours."""
        return any(getattr(error.orig, name, "") in BEATEN for name in ("sqlstate", "sqlite_errorname"))

    @staticmethod
    def is_full(error: DBAPIError) -> bool:
        """Whether there is no room left on the disk; what was begun is undone."""
        return waits.is_full(error.orig)

    def close(self) -> None:
        """Connections that threads still hold are closed when these give them back."""
        event.listen(self.engine, "checkin", lambda _, entry: entry.close())
        self.engine.dispose()

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if not self._turns.take(timeout=self._patience.lock):
            raise NoTurn("too many write at once")
        try:
            yield
        finally:
            self._turns.give_back()
