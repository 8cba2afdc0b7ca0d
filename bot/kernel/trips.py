"""How statements go to the driver. To PostgreSQL each trip takes longer than most statements do: what nobody waits for
goes with what is waited for next, BEGIN with the first of them, and COMMIT with the last.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import partial
from typing import Any, NamedTuple

from sqlalchemy import Connection, Engine, event

_WAITING = "concord.statements"
_COMMIT = "COMMIT"


class Asked(NamedTuple):
    """A statement as the driver takes it, with one set of values or `many`."""

    text: str
    parameters: Any = ()
    many: bool = False

    def give(self, cursor: Any) -> None:
        (cursor.executemany if self.many else cursor.execute)(self.text, self.parameters)


def with_each(text: str, parameters: Sequence[Any]) -> Asked:
    """The statement with each of these in turn; it answers nothing."""
    return Asked(text, parameters, many=True) if len(parameters) > 1 else Asked(text, parameters[0])


def ask(connection: Connection, text: str, parameters: Any = ()) -> list[Any]:
    return ask_together(connection, [Asked(text, parameters)])[0]


def ask_later(connection: Connection, asked: Asked) -> None:
    """In its turn, and before the transaction's end; nobody learns what it answers."""
    if _is_far(connection):
        connection.info.setdefault(_WAITING, []).append(asked)
    else:
        ask_together(connection, [asked])


def ask_together(connection: Connection, asked: Sequence[Asked]) -> list[list[Any]]:
    """What each answers, in one trip. Who listens for `before_cursor_execute` hears of each, without a context; an
    error is SQLAlchemy's.
    """
    waiting = connection.info.pop(_WAITING, []) if _is_far(connection) else []
    return _send(connection, [*waiting, *asked])[len(waiting) :]


def attach(engine: Engine) -> None:
    """From now on what waits goes before SQLAlchemy's own statements, too, or with the commit."""
    for going_on in ("before_cursor_execute", "savepoint", "release_savepoint"):
        event.listen(engine, going_on, _send_waiting)
    event.listen(engine, "commit", _tell_of_waiting)
    dialect: Any = engine.dialect
    dialect.do_commit = partial(_commit, dialect.do_commit)
    for undoing in ("rollback", "rollback_savepoint"):
        event.listen(engine, undoing, _forget)
    event.listen(engine, "checkin", lambda _, entry: entry.info.pop(_WAITING, None))  # nothing for whoever has it next


def _send_waiting(connection: Connection, *_: object) -> None:
    if connection.info.get(_WAITING):
        ask_together(connection, [])


def _tell_of_waiting(connection: Connection) -> None:
    """Before it leaves with the commit."""
    if waiting := connection.info.pop(_WAITING, []):
        with closing(connection.connection.cursor()) as cursor:
            _tell(connection, [(cursor, each) for each in waiting])
        connection.info[_WAITING] = waiting


def _commit(commit: Callable[[Any], None], reached: Any) -> None:
    """With what waits: where that fails, PostgreSQL passes over the COMMIT. An error is told by whoever commits."""
    waiting = reached.info.pop(_WAITING, [])
    if not waiting:
        commit(reached)
        return
    these = [*waiting, Asked(_COMMIT)]
    cursors = [reached.cursor() for _ in these]
    driver = reached.driver_connection
    try:
        _in_one_trip(driver, cursors, these)
    except driver.Error as last:
        raise _first(last) from None
    finally:
        for cursor in cursors:
            cursor.close()


def _forget(connection: Connection, *_: object) -> None:
    if not connection.invalidated:
        connection.info.pop(_WAITING, None)


def _send(connection: Connection, these: Sequence[Asked]) -> list[list[Any]]:
    reached = connection.connection
    cursors = [reached.cursor() for _ in these]
    _tell(connection, list(zip(cursors, these, strict=True)))
    try:
        return answers(connection, cursors, these)
    except connection.dialect.loaded_dbapi.Error as last:
        error = _first(last)
        # As after a statement of its own: it raises its error, tells of it, and lets go of a connection that broke.
        text = ";\n".join(each.text for each in these)
        connection._handle_dbapi_exception(error, text, these[-1].parameters, cursors[-1], None)
    finally:
        for cursor in cursors:
            cursor.close()


def _tell(connection: Connection, these: Sequence[tuple[Any, Asked]]) -> None:
    for listener in connection.dispatch.before_cursor_execute:
        for cursor, each in these:
            listener(connection, cursor, each.text, each.parameters, None, each.many)


def _first(error: BaseException) -> BaseException:
    """Of those of one trip: the driver raises what it reads last, that a later statement was not tried at all."""
    before = error.__context__
    return before if type(error).__name__ == "PipelineAborted" and before else error


def answers(connection: Connection, cursors: Sequence[Any], these: Sequence[Asked]) -> list[list[Any]]:
    """In one trip."""
    if not _is_far(connection):
        return list(map(_asked, cursors, these))
    driver: Any = connection.connection.driver_connection
    if len(these) == 1 and driver.info.transaction_status:
        return [_asked(cursors[0], these[0])]
    _in_one_trip(driver, cursors, these)
    return list(map(_answer, cursors))


def _in_one_trip(driver: Any, cursors: Sequence[Any], these: Sequence[Asked]) -> None:
    with driver.pipeline() as pipeline:  # which sends BEGIN, too, where nothing was asked before
        _let_time_run(pipeline)
        given = zip(cursors, these, strict=True)
        if not driver.info.transaction_status:
            cursor, first = next(given)
            first.give(cursor)
        with _all_at_once(pipeline):
            for cursor, each in given:
                each.give(cursor)


def _let_time_run(pipeline: Any) -> None:
    """PostgreSQL counts from the end of a trip how long its transaction stands still; the Flush that the driver sends
    after it would stop that for good. What is answered is flushed by the Sync before it; what is to be sent, here.
    """
    from psycopg.generators import send  # where SQLite is all there is, nobody installs it

    fetch = pipeline._fetch_gen

    def fetched(flush: bool) -> Iterator[Any]:
        if flush:
            yield from send(pipeline.pgconn)
        yield from fetch(flush=False)

    pipeline._fetch_gen = fetched


@contextmanager
def _all_at_once(pipeline: Any) -> Iterator[None]:
    """What the driver is given here leaves when the trip ends, in one piece. It would send each statement by itself; to
    PostgreSQL a process that is frozen between two of them is at work, which has no limit, while others wait for it.
    """
    pipeline._communicate_gen = _send_nothing
    try:
        yield
    finally:
        del pipeline._communicate_gen
        commands = list(pipeline.command_queue)
        pipeline.command_queue.clear()
        pipeline.command_queue.append(lambda: [command() for command in commands])


def _send_nothing() -> Iterator[Any]:
    yield from ()


def _is_far(connection: Connection) -> bool:
    """SQLite is in this process: to ask it is no trip."""
    return connection.dialect.name == "postgresql"


def _asked(cursor: Any, this: Asked) -> list[Any]:
    this.give(cursor)
    return _answer(cursor)


def _answer(cursor: Any) -> list[Any]:
    return list(cursor.fetchall()) if cursor.description else []
