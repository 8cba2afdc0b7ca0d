"""A database as an older version left it."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Any

from alembic.runtime.environment import EnvironmentContext
from sqlalchemy import (
    Connection,
    DateTime,
    Integer,
    MetaData,
    Table,
    TableClause,
    column,
    func,
    insert,
    inspect,
    select,
    table,
)

from bot.audit.checkpoints import Checkpoint
from bot.kernel.db import Base, Database
from bot.migrations import HERE, configuration, scripts

BEFORE: dict[str, Any] = json.loads(Path(__file__).with_name("before.json").read_text("utf-8"))
"""Posts: published, in the second stage, edited after changes were asked for, rejected, scheduled. Crises: resolved,
answered, open. A silent account and a slot. `tables` of the `revision` as they stood at the moment `until`, and a
`checkpoint` of an hour before.
"""
CHECKPOINT = Checkpoint.parse(BEFORE["checkpoint"])


def bring_to(database: Database, revision: str) -> None:
    """As `alembic upgrade` does, which would read all revisions anew each time."""
    config, script = configuration(), scripts(HERE)
    with (
        database.engine.begin() as config.attributes["connection"],
        EnvironmentContext(config, script, fn=lambda now, _: script._upgrade_revs(revision, now)),
    ):
        script.run_env()


def as_it_was(connection: Connection, name: str) -> TableClause:
    """The table with the columns that it has there, as this version types them, and none of their defaults."""
    there = {each["name"] for each in inspect(connection).get_columns(name)}
    return table(name, *(column(each.name, each.type) for each in Base.metadata.tables[name].c if each.name in there))


def write(database: Database, tables: Mapping[str, list[dict[str, Any]]]) -> None:
    bring_to(database, BEFORE["revision"])
    with database.engine.begin() as connection:
        for each in reflected(connection).sorted_tables:
            if rows := tables.get(each.name):
                connection.execute(insert(each), [typed(each, row) for row in rows])
                count_on(connection, each)


def count_on(connection: Connection, of: Table) -> None:
    """PostgreSQL gives the next number to what comes next; SQLite does by itself."""
    if connection.dialect.name == "postgresql" and "id" in of.c and isinstance(of.c.id.type, Integer):
        sequence = func.pg_get_serial_sequence(of.name, "id")
        connection.execute(select(func.setval(sequence, select(func.max(of.c.id)).scalar_subquery())))


def reflected(connection: Connection) -> MetaData:
    metadata = MetaData()
    metadata.reflect(connection)
    return metadata


def typed(of: Table, row: Mapping[str, Any]) -> dict[str, Any]:
    zones = {each.name: UTC if each.type.timezone else None for each in of.c if isinstance(each.type, DateTime)}
    return {name: moment(value, zones[name]) if value and name in zones else value for name, value in row.items()}


def moment(written: str, zone: tzinfo | None = UTC) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=zone)
