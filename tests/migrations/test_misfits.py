"""A version that meets tables of another one says so, and changes nothing."""

from pathlib import Path

import pytest
from sqlalchemy import text

from bot.kernel.db import Database
from bot.migrations import check, is_current, migrate
from bot.migrations.misfits import NewerTables, OlderTables
from tests import forked
from tests.patience import PATIENCE_S

NEXT = text("UPDATE alembic_version SET version_num = '9999'")


def test_tables_of_an_older_version_are_to_be_migrated(own_database: Database) -> None:
    with pytest.raises(OlderTables, match="Run: python -m bot migrate"):
        check(own_database)
    migrate(own_database)
    check(own_database)


def test_tables_of_a_newer_version_are_named_and_left_alone(own_database: Database) -> None:
    migrate(own_database)
    with own_database.engine.begin() as connection:
        connection.execute(NEXT)
    for look in (check, migrate, is_current):
        with pytest.raises(NewerTables, match="A newer version was here: the tables are at 9999"):
            look(own_database)


@pytest.mark.parametrize(
    "words", [["run"], ["serve"], ["work"], ["migrate"], ["audit", "verify"], ["import", "a.csv", "--as", "U1"]]
)
def test_no_command_works_with_the_tables_of_a_newer_version(
    words: list[str], sqlite_file: Path, tmp_path: Path
) -> None:
    (tmp_path / "concord.db").write_bytes(sqlite_file.read_bytes())
    (tmp_path / "a.csv").write_text(
        "network,handle,kind,purpose,audience,market,languages,business_unit,owner,backup,why\n"
    )
    database = Database(f"sqlite:///{tmp_path / 'concord.db'}")
    with database.engine.begin() as connection:
        connection.execute(NEXT)
    database.close()
    tokens = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1", "SLACK_SIGNING_SECRET": "12345678"}
    ended = forked.bot({"DATABASE_URL": str(database.engine.url), **tokens}, tmp_path, *words, patience_s=PATIENCE_S)
    assert ended.returncode == 1
    assert ended.stderr.startswith("A newer version was here: the tables are at 9999")
    assert "Traceback" not in ended.stderr
