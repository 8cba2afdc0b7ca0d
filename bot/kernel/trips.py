"""How statements go to the driver. To PostgreSQL each trip takes longer than most statements do: what nobody waits for
goes with what is waited for next, and BEGIN with the first of them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, event

Give = Callable[[Any, str, Any], Any]
"""Gives a cursor a statement, with one set of values or many; the cursor."""

_WAITING = "concord.statements"


def _one(cursor: Any, text: str, parameters: Any) -> Any:
    cursor.execute(text, parameters)
    return cursor


def _all(cursor: Any, text: str, parameters: Any) -> Any:
    cursor.executemany(text, parameters)
    return cursor


@dataclass(frozen=True, slots=True)
class Asked:
    """A statement as the driver takes it; `give` is `_all` where `parameters` are many."""

    text: str
    parameters: Any = ()
    give: Give = _one


def with_each(text: str, parameters: Sequence[Any]) -> Asked:
    """The statement with each of these in turn; it answers nothing."""
    return Asked(text, parameters, _all) if len(parameters) > 1 else Asked(text, parameters[0])


def ask(connection: Connection, text: str, parameters: Any = ()) -> list[Any]:
    return ask_together(connection, [Asked(text, parameters)])[0]


def ask_later(connection: Connection, asked: Asked) -> None:
    """In its turn, and before the transaction's end; nobody learns what it answers."""
    if connection.dialect.name == "postgresql":
        connection.info.setdefault(_WAITING, []).append(asked)
    else:
        ask_together(connection, [asked])


def ask_together(connection: Connection, asked: Sequence[Asked]) -> list[list[Any]]:
    """What each answers, in one trip. Who listens for `before_cursor_execute` hears of each, without a context; an
    error is SQLAlchemy's.
    """
    waiting = connection.info.pop(_WAITING, [])
    return _send(connection, [*waiting, *asked])[len(waiting) :]


def attach(engine: Engine) -> None:
    """From now on what waits goes before SQLAlchemy's own statements, too, and before the commit."""
    for going_on in ("before_cursor_execute", "savepoint", "release_savepoint", "commit"):
        event.listen(engine, going_on, _send_waiting)
    for undoing in ("rollback", "rollback_savepoint"):
        event.listen(engine, undoing, _forget)


def _send_waiting(connection: Connection, *_: object) -> None:
    if connection.info.get(_WAITING):
        ask_together(connection, [])


def _forget(connection: Connection, *_: object) -> None:
    if not connection.invalidated:
        connection.info.pop(_WAITING, None)


def _send(connection: Connection, these: Sequence[Asked]) -> list[list[Any]]:
    cursors = [connection.connection.cursor() for _ in these]
    for cursor, each in zip(cursors, these, strict=True):
        for listener in connection.dispatch.before_cursor_execute:
            listener(connection, cursor, each.text, each.parameters, None, each.give is _all)
    try:
        return answers(connection, cursors, these)
    except connection.dialect.loaded_dbapi.Error as error:
        # As after a statement of its own: it raises its error, tells of it, and lets go of a connection that broke.
        text = ";\n".join(each.text for each in these)
        connection._handle_dbapi_exception(error, text, these[-1].parameters, cursors[-1], None)
    finally:
        for cursor in cursors:
            cursor.close()


def answers(connection: Connection, cursors: Sequence[Any], these: Sequence[Asked]) -> list[list[Any]]:
    """In one trip."""
    driver: Any = connection.connection.driver_connection
    if connection.dialect.name != "postgresql" or (len(these) == 1 and driver.info.transaction_status):
        return [
            _answer(each.give(cursor, each.text, each.parameters)) for cursor, each in zip(cursors, these, strict=True)
        ]
    with driver.pipeline():  # which sends BEGIN, too, where nothing was asked before
        given = [each.give(cursor, each.text, each.parameters) for cursor, each in zip(cursors, these, strict=True)]
    return list(map(_answer, given))


def _answer(cursor: Any) -> list[Any]:
    return list(cursor.fetchall()) if cursor.description else []
