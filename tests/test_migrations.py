"""The migrations make exactly the tables that the models name, on both databases."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import insert, select

from bot import audit
from bot.audit.model import Entry
from bot.audit.service import fingerprint
from bot.kernel.db import Base, Database
from bot.kernel.outbox.tables import cards
from bot.migrations import configuration, is_current, migrate
from bot.migrations.leaving import stays


def test_nothing_differs_between_migrations_and_models(database: Database) -> None:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_object": stays})
        assert compare_metadata(context, Base.metadata) == []


def test_migrating_twice_changes_nothing(database: Database) -> None:
    migrate(database)
    assert is_current(database)


def test_a_new_database_is_not_current(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'new.db'}")
    assert not is_current(database)
    database.close()


UNTOLD: dict[str, Any] = {"version": 1, "shown_at": datetime(2026, 3, 2, 9, tzinfo=UTC), "settled": False}


def test_a_database_of_an_older_version_is_brought_here_with_what_it_holds(database: Database) -> None:
    with database.engine.connect() as connection:
        config = configuration()
        config.attributes["connection"] = connection
        command.downgrade(config, "0001")
        connection.execute(insert(cards), {"key": "slot:3:making", "channel": "U0SOFIA000", **UNTOLD})
        connection.commit()
    assert not is_current(database)
    migrate(database)
    assert is_current(database)
    with database.transaction() as session:
        assert session.execute(select(cards.c.key)).scalars().all() == ["slot:3:making:U0SOFIA000"]


def test_entries_of_an_older_version_are_numbered_anew_without_gaps_and_their_chain_holds(database: Database) -> None:
    fields = {"at": UNTOLD["shown_at"], "who": "U0INES0000", "who_name": "Inês", "what": "account_proposed"}
    fields |= {"subject": "account:1", "changes": {"name": [None, "Zürich"]}, "note": ""}
    previous, entries = "", []
    for number in (2, 3, 7, 8, 40):
        entry = {**fields, "id": number, "previous": previous}
        entries.append({**entry, "hash": fingerprint(entry)})
        previous = entries[-1]["hash"]
    with database.engine.connect() as connection:
        config = configuration()
        config.attributes["connection"] = connection
        command.downgrade(config, "0005")
        connection.execute(insert(Entry), entries)
        connection.commit()
    migrate(database)
    with database.transaction() as session:
        assert session.scalars(select(Entry.id).order_by(Entry.id)).all() == [1, 2, 3, 4, 5]
        report = audit.verify(session)
    assert (report.entries, report.misfits) == (5, [])
