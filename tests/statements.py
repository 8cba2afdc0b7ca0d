"""What a gesture asks of the database."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, event

from tests.world import Helvia


def statements(helvia: Helvia) -> AbstractContextManager[list[str]]:
    """What is asked of its database meanwhile."""
    return asked_of(helvia.database.engine)


@contextmanager
def asked_of(engine: Engine | Connection) -> Iterator[list[str]]:
    asked: list[str] = []

    def listen(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        asked.append(statement)

    event.listen(engine, "before_cursor_execute", listen)
    yield asked
    event.remove(engine, "before_cursor_execute", listen)
