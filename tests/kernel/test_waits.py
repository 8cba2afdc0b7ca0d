"""What the database makes one wait for is over in time, and whoever waits keeps nobody else from looking."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager

import psycopg
import pytest
from sqlalchemy import event, func, make_url, select, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.orm import Session

from bot.kernel import receipts
from bot.kernel.arrival import SLACK_WAITS_S
from bot.kernel.connecting import POOL_SIZE
from bot.kernel.db import TRIES, WRITERS, Database
from bot.kernel.statements import Prepared
from bot.kernel.waits import A_GESTURE, AT_LEISURE, Waits, connect_args
from tests.kernel.world import NOON
from tests.patience import PATIENCE_S

IMPATIENT = Waits(lock=0.05, statement=PATIENCE_S, idle=PATIENCE_S)
HURRIED = Waits(lock=0.05, statement=0.5, idle=0.5)
"""A step that does little is done in time, however busy the machine; its tries are three."""
HOLD = "SELECT pg_advisory_xact_lock(7)"


def impatient(url: str, waits: Waits = IMPATIENT) -> closing[Database]:
    return closing(Database(url, waits))


@contextmanager
def held(database: Database) -> Iterator[None]:
    """Another process stands still with what everybody needs, and nothing ends it."""
    url = database.engine.url.render_as_string(hide_password=False)
    with closing(Database(url, AT_LEISURE)) as other, other.transaction() as session:
        hold(session)
        yield


def hold(session: Session) -> None:
    """SQLite's one lock is taken with the first statement."""
    session.execute(text(HOLD if session.get_bind().dialect.name == "postgresql" else "SELECT 1"))


def test_three_tries_and_a_frozen_process_fit_into_a_gesture() -> None:
    assert TRIES * A_GESTURE.lock < SLACK_WAITS_S
    assert A_GESTURE.lock < A_GESTURE.idle < (TRIES - 1) * A_GESTURE.lock


def test_the_url_of_the_database_may_say_otherwise() -> None:
    url = make_url("postgresql://h/db?keepalives_idle=60&options=-c%20search_path%3Dconcord")
    given = connect_args(url, A_GESTURE)
    assert "keepalives_idle" not in given
    assert given["options"] == (
        "-c lock_timeout=700 -c statement_timeout=5000 -c idle_in_transaction_session_timeout=1200"
        " -c search_path=concord"
    )


def test_what_another_holds_is_waited_for_three_times_and_nothing_is_done(
    database: Database, database_url: str
) -> None:
    tried = []

    def step(session: Session) -> None:
        tried.append(session)
        hold(session)

    with impatient(database_url) as waiting, held(database), pytest.raises(SQLAlchemyError) as raised:
        waiting.transact(step)
    assert Database.is_undone(raised.value)
    assert database.is_sqlite or len(tried) == TRIES


def test_writers_who_wait_leave_connections_to_those_who_look(database: Database, database_url: str) -> None:
    crowd = 2 * POOL_SIZE
    started = threading.Barrier(crowd + 1)

    def write() -> bool:
        started.wait(PATIENCE_S)
        try:
            waiting.transact(hold)
        except SQLAlchemyError as error:
            return Database.is_undone(error)
        return False

    with impatient(database_url) as waiting, held(database), ThreadPoolExecutor(crowd) as pool:
        ends = [pool.submit(write) for _ in range(crowd)]
        started.wait(PATIENCE_S)
        with waiting.snapshot() as session:
            assert session.execute(select(receipts.receipts.c.key)).all() == []
        assert all(end.result(PATIENCE_S) for end in ends)
    assert WRITERS < POOL_SIZE


def stands_still(session: Session) -> None:
    """Until PostgreSQL has ended it."""
    mine = session.execute(text("SELECT pg_backend_pid()")).scalar_one()
    until_gone(session, mine)


def stands_still_after_a_trip(session: Session) -> None:
    """Of several statements at once."""
    (mine,), _ = WHO.run_each(session, [{}, {}])
    until_gone(session, mine.pid)


WHO = Prepared(select(func.pg_backend_pid().label("pid")))


def until_gone(session: Session, pid: int) -> None:
    url = session.get_bind().engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(url, autocommit=True) as other:
        while other.execute("SELECT 1 FROM pg_stat_activity WHERE pid = %s", [pid]).fetchone():
            pass
    session.execute(text("SELECT 1"))


def takes_long(session: Session) -> None:
    session.execute(text("SELECT count(*) FROM generate_series(1, 1000000000)"))


@pytest.mark.parametrize("trouble", [stands_still, stands_still_after_a_trip, takes_long])
def test_a_step_that_postgresql_ends_is_done_again_from_its_beginning(
    postgres_url: str, trouble: Callable[[Session], None]
) -> None:
    left = [trouble]

    def step(session: Session) -> bool:
        first = receipts.once(session, "a step", NOON)
        if left:
            left.pop()(session)
        return first

    with impatient(postgres_url, HURRIED) as database:
        assert database.transact(step)
        with database.transaction() as session:
            receipts.forget(session, "a step")


def test_after_a_failover_the_connections_to_the_copy_are_left(postgres_url: str) -> None:
    database = Database(postgres_url)
    connections = [database.engine.connect() for _ in range(3)]
    for connection in connections:
        connection.execute(text("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY"))
        connection.commit()
        connection.close()
    opened: list[object] = []
    event.listen(database.engine, "connect", lambda *_: opened.append(_))
    assert database.transact(lambda session: receipts.once(session, "after the failover", NOON))
    assert opened
    assert database.transact(lambda session: receipts.once(session, "after the failover", NOON)) is False
    database.transact(lambda session: receipts.forget(session, "after the failover"))
    database.close()


def test_whoever_writes_in_a_snapshot_has_made_a_mistake_and_no_failover(postgres_url: str) -> None:
    database = Database(postgres_url)
    with pytest.raises(DBAPIError) as raised, database.snapshot() as session:
        receipts.once(session, "in a snapshot", NOON)
    assert not raised.value.connection_invalidated
    database.close()


def test_whoever_walks_through_everything_has_the_time_that_a_gesture_has_not(postgres_url: str) -> None:
    granted = {}
    for patience in (A_GESTURE, AT_LEISURE):
        database = Database(postgres_url, patience)
        with database.snapshot() as session:
            granted[patience] = session.execute(text("SHOW statement_timeout")).scalar_one()
        database.close()
    assert granted == {A_GESTURE: "5s", AT_LEISURE: "0"}
