"""What is kept for good: its tables refuse changes and removals, and on PostgreSQL the bot has no right to try."""

from collections.abc import Iterator
from contextlib import closing
from itertools import product

import psycopg
import pytest
from psycopg import errors
from sqlalchemy import func, inspect, make_url, select, table, text
from sqlalchemy.exc import DBAPIError

from bot import audit
from bot.kernel.act import due
from bot.kernel.db import Base, Database
from bot.migrations.grants import NotGranted, grant
from bot.migrations.guards import KEPT, unguarded
from bot.oversight.revisions import keep_revision
from bot.subscriptions import ABOUT
from sandbox.server import Sandbox
from tests.conftest import OVER, empty
from tests.crises.steps import raise_crisis
from tests.posts.steps import PRODUCT, URL, ask, now, scheduled, submitted
from tests.world import Helvia, connected

OWNER_ONLY = (
    "UPDATE {} SET {key} = {key}",
    "DELETE FROM {}",
    "TRUNCATE {} CASCADE",
    "ALTER TABLE {} DISABLE TRIGGER ALL",
    "ALTER TABLE {} DISABLE TRIGGER USER",
    "DROP TRIGGER {}_keep ON {}",
    "DROP TABLE {}",
    "ALTER TABLE {} ADD COLUMN more text",
    "SET session_replication_role = replica",
    "DROP FUNCTION concord_keep() CASCADE",
    "CREATE OR REPLACE FUNCTION concord_keep() RETURNS trigger LANGUAGE sql AS 'SELECT 1'",
    "CREATE RULE quiet AS ON INSERT TO {} DO INSTEAD NOTHING",
)


def test_what_is_kept_is_neither_changed_nor_removed(helvia: Helvia) -> None:
    account = now(helvia, scheduled(helvia)).account_id
    submitted(helvia, account=account, **PRODUCT)
    assert ask(helvia).ok
    raise_crisis(helvia)
    helvia.concord.anchoring.look()
    with helvia.database.transaction() as session:
        keep_revision(due(session, helvia.now), helvia.concord.governance, based_on="")
    before = {name: rows(helvia.database, name) for name in KEPT}
    assert all(before.values())
    for name, change in product(KEPT, ("UPDATE {} SET {key} = {key}", "DELETE FROM {}")):
        with pytest.raises(DBAPIError, match="keeps what is in it"), helvia.session() as session:
            session.execute(text(change.format(name, key=key_of(name))))
        assert rows(helvia.database, name) == before[name], f"{change} {name}"


def test_postgresql_does_not_truncate_them_either(postgres_url: str) -> None:
    with psycopg.connect(postgres_url) as owner:
        for name in KEPT:
            with pytest.raises(errors.RaiseException, match="keeps what is in it"):
                owner.execute(f"TRUNCATE {name} CASCADE".encode())
            owner.rollback()


def test_every_table_that_is_kept_is_guarded_after_all_migrations(database: Database) -> None:
    """A migration that makes a table anew on SQLite would lose its triggers without a word."""
    with database.transaction() as session:
        assert unguarded(session) == []
        assert set(KEPT) <= set(inspect(session.connection()).get_table_names())


@pytest.fixture
def app_url(postgres_url: str) -> Iterator[str]:
    """The same PostgreSQL as the role that Concord runs as in production; the test's own role owns the tables."""
    with psycopg.connect(postgres_url, autocommit=True) as owner:
        owner.execute("CREATE ROLE concord_app LOGIN")
        with closing(Database(postgres_url)) as database:
            grant(database, "concord_app")
        yield make_url(postgres_url).set(username="concord_app").render_as_string(hide_password=False)
        owner.execute("DROP OWNED BY concord_app; DROP ROLE concord_app")


def test_the_bot_does_all_its_work_as_a_role_that_owns_nothing(
    own_sandbox: Sandbox, app_url: str, postgres_url: str
) -> None:
    with connected(own_sandbox, app_url, OVER) as concord:
        helvia = Helvia(own_sandbox, own_sandbox.workspace, concord)
        post_id = scheduled(helvia)
        raise_crisis(helvia)
        assert helvia.desk("sofia").type("#general", f"/post published {post_id} {URL}").ok
        helvia.settle()
        concord.watch.look()
        concord.prune()
        assert concord.health.status().is_ready
        with helvia.session() as session:
            assert audit.verify(session, of=ABOUT).misfits == []
            assert session.execute(text("SELECT current_user")).scalar_one() == "concord_app"
        helvia.forget()
    with closing(Database(postgres_url)) as database:
        empty(database)


@pytest.mark.parametrize("name", KEPT)
def test_that_role_cannot_touch_what_is_kept(app_url: str, name: str) -> None:
    with psycopg.connect(app_url) as app:
        app.execute(f"GRANT ALL ON {name} TO concord_app".encode())  # only warns that nothing was granted
        app.commit()
        for change in OWNER_ONLY:
            with pytest.raises(errors.InsufficientPrivilege):
                app.execute(change.replace("{}", name).replace("{key}", key_of(name)).encode())
            app.rollback()


def test_rights_are_given_by_the_owner_on_postgresql_alone(database: Database) -> None:
    with pytest.raises(NotGranted, match="SQLite has no roles" if database.is_sqlite else "does not exist"):
        grant(database, "nobody_at_all")
    if not database.is_sqlite:
        with database.transaction() as session:
            owner = session.execute(text("SELECT current_user")).scalar_one()
        with pytest.raises(NotGranted, match="owns the tables"):
            grant(database, owner)


def rows(database: Database, name: str) -> int:
    with database.snapshot() as session:
        return session.execute(select(func.count()).select_from(table(name))).scalar_one()


def key_of(name: str) -> str:
    [key] = Base.metadata.tables[name].primary_key.columns.keys()
    return key
