"""What Concord writes, nobody else on its machine reads; and it says where its secrets lie open."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot import settings
from bot.kernel.db import Database
from tests import forked
from tests.patience import PATIENCE_S


@pytest.fixture(autouse=True)
def careless() -> Iterator[None]:
    """As most machines are set up: what is written others may read."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def rights(folder: Path) -> dict[str, str]:
    return {file.name: oct(file.stat().st_mode & 0o777) for file in folder.iterdir() if file.name.startswith("concord")}


def test_a_database_that_concord_makes_is_its_owners(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'concord.db'}"
    assert forked.bot({"DATABASE_URL": url}, tmp_path, "migrate", patience_s=PATIENCE_S).returncode == 0
    assert rights(tmp_path) == {"concord.db": "0o600"}
    database = Database(url)
    with database.engine.connect():
        assert set(rights(tmp_path).values()) == {"0o600"}
    database.close()


def test_a_database_that_lies_open_is_closed(tmp_path: Path) -> None:
    file = tmp_path / "concord.db"
    with closing(sqlite3.connect(file)) as other:
        other.execute("PRAGMA journal_mode=WAL")
        other.execute("CREATE TABLE words (word)")
        assert rights(tmp_path) == dict.fromkeys(["concord.db", "concord.db-wal", "concord.db-shm"], "0o644")
        database = Database(f"sqlite:///{file}")
        with database.engine.connect():
            assert set(rights(tmp_path).values()) == {"0o600"}
        database.close()


@pytest.mark.parametrize(("mode", "count"), [(0o644, 1), (0o640, 1), (0o604, 1), (0o600, 0), (0o400, 0)])
def test_a_settings_file_that_others_read_is_warned_about(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mode: int, count: int
) -> None:
    monkeypatch.chdir(tmp_path)
    assert settings.warnings() == []
    (tmp_path / ".env").write_text("SLACK_BOT_TOKEN=xoxb-very-secret\n")
    (tmp_path / ".env").chmod(mode)
    warnings = settings.warnings()
    assert len(warnings) == count
    assert [line for line in warnings if "chmod 600 .env" not in line or "secret" in line.replace("secrets", "")] == []
