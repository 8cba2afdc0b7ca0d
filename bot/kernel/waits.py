"""How long anything waits for the database, in one place: whoever stands still holds nobody else up for long."""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import URL, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as NoTurn
from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class Waits:
    """Seconds that a connection grants; 0 is for ever. `lock`: for what another transaction holds. `statement`: for
    one answer. `idle`: between two statements of a transaction; then PostgreSQL ends it, and what it held is free.
    """

    lock: float
    statement: float
    idle: float


A_GESTURE = Waits(lock=0.7, statement=5, idle=1.2)
"""Slack gives a gesture three seconds, in which it may wait three times for a lock; a process that is frozen in the
middle of a transaction has lost it before the third. No statement of ours takes a second, however many rows there are.
"""
AT_LEISURE = Waits(lock=10, statement=0, idle=0)
"""For what nobody waits for: a migration, a walk through the whole trail."""

LINE = {
    "connect_timeout": 5,
    # A machine that vanished says nothing: what it has not acknowledged after so many milliseconds never arrives …
    "tcp_user_timeout": 3000,
    # … and where there is nothing to acknowledge, it is asked for a sign of life.
    "keepalives": 1,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 2,
    # After a failover a name may still lead to what is only a copy now.
    "target_session_attrs": "read-write",
}
"""How libpq treats the connection itself; the URL of the database may say otherwise."""

READ_ONLY = "25006"
"""The server takes no writes any more: another one has taken over."""
UNDONE = frozenset({"40001", "40P01", "0A000", "55P03", "57014", "25P03", READ_ONLY})
"""PostgreSQL's words for: a serialisation failure, a deadlock, a plan from before the tables were migrated, a lock that
was not free in time, a statement that took too long, a transaction that stood still. Nothing of it was done.
"""
DISK_FULL = "53100"


def connect_args(url: URL, waits: Waits) -> Mapping[str, object]:
    """For psycopg."""
    limits = {
        "lock_timeout": waits.lock,
        "statement_timeout": waits.statement,
        "idle_in_transaction_session_timeout": waits.idle,
    }
    options = [f"-c {name}={round(seconds * 1000)}" for name, seconds in limits.items()]
    line = {name: value for name, value in LINE.items() if name not in url.query}
    return {**line, "options": " ".join([*options, *_listed(url.query.get("options", ()))])}


def _listed(value: str | Sequence[str]) -> Sequence[str]:
    return [value] if isinstance(value, str) else value


def take_time(session: Session) -> None:
    """This transaction's statements may take as long as they need: nobody waits for it."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SET LOCAL statement_timeout = 0"))


def is_undone(error: SQLAlchemyError) -> bool:
    """Whether nothing was done because another stood in the way, or stands still: it may be tried again."""
    if not isinstance(error, DBAPIError):
        return isinstance(error, NoTurn)
    if isinstance(error.orig, sqlite3.Error):
        return sqlite_code(error.orig) == sqlite3.SQLITE_BUSY  # of several kinds
    return getattr(error.orig, "sqlstate", "") in UNDONE


def is_full(error: BaseException | None) -> bool:
    """Whether the driver says that there is no room left on the disk."""
    return sqlite_code(error) == sqlite3.SQLITE_FULL or getattr(error, "sqlstate", "") == DISK_FULL


def sqlite_code(error: BaseException | None) -> int:
    """SQLite's own number for the kind of error, without the details that it adds in higher bits; else 0."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def may_be_tried_again(error: SQLAlchemyError) -> bool:
    """Also where the connection broke, and nobody knows whether it was done."""
    is_broken = isinstance(error, DBAPIError) and error.connection_invalidated and not is_full(error.orig)
    return is_undone(error) or is_broken
