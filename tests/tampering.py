"""An attacker with every right on the database, past Concord and past what guards its tables."""

from sqlalchemy import Executable

from bot.kernel.db import Database


def past_concord(database: Database, *statements: Executable) -> None:
    with database.engine.begin() as connection:
        for statement in statements:
            connection.execute(statement)
