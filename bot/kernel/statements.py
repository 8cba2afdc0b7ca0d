"""Statements that every gesture runs. SQLAlchemy writes each once for a database; from then on the driver is given it
as it is, since what SQLAlchemy does anew at each execution takes several times as long as the statement itself.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from sqlalchemy import Connection, Dialect, Executable, Row, Table, bindparam, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import result_tuple
from sqlalchemy.orm import Session

Insert = postgresql.Insert | sqlite.Insert
Written = Callable[[Callable[[Table], Insert]], Executable]
"""Makes a statement of the `insert` that knows ON CONFLICT: SQLite and PostgreSQL spell it alike, and SQLAlchemy keeps
it in two dialects.
"""
Convert = Callable[[Any], Any]
_How = Callable[[Any, str, Any], list[Any]]
"""How a cursor is asked."""

_CONNECTION = "concord.connection"


class Prepared:
    """A statement of Core's, or what makes it. The first call says which columns an INSERT has, those with a default
    among them. A list whose length changes cannot be bound.
    """

    def __init__(self, statement: Executable | Written) -> None:
        self._statement = statement
        self._spelt: dict[str, _Spelt] = {}

    def run(self, session: Session, /, **values: Any) -> list[Row[Any]]:
        """Run it once, with a value for everything that it leaves open; what it selects or returns."""
        session.flush()
        return self.on(connection_of(session), **values)

    def on(self, connection: Connection, /, **values: Any) -> list[Row[Any]]:
        """The same, whatever the session has not written yet."""
        spelt = self._for(connection.dialect, values)
        return [spelt.row(each) for each in ask(connection, spelt.text, spelt.given(values))]

    def run_all(self, session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
        """Run it with each of them in turn, in one trip."""
        self._ask_for(session, rows, _all)

    def run_each(self, session: Session, rows: Sequence[Mapping[str, Any]]) -> list[list[Row[Any]]]:
        """The same, and what it selects or returns for each."""
        return self._ask_for(session, rows, _each)

    def _ask_for(self, session: Session, rows: Sequence[Mapping[str, Any]], how: _How) -> list[list[Row[Any]]]:
        if not rows:
            return []
        session.flush()
        connection = connection_of(session)
        spelt = self._for(connection.dialect, rows[0])
        answers = ask(connection, spelt.text, [spelt.given(values) for values in rows], how)
        return [list(map(spelt.row, answer)) for answer in answers]

    def _for(self, dialect: Dialect, names: Collection[str]) -> "_Spelt":
        if dialect.name not in self._spelt:
            self._spelt[dialect.name] = _spelt(self._written(dialect), dialect, names)
        return self._spelt[dialect.name]

    def _written(self, dialect: Dialect) -> Any:
        if callable(self._statement):
            return self._statement(postgresql.insert if dialect.name == "postgresql" else sqlite.insert)
        return self._statement


def add_new(session: Session, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write the rows, all with the same columns, but for those that are there already."""
    _adding(table).run_all(session, rows)


def alone(session: Session, lock: int) -> None:
    """Of all transactions that name this lock, this one goes on alone until it ends, as every writer does on SQLite."""
    if session.get_bind().dialect.name == "postgresql":
        _ALONE.run(session, lock=lock)


def together(session: Session, lock: int) -> None:
    """Others that do the same go on; whoever names this lock to go on alone waits until all of them have ended."""
    if session.get_bind().dialect.name == "postgresql":
        _TOGETHER.run(session, lock=lock)


_ALONE = Prepared(select(func.pg_advisory_xact_lock(bindparam("lock"))))
_TOGETHER = Prepared(select(func.pg_advisory_xact_lock_shared(bindparam("lock"))))


@cache
def _adding(table: Table) -> Prepared:
    return Prepared(lambda insert: insert(table).on_conflict_do_nothing())


@dataclass(frozen=True, slots=True)
class _Spelt:
    """A statement as one driver takes it. `order` has the names of its values where the driver wants them in order."""

    text: str
    order: Sequence[str]
    fixed: Mapping[str, Any]
    asked: frozenset[str]
    converted: Sequence[tuple[str, Convert]]
    row: Callable[[Sequence[Any]], Row[Any]]

    def given(self, values: Mapping[str, Any]) -> Any:
        if values.keys() != self.asked:
            raise TypeError(f"{sorted(values)} are given where {sorted(self.asked)} are asked for")
        parameters = {**self.fixed, **values}
        for name, convert in self.converted:
            parameters[name] = convert(parameters[name])
        return tuple(map(parameters.__getitem__, self.order)) if self.order else parameters


def _spelt(statement: Any, dialect: Dialect, names: Collection[str]) -> _Spelt:
    columns = [name for name in names if name in statement.table.c] if statement.is_insert else None
    if statement.is_insert and not statement.exported_columns:
        statement = statement.inline()  # or PostgreSQL would be asked for the new row's key
    compiled = statement.compile(dialect=dialect, column_keys=columns)
    if unset := [column.name for column in [*compiled.insert_prefetch, *compiled.update_prefetch]]:
        raise TypeError(f"{unset} have defaults, which are not looked for: they are to be given")
    asked = frozenset(name for name, bind in compiled.binds.items() if bind.required)
    expanded = compiled.construct_expanded_state(dict.fromkeys(asked))
    own = {name: bind.type.dialect_impl(dialect).bind_processor(dialect) for name, bind in compiled.binds.items()}
    convert = {name: each for name, each in {**own, **expanded.processors}.items() if each}
    fixed = {name: value for name, value in expanded.parameters.items() if name not in asked}
    return _Spelt(
        text=expanded.statement,
        order=expanded.positiontup or (),
        fixed={name: convert[name](value) if name in convert else value for name, value in fixed.items()},
        asked=asked,
        converted=[(name, convert[name]) for name in asked if name in convert],
        row=_row(statement.exported_columns, dialect),
    )


def _row(columns: Any, dialect: Dialect) -> Callable[[Sequence[Any]], Row[Any]]:
    """How a row is made of what the driver answers."""
    made = result_tuple(columns.keys())
    read = [each.type.dialect_impl(dialect).result_processor(dialect, None) for each in columns]
    converted = [(number, convert) for number, convert in enumerate(read) if convert]
    if not converted:
        return made

    def row(values: Sequence[Any]) -> Row[Any]:
        new = list(values)
        for number, convert in converted:
            new[number] = convert(new[number])
        return made(new)

    return row


def connection_of(session: Session) -> Connection:
    """Its connection. It is remembered: to ask for it again takes as long as a statement."""
    savepoint = session.get_nested_transaction()
    known, within = session.info.get(_CONNECTION, (None, None))
    # Asked for, it sets the savepoint that has begun, and says when the transaction has failed.
    if known is None or known.closed or within is not savepoint or not session.is_active:
        known = session.connection()
        session.info[_CONNECTION] = known, savepoint
    return cast("Connection", known)


def _one(cursor: Any, text: str, parameters: Any) -> list[Any]:
    cursor.execute(text, parameters)
    return list(cursor.fetchall()) if cursor.description else []


def _all(cursor: Any, text: str, parameters: Any) -> list[Any]:
    cursor.executemany(text, parameters)
    return []


def _each(cursor: Any, text: str, parameters: Any) -> list[Any]:
    if not hasattr(cursor, "results"):  # SQLite's: there is no trip to spare
        return [_one(cursor, text, each) for each in parameters]
    cursor.executemany(text, parameters, returning=True)
    return [cursor.fetchall() for _ in cursor.results()]


def ask(connection: Connection, text: str, parameters: Any = (), how: _How = _one) -> list[Any]:
    """Give the driver a statement as it is. Who listens for `before_cursor_execute` hears of it, without a context; an
    error is SQLAlchemy's.
    """
    cursor = connection.connection.cursor()
    for listener in connection.dispatch.before_cursor_execute:
        listener(connection, cursor, text, parameters, None, how is not _one)
    try:
        return how(cursor, text, parameters)
    except connection.dialect.loaded_dbapi.Error as error:
        # As after a statement of its own: it raises its error, tells of it, and lets go of a connection that broke.
        connection._handle_dbapi_exception(error, text, parameters, cursor, None)
    finally:
        cursor.close()
