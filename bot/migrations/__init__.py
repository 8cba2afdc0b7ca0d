"""How the tables came to be what they are: Alembic, run by `python -m bot migrate` and, on SQLite, at start."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from bot.kernel.db import Database

HERE = Path(__file__).parent


def migrate(database: Database) -> None:
    """Bring the tables to the newest revision; where they are, nothing happens."""
    config = configuration()
    with database.engine.connect() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        connection.commit()


def is_current(database: Database) -> bool:
    with database.engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_heads()
    return set(current) == set(ScriptDirectory.from_config(configuration()).get_heads())


def configuration() -> Config:
    config = Config()
    config.set_main_option("script_location", str(HERE))
    return config
