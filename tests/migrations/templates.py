"""Databases that take long to make: each is made once a run, and copied for the tests that begin with it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import psycopg
from psycopg.sql import SQL, Identifier
from sqlalchemy import URL

from bot.kernel.db import Database

Make = Callable[[Database], object]


class Templates:
    def __init__(self, folder: Path) -> None:
        self._folder, self._made = folder, set[str]()

    def copy(self, name: str, make: Make, database: Database) -> None:
        """What `make` makes of a database stands in this one, which nobody has used yet."""
        (self._copy_file if database.is_sqlite else self._copy_on_server)(name, make, database)

    def _copy_file(self, name: str, make: Make, database: Database) -> None:
        file = self._folder / f"{name}.db"
        if not file.exists():
            _make(make, f"sqlite:///{file}")
        shutil.copy(file, str(database.engine.url.database))

    def _copy_on_server(self, name: str, make: Make, database: Database) -> None:
        own, template = database.engine.url, Identifier(name)
        with psycopg.connect(_address(own), autocommit=True) as server:
            if name not in self._made:
                server.execute(SQL("CREATE DATABASE {}").format(template))
                _make(make, own.set(database=name).render_as_string(hide_password=False))
                self._made.add(name)
            server.execute(SQL("DROP DATABASE {}").format(Identifier(str(own.database))))
            server.execute(SQL("CREATE DATABASE {} TEMPLATE {}").format(Identifier(str(own.database)), template))


def _make(make: Make, url: str) -> None:
    database = Database(url)
    make(database)
    database.close()


def _address(of: URL) -> str:
    """Where its server is told what to do with its databases."""
    return of.set(database="postgres", drivername="postgresql").render_as_string(hide_password=False)
