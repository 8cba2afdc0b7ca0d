"""What went wrong with the database, and what may be done about it."""

from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from bot.kernel.db import Database


def test_a_mistake_of_ours_is_neither_a_conflict_nor_a_lost_connection(database: Database) -> None:
    with pytest.raises(DBAPIError) as raised, database.transaction() as session:
        session.execute(text("SELECT :thing"), {"thing": object()})
    assert not Database.is_conflict(raised.value)
    assert not Database.is_lost(raised.value)


def test_a_server_that_cannot_be_reached_is_a_lost_connection(tmp_path: Path) -> None:
    database = Database(f"postgresql://concord@/concord?host={tmp_path}")
    with pytest.raises(DBAPIError) as raised, database.transaction() as session:
        session.execute(text("SELECT 1"))
    assert Database.is_lost(raised.value)
    database.close()
