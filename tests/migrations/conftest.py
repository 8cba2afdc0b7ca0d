"""Revisions of these tests' own."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bot import migrations
from bot.kernel.db import Database
from tests.migrations.older import BEFORE, write
from tests.migrations.templates import Templates

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
    """Nobody goes back in these tests."""
'''


@pytest.fixture
def revise(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Revise:
    """From then on this is the next version's program."""

    def write(body: str) -> None:
        newest = migrations.newest()
        there = shutil.copytree(migrations.HERE, tmp_path / "migrations", ignore=shutil.ignore_patterns("__pycache__"))
        (there / "versions" / "next.py").write_text(REVISION.format(after=newest, body=body))
        monkeypatch.setattr(migrations, "HERE", there)

    return write


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Templates:
    return Templates(tmp_path_factory.mktemp("templates"))


@pytest.fixture
def older(own_database: Database, templates: Templates) -> Database:
    """The tables of an older version, with what it wrote."""
    templates.copy("older", write_it, own_database)
    return own_database


@pytest.fixture
def brought_here(own_database: Database, templates: Templates) -> Database:
    """The same once it was migrated."""
    templates.copy("brought_here", write_it_and_migrate, own_database)
    return own_database


def write_it(database: Database) -> None:
    write(database, BEFORE["tables"])


def write_it_and_migrate(database: Database) -> None:
    write_it(database)
    migrations.migrate(database)
