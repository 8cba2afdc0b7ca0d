"""How the tables came to be what they are: Alembic, run by `python -m bot migrate` and, on SQLite, at start."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from time import sleep

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.exc import SQLAlchemyError

from bot.kernel.db import Database
from bot.migrations.locks import alone
from bot.migrations.misfits import NewerTables, OlderTables

HERE = Path(__file__).parent


def migrate(database: Database, rest: Callable[[float], object] = sleep) -> None:
    """Bring the tables to the newest revision; where they are, nothing happens.

    Raises NewerTables, and TablesBusy where PostgreSQL's tables were not free in any try.
    """
    if not is_current(database):
        config = configuration()
        with alone(database, rest) as config.attributes["connection"]:
            command.upgrade(config, "head")


def check(database: Database) -> None:
    """Raises a Misfit where the tables are not those of this version."""
    if not is_current(database):
        raise OlderTables


def is_current(database: Database) -> bool:
    """Whether they need no migration; raises NewerTables where a newer version made them."""
    script = scripts(HERE)
    with database.snapshot() as session:
        theirs = MigrationContext.configure(session.connection()).get_current_revision()
    if theirs and theirs not in {each.revision for each in script.walk_revisions()}:
        raise NewerTables(theirs, newest())
    return theirs == newest()


def is_newer(database: Database) -> bool:
    """Whether a newer version made the tables; False where the database does not say."""
    try:
        is_current(database)
    except NewerTables:
        return True
    except SQLAlchemyError:
        return False
    return False


def newest() -> str:
    """The revision that this version brings the tables to."""
    [head] = scripts(HERE).get_heads()
    return head


@cache
def scripts(where: Path) -> ScriptDirectory:
    """All revisions that stand there, each read once."""
    return ScriptDirectory(str(where))


def configuration() -> Config:
    config = Config()
    config.set_main_option("script_location", str(HERE))
    return config
