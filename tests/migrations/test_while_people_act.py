"""A migration and people who act meet in the same tables: neither ends the other."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier, Event
from typing import Any

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import DBAPIError, OperationalError

from bot.kernel.db import Database
from bot.kernel.waits import AT_LEISURE, Waits
from bot.migrations import is_current, locks, migrate
from bot.migrations.misfits import TablesBusy
from sandbox.server import Sandbox
from tests.conftest import OVER
from tests.kernel.world import NOON, ROOM, World
from tests.migrations.conftest import Revise
from tests.migrations.keepers import Keeper
from tests.patience import PATIENCE_S
from tests.world import Helvia, connected

LETTERS = int(os.environ.get("LETTERS") or 2_000)
PEOPLE = ("jonas", "sofia", "marta", "priya", "lucas", "elena")
MANY_TABLES = """\\
op.execute('ALTER TABLE letters ALTER COLUMN key TYPE VARCHAR COLLATE "default"')
    op.execute("UPDATE letters SET last_error = 'none' WHERE last_error IS NULL")
    op.add_column("escalations", sa.Column("added", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute('ALTER TABLE cards ALTER COLUMN key TYPE VARCHAR COLLATE "default"')
    op.add_column("accounts", sa.Column("added", sa.String(), nullable=True))"""


FILL = text(
    "INSERT INTO letters"
    " (id, key, method, channel, payload, urgency, state, due_at, not_before, attempts, doubt, plain)"
    " SELECT n, n, 'chat.postMessage', 'C0' || n % 50, '{}', 20, 'sent', :at, :at, 1, false, false"
    " FROM generate_series(1, :count) n"
)


@pytest.fixture
def migrated(own_postgres: str) -> Iterator[Database]:
    database = Database(own_postgres, AT_LEISURE)
    migrate(database)
    yield database
    database.close()


@pytest.fixture
def in_haste(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where somebody holds a table for good, each try would take as long as it may."""
    monkeypatch.setattr(locks, "WAITS_S", 0.05)


@pytest.mark.usefixtures("in_haste")
def test_a_migration_gives_way_to_a_gesture_that_holds_one_table_and_wants_another(
    migrated: Database, revise: Revise
) -> None:
    revise(MANY_TABLES)
    rests: list[float] = []
    with migrated.engine.connect() as gesture:
        gesture.execute(text("SELECT * FROM letters FOR UPDATE"))

        def go_on(seconds: float) -> None:
            """What the gesture wants next is free while the migration rests."""
            rests.append(seconds)
            if len(rests) == 2:
                gesture.execute(text("UPDATE accounts SET status = status"))
                gesture.commit()

        migrate(migrated, rest=go_on)
    assert len(rests) == 2
    assert is_current(migrated)


@pytest.mark.usefixtures("in_haste")
def test_tables_that_are_never_free_are_left_as_they_are(
    migrated: Database, revise: Revise, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locks, "TRIES", 5)
    revise(MANY_TABLES)
    rests: list[float] = []
    with migrated.engine.connect() as gesture:
        gesture.execute(text("SELECT * FROM letters FOR UPDATE"))
        with pytest.raises(TablesBusy):
            migrate(migrated, rest=rests.append)
    assert len(rests) == 5
    assert not is_current(migrated)


@pytest.mark.usefixtures("migrated")
def test_a_migration_takes_the_time_that_a_gesture_has_not(own_postgres: str, revise: Revise) -> None:
    hurried = Database(own_postgres, Waits(lock=1, statement=0.2, idle=1))
    revise('op.execute("SELECT pg_sleep(0.3)")')
    with pytest.raises(OperationalError), hurried.engine.connect() as connection:
        connection.execute(text("SELECT pg_sleep(0.3)"))
    migrate(hurried)
    assert is_current(hurried)
    hurried.close()


def test_two_migrations_at_once_are_one(own_postgres: str) -> None:
    databases = [Database(own_postgres), Database(own_postgres)]
    together = Barrier(2)

    def begin(database: Database) -> None:
        together.wait(PATIENCE_S)
        migrate(database)

    with ThreadPoolExecutor() as threads:
        list(threads.map(begin, databases))
    assert all(is_current(database) for database in databases)
    for database in databases:
        database.close()


@contextmanager
def keeping_the_tables_until(met: Event, database: Database) -> Iterator[None]:
    """The migration, once it has all tables, does not go on before that."""

    def listen(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if "ACCESS EXCLUSIVE" in statement:
            assert met.wait(PATIENCE_S)

    event.listen(database.engine, "after_cursor_execute", listen)
    try:
        yield
    finally:
        event.remove(database.engine, "after_cursor_execute", listen)


def test_six_people_act_while_the_tables_are_migrated_and_each_is_served_or_told_to_try_again(
    migrated: Database, own_postgres: str, revise: Revise, own_sandbox: Sandbox
) -> None:
    with migrated.engine.begin() as connection:
        connection.execute(FILL, {"at": NOON, "count": LETTERS})
    own_sandbox.sockets.patience = PATIENCE_S
    with connected(own_sandbox, own_postgres, OVER) as concord:
        helvia = Helvia(own_sandbox, own_sandbox.workspace, concord)
        is_refused, is_over = Event(), Event()
        keepers = [Keeper(helvia, name, is_refused) for name in PEOPLE]
        revise(MANY_TABLES)
        begun = Barrier(len(PEOPLE) + 1)
        with ThreadPoolExecutor(len(PEOPLE)) as threads:
            acting = [threads.submit(each.act, begun, is_over) for each in keepers]
            try:
                begun.wait(PATIENCE_S)
                with keeping_the_tables_until(is_refused, migrated):
                    migrate(migrated)
            finally:
                is_over.set()
        posts = [url for each in acting for url in each.result(PATIENCE_S)]
        assert sorted(entry.note for entry in helvia.audit("post_logged")) == sorted(posts)
    assert is_current(migrated)


def test_what_was_prepared_for_the_tables_of_before_is_a_conflict_and_done_at_the_second_try(
    migrated: Database, own_postgres: str, revise: Revise
) -> None:
    world = World(migrated)
    for number in range(7):  # the driver prepares what it has seen five times
        world.show("card", f"{number}")
    revise(MANY_TABLES)
    other = Database(own_postgres)
    migrate(other)
    other.close()
    with pytest.raises(DBAPIError) as raised:
        world.show("card", "for the first time")
    assert Database.is_undone(raised.value)
    world.show("card", "for the second time")
    world.drain()
    assert world.slack.texts(ROOM) == ["for the second time"]
