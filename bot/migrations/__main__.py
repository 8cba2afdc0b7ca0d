"""`python -m bot.migrations "why"`: writes the revision that brings the tables to the models."""

import sys
import tempfile
from pathlib import Path

from alembic import command

from bot.kernel.db import Database
from bot.migrations import configuration, migrate


def main(why: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'now.db'}")
        migrate(database)
        config = configuration()
        number = len(list(Path(__file__).with_name("versions").glob("*.py"))) + 1
        with database.engine.connect() as connection:
            config.attributes["connection"] = connection
            command.revision(config, message=why, autogenerate=True, rev_id=f"{number:04}")
        database.close()


if __name__ == "__main__":
    main(sys.argv[1])
