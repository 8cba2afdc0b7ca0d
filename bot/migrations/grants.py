"""What the role may do that Concord runs as on PostgreSQL, where another role owns the tables and migrates them."""

from collections.abc import Iterator

from sqlalchemy import Connection
from sqlalchemy.exc import ProgrammingError

from bot.kernel.db import Database
from bot.migrations.guards import KEPT
from bot.migrations.misfits import Misfit
from bot.tables import TABLES

VERSION = "alembic_version"


class NotGranted(Misfit):
    pass


def grant(database: Database, role: str) -> None:
    """Let `role` read and write, add to what is kept, and nothing else; raises NotGranted."""
    if database.is_sqlite:
        raise NotGranted("SQLite has no roles: anyone who can write its file can change everything. Use PostgreSQL.")
    with database.engine.begin() as connection:
        if connection.exec_driver_sql("SELECT current_user").scalar_one() == role:
            raise NotGranted(f"{role} owns the tables, so it can change everything. Name another role.")
        try:
            for statement in statements(connection, role):
                connection.exec_driver_sql(statement)
        except ProgrammingError as error:
            raise NotGranted(f"The database does not grant that: {str(error.orig).strip()}") from None


def statements(connection: Connection, role: str) -> Iterator[str]:
    quote = connection.dialect.identifier_preparer.quote
    name, schema = quote(role), quote(str(connection.exec_driver_sql("SELECT current_schema()").scalar_one()))
    yield f"GRANT USAGE ON SCHEMA {schema} TO {name}"
    for table in [*sorted(TABLES), VERSION]:
        yield f"REVOKE ALL ON {schema}.{table} FROM {name}"
        yield f"GRANT {_rights(table)} ON {schema}.{table} TO {name}"
    yield f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA {schema} TO {name}"


def _rights(table: str) -> str:
    if table == VERSION:
        return "SELECT"
    return "SELECT, INSERT" if table in KEPT else "SELECT, INSERT, UPDATE, DELETE"
