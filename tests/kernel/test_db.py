"""What went wrong with the database, and what may be done about it; and looking, which stops nobody."""

import sqlite3
import threading
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import func, insert, select, text
from sqlalchemy.exc import DBAPIError, PendingRollbackError
from sqlalchemy.orm import Session

from bot.kernel import connecting, receipts
from bot.kernel.db import Database
from tests.disk import PRAGMAS_OF_CONCORD
from tests.kernel.world import NOON
from tests.patience import PATIENCE_S

FULL = 2
"""SQLite's number for waiting until the disk has it."""


def test_a_mistake_of_ours_is_neither_a_conflict_nor_a_lost_connection(database: Database) -> None:
    with pytest.raises(DBAPIError) as raised, database.transaction() as session:
        session.execute(text("SELECT :thing"), {"thing": object()})
    assert not Database.is_undone(raised.value)
    assert not Database.is_lost(raised.value)


def test_a_server_that_cannot_be_reached_is_a_lost_connection(tmp_path: Path) -> None:
    database = Database(f"postgresql://concord@/concord?host={tmp_path}")
    with pytest.raises(DBAPIError) as raised, database.transaction() as session:
        session.execute(text("SELECT 1"))
    assert Database.is_lost(raised.value)
    database.close()


def test_nothing_more_is_asked_in_a_transaction_that_sqlite_undid_for_want_of_room(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'concord.db'}")
    with database.transaction() as session:
        session.execute(text("CREATE TABLE words (word TEXT)"))

    def goes_on(session: Session) -> None:
        session.execute(text("INSERT INTO words VALUES ('before')"))
        pages = session.execute(text("PRAGMA page_count")).scalar_one()
        session.execute(text(f"PRAGMA max_page_count = {pages}"))
        with pytest.raises(DBAPIError) as raised, session.begin_nested():
            session.execute(text("INSERT INTO words VALUES (:long)"), {"long": "long" * 9_000})
        assert Database.is_full(raised.value)
        assert not Database.is_lost(raised.value), "it is known what was done: nothing"
        session.execute(text("INSERT INTO words VALUES ('after')"))

    with pytest.raises(PendingRollbackError):
        database.transact(goes_on)
    with database.snapshot() as session:
        assert session.scalars(text("SELECT word FROM words")).all() == []
    database.close()


def test_what_sqlite_has_committed_outlives_a_power_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connecting, "PRAGMAS", PRAGMAS_OF_CONCORD)
    database = Database(f"sqlite:///{tmp_path / 'concord.db'}")
    with database.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar_one() == FULL
    database.close()


@pytest.mark.parametrize("is_held", [True, False], ids=["held meanwhile", "made afterwards"])
def test_no_connection_outlives_a_database_that_was_closed(database_url: str, is_held: bool) -> None:
    database = Database(database_url)
    if not is_held:
        database.close()
    with database.transaction() as session:
        held = session.connection().connection.dbapi_connection
        assert count(session) == 0
        if is_held:
            database.close()
    assert held is not None
    with pytest.raises((sqlite3.ProgrammingError, psycopg.OperationalError), match="closed"):
        held.cursor()


def write(session: Session, key: str) -> None:
    session.execute(insert(receipts.receipts).values(key=key, at=NOON))


def count(session: Session) -> int:
    return session.execute(select(func.count()).select_from(receipts.receipts)).scalar_one()


def test_a_snapshot_stays_as_it_was_while_others_write(database: Database) -> None:
    with database.snapshot() as looking:
        assert count(looking) == 0
        with database.transaction() as writing:
            write(writing, "click 1")
        assert count(looking) == 0
    with database.snapshot() as looking:
        assert count(looking) == 1


def test_a_snapshot_waits_for_nobody_who_writes(database: Database) -> None:
    with database.transaction() as writing:
        write(writing, "click 1")
        with database.snapshot() as looking:
            assert count(looking) == 0


def test_many_look_while_one_writes(database: Database) -> None:
    counts = []

    def look() -> None:
        with database.snapshot() as looking:
            counts.append(count(looking))

    with database.transaction() as writing:
        write(writing, "click 1")
        onlookers = [threading.Thread(target=look, daemon=True) for _ in range(4)]
        for each in onlookers:
            each.start()
        for each in onlookers:
            each.join(PATIENCE_S)
    assert counts == [0] * 4


def test_nothing_can_be_changed_in_a_snapshot_and_its_connection_writes_again_afterwards(database: Database) -> None:
    with pytest.raises(DBAPIError), database.snapshot() as looking:
        write(looking, "click 1")
    with suppress(ZeroDivisionError), database.snapshot() as looking:
        assert 1 / count(looking)
    for number in range(4):
        with database.transaction() as writing:
            write(writing, f"click {number}")
    with database.snapshot() as looking:
        assert count(looking) == 4
