"""What a gesture asks of the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from tests.world import Helvia


@contextmanager
def statements(helvia: Helvia) -> Iterator[list[str]]:
    """What is asked of it meanwhile."""
    asked: list[str] = []

    def listen(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        asked.append(statement)

    event.listen(helvia.database.engine, "before_cursor_execute", listen)
    yield asked
    event.remove(helvia.database.engine, "before_cursor_execute", listen)
