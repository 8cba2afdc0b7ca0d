"""What every migration leaves behind: the tables of the models, in a state that the version before can still use."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import IntegrityError

from bot import migrations
from bot.kernel.db import Base, Database
from bot.migrations import is_current, migrate
from tests.migrations.conftest import Revise
from tests.migrations.older import bring_to

Columns = dict[str, dict[str, bool]]
"""Of each table, and of each of its columns whether a new row may leave it out."""
INDEXES = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name <> :besides AND sql <> ''",
    "postgresql": "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> :besides",
}
KEPT_BY_NAME = "SELECT name FROM sqlite_master WHERE type = 'trigger' OR sql LIKE '%AUTOINCREMENT%'"
PARENT_AND_CHILD = (
    "CREATE TABLE parent (id INTEGER PRIMARY KEY AUTOINCREMENT)",
    "CREATE TABLE child (parent_id INTEGER REFERENCES parent (id))",
    "INSERT INTO parent VALUES (1), (2), (3)",
    "DELETE FROM parent WHERE id > 1",
    "INSERT INTO child VALUES (1)",
)
MADE_ANEW = """\\
with op.batch_alter_table("parent", recreate="always", table_kwargs={"sqlite_autoincrement": True}) as batch:
        batch.add_column(sa.Column("added", sa.String(), nullable=True))"""


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[Database]:
    database = Database(f"sqlite:///{tmp_path / 'own.db'}")
    yield database
    database.close()


def revisions() -> list[str]:
    return [each.revision for each in migrations.scripts(migrations.HERE).walk_revisions()][::-1]


def columns(connection: Connection) -> Columns:
    seen = inspect(connection)
    return {
        table: {each["name"]: each["nullable"] or each["default"] is not None for each in seen.get_columns(table)}
        for table in seen.get_table_names()
    }


def in_the_way(before: Columns, after: Columns) -> Iterator[str]:
    """Of a program that knows the tables as they were before."""
    for table, known in before.items():
        now = after.get(table, {})
        yield from (f"{table}.{name} is gone" for name in known.keys() - now.keys())
        yield from (f"{table}.{name} must be given" for name in now.keys() - known.keys() if not now[name])


def test_the_version_before_can_write_the_tables_of_each_revision(own_database: Database) -> None:
    before, problems = Columns(), list[str]()
    for revision in revisions():
        bring_to(own_database, revision)
        with own_database.engine.connect() as connection:
            after = columns(connection)
        problems += [f"{revision}: {each}" for each in in_the_way(before, after)]
        before = after
    assert problems == []


def indexes(database: Database) -> Mapping[str, str]:
    """Each as the database would write it, without its casts: where they stand depends on the index's history."""
    with database.engine.connect() as connection:
        rows = connection.execute(text(INDEXES[connection.dialect.name]), {"besides": "alembic_version"})
        return {row[0]: re.sub(r"::(character varying|text)|[()\[\]]", "", row[1]) for row in rows}


def test_each_index_is_as_the_models_say(own_database: Database) -> None:
    Base.metadata.create_all(own_database.engine)
    as_the_models_say = indexes(own_database)
    Base.metadata.drop_all(own_database.engine)
    migrate(own_database)
    assert indexes(own_database) == as_the_models_say


def test_where_the_models_say_that_no_number_is_given_twice_sqlite_gives_none(sqlite: Database) -> None:
    numbered = {table.name for table in Base.metadata.sorted_tables if table.dialect_options["sqlite"]["autoincrement"]}
    assert {"letters", "escalations"} <= numbered
    migrate(sqlite)
    with sqlite.engine.connect() as connection:
        tables = connection.execute(text("SELECT name FROM sqlite_master WHERE sql LIKE '%AUTOINCREMENT%'")).scalars()
        assert set(tables) == numbered


def test_no_revision_loses_a_trigger_or_gives_a_number_twice(sqlite: Database) -> None:
    before = set[str]()
    for revision in revisions():
        bring_to(sqlite, revision)
        with sqlite.engine.connect() as connection:
            after = set(connection.execute(text(KEPT_BY_NAME)).scalars())
        assert before <= after, revision
        before = after


def test_a_table_that_others_refer_to_is_made_anew_with_its_rows_and_goes_on_numbering(
    sqlite: Database, revise: Revise
) -> None:
    migrate(sqlite)
    with sqlite.engine.begin() as connection:
        for statement in PARENT_AND_CHILD:
            connection.execute(text(statement))
    revise(MADE_ANEW)
    migrate(sqlite)
    with sqlite.engine.begin() as connection:
        assert connection.execute(text("INSERT INTO parent DEFAULT VALUES RETURNING id")).scalar_one() == 4
        assert connection.execute(text("SELECT parent_id FROM child")).scalar_one() == 1
        with pytest.raises(IntegrityError):
            connection.execute(text("INSERT INTO child VALUES (7)"))


def test_a_migration_after_which_rows_refer_to_nothing_is_undone(sqlite: Database, revise: Revise) -> None:
    migrate(sqlite)
    with sqlite.engine.begin() as connection:
        for statement in PARENT_AND_CHILD:
            connection.execute(text(statement))
    revise('op.execute("DELETE FROM parent")')
    with pytest.raises(RuntimeError, match="1 row would refer to nothing"):
        migrate(sqlite)
    assert not is_current(sqlite)
