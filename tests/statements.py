"""What a gesture asks of the database."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event

from bot.kernel import trips
from tests.world import Helvia


def is_locking(statement: str) -> bool:
    """Whether rows that it finds are held for change: only in part, where others may refer to them."""
    return "FOR UPDATE" in statement or "FOR NO KEY UPDATE" in statement


def statements(helvia: Helvia) -> AbstractContextManager[list[str]]:
    """What is asked of its database meanwhile."""
    return asked_of(helvia.database.engine)


@contextmanager
def trips_to(helvia: Helvia, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What went to its database together; to SQLite each goes alone."""
    taken: list[str] = []
    answers = trips.answers

    def listen(_connection: Any, _cursor: Any, statement: str, _parameters: Any, context: Any, _many: bool) -> None:
        if context is not None:  # SQLAlchemy's own
            taken.append(statement)

    def note(connection: Connection, cursors: Sequence[Any], these: Sequence[trips.Asked]) -> list[list[Any]]:
        taken.append(";\n".join(each.text for each in these))
        return answers(connection, cursors, these)

    event.listen(helvia.database.engine, "before_cursor_execute", listen)
    with monkeypatch.context() as patch:
        patch.setattr(trips, "answers", note)
        yield taken
    event.remove(helvia.database.engine, "before_cursor_execute", listen)


@contextmanager
def asked_of(engine: Engine | Connection) -> Iterator[list[str]]:
    asked: list[str] = []

    def listen(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        asked.append(statement)

    event.listen(engine, "before_cursor_execute", listen)
    yield asked
    event.remove(engine, "before_cursor_execute", listen)
