"""Statements that were written once and go to the driver as they are; their transaction and errors are SQLAlchemy's."""

from contextlib import suppress
from datetime import timedelta

import pytest
from sqlalchemy import bindparam, event, func, insert, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError
from sqlalchemy.orm import Session

from bot.kernel import receipts
from bot.kernel.db import Database
from bot.kernel.outbox.tables import cards
from bot.kernel.receipts import Receipt
from bot.kernel.statements import Prepared
from tests.kernel.world import NOON

TABLE = receipts.receipts
ADD = Prepared(insert(TABLE))
COUNT = Prepared(select(func.count().label("all")).select_from(TABLE))
OF_TWO = Prepared(
    select(TABLE.c.key, TABLE.c.at, TABLE.c.answer)
    .where(TABLE.c.key.in_(["click 1", "click 2"]), TABLE.c.at >= bindparam("since"))
    .order_by(TABLE.c.key)
)


class Undone(Exception):
    pass


def add(session: Session, key: str) -> None:
    ADD.run(session, key=key, at=NOON, answer={"text": "Done."})


def count(session: Session) -> int:
    (counted,) = COUNT.run(session)
    return int(counted.all)


def count_while_cut_off(database: Database, session: Session) -> None:
    mine = session.scalar(text("SELECT pg_backend_pid()"))
    with database.engine.connect() as other:
        other.execute(text("SELECT pg_terminate_backend(:mine)"), {"mine": mine})
    count(session)


def add_twice_and_go_on(session: Session) -> None:
    add(session, "click 1")
    session.add(Receipt(key="click 1", at=NOON))
    with suppress(IntegrityError):
        session.flush()
    add(session, "click 2")


def test_values_go_in_and_come_out_as_what_they_are(database: Database) -> None:
    with database.transaction() as session:
        ADD.run_all(session, [{"key": f"click {n}", "at": NOON, "answer": {"n": n}} for n in range(4)])
        rows = OF_TWO.run(session, since=NOON)
        assert [(row.key, row.at, row.answer) for row in rows] == [
            ("click 1", NOON, {"n": 1}),
            ("click 2", NOON, {"n": 2}),
        ]
        assert OF_TWO.run(session, since=NOON + timedelta(seconds=1)) == []


@pytest.mark.parametrize("values", [{}, {"until": NOON}, {"since": NOON, "until": NOON}])
def test_a_value_that_is_missing_or_that_nobody_asked_for_is_a_mistake(
    database: Database, values: dict[str, object]
) -> None:
    with database.transaction() as session, pytest.raises(TypeError, match="since"):
        OF_TWO.run(session, **values)


def test_what_the_session_changed_before_is_seen(database: Database) -> None:
    with database.transaction() as session:
        session.add(Receipt(key="click 1", at=NOON))
        assert count(session) == 1


def test_what_a_savepoint_undid_is_gone(database: Database) -> None:
    with database.transaction() as session:
        add(session, "click 1")
        with suppress(Undone), session.begin_nested():
            add(session, "click 2")
            raise Undone
        assert count(session) == 1


def test_nothing_runs_in_a_transaction_that_has_failed(database: Database) -> None:
    with pytest.raises(SQLAlchemyError, match="closed transaction"), database.transaction() as session:
        add_twice_and_go_on(session)
    with database.transaction() as session:
        assert count(session) == 0


def test_nothing_runs_in_a_savepoint_that_has_failed(database: Database) -> None:
    with database.transaction() as session:
        with pytest.raises(SQLAlchemyError), session.begin_nested():
            add_twice_and_go_on(session)
        assert count(session) == 0


def test_a_column_whose_default_would_be_forgotten_is_a_mistake(database: Database) -> None:
    with database.transaction() as session, pytest.raises(TypeError, match="settled"):
        Prepared(insert(cards)).run(session, key="card", channel="C0", version=1, shown_at=NOON)


def test_a_session_that_goes_on_after_a_rollback_has_another_transaction(database: Database) -> None:
    with database.sessions() as session:
        add(session, "click 1")
        session.rollback()
        assert count(session) == 0


def test_what_the_database_refuses_is_raised_as_sqlalchemy_does(database: Database) -> None:
    with database.transaction() as session:
        add(session, "click 1")
    with pytest.raises(IntegrityError, match="INSERT INTO receipts") as raised, database.transaction() as session:
        add(session, "click 1")
    assert not Database.is_lost(raised.value)


def test_a_connection_that_was_cut_is_known_as_lost_and_not_used_again(database: Database) -> None:
    if database.is_sqlite:
        return  # it has no connection that could be cut
    with pytest.raises(DBAPIError) as raised, database.transaction() as session:
        count_while_cut_off(database, session)
    assert Database.is_lost(raised.value)
    assert raised.value.connection_invalidated
    with database.transaction() as session:
        assert count(session) == 0


def test_whoever_listens_to_statements_hears_these_too(database: Database) -> None:
    heard: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda *arguments: heard.append(arguments[2]))
    with database.transaction() as session:
        count(session)
    assert "receipts" in heard[-1]
