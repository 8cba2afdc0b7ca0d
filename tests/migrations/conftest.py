"""Databases and revisions of these tests' own."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from bot import migrations
from bot.kernel.db import Database

Revise = Callable[[str], None]
"""Given what its `upgrade` does, a revision comes after all the others."""
REVISION = '''"""What a next version changes."""

import sqlalchemy as sa
from alembic import op

revision = "next"
down_revision = {after!r}
branch_labels = None
depends_on = None


def upgrade() -> None:
    {body}


def downgrade() -> None:
    raise NotImplementedError
'''


@pytest.fixture
def own_postgres(postgres_url: str) -> Iterator[str]:
    """A database with nothing in it, dropped afterwards."""
    with psycopg.connect(postgres_url, autocommit=True) as server:
        server.execute("CREATE DATABASE migrating")
        yield postgres_url.replace("/postgres?", "/migrating?")
        server.execute("DROP DATABASE migrating WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def own_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    is_sqlite = request.param == "sqlite"
    database = Database(f"sqlite:///{tmp_path / 'own.db'}" if is_sqlite else request.getfixturevalue("own_postgres"))
    yield database
    database.close()


@pytest.fixture
def revise(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Revise:
    """From then on this is the next version's program."""

    def write(body: str) -> None:
        newest = migrations.newest()
        there = shutil.copytree(migrations.HERE, tmp_path / "migrations", ignore=shutil.ignore_patterns("__pycache__"))
        (there / "versions" / "next.py").write_text(REVISION.format(after=newest, body=body))
        monkeypatch.setattr(migrations, "HERE", there)

    return write
