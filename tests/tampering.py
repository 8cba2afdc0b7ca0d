"""An attacker with every right on the database, outside Concord and past what guards its tables."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Executable, func, select

from bot.kernel.db import Database

AT_LEISURE = {
    "session_replication_role": "replica",
    "statement_timeout": "0",
    "idle_in_transaction_session_timeout": "0",
}


def past_concord(database: Database, *statements: Executable) -> None:
    with database.engine.begin() as connection, unguarded(connection):
        for statement in statements:
            connection.execute(statement)


@contextmanager
def unguarded(connection: Connection) -> Iterator[None]:
    """The triggers of all tables are away meanwhile, and there is time; whoever owns a table can do that."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(*(func.set_config(name, value, True) for name, value in AT_LEISURE.items())))
        yield
        connection.exec_driver_sql("SET LOCAL session_replication_role = origin")
        return
    guards = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").all()
    for name, _ in guards:
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
    yield
    for _, sql in guards:
        connection.exec_driver_sql(sql)
