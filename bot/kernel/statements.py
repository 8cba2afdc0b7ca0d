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

from bot.kernel.trips import Asked, ask_later, ask_together, with_each

Insert = postgresql.Insert | sqlite.Insert
Written = Callable[[Callable[[Table], Insert]], Executable]
"""Makes a statement of the `insert` that knows ON CONFLICT: SQLite and PostgreSQL spell it alike, and SQLAlchemy keeps
it in two dialects.
"""
Convert = Callable[[Any], Any]

_CONNECTION = "concord.connection"


class Prepared:
    """A statement of Core's, or what makes it. The first call says which columns an INSERT has, those with a default
    among them. `lists` are its values that are lists, `expanding`; it is written once for each of their lengths.
    """

    def __init__(self, statement: Executable | Written, *, lists: Sequence[str] = ()) -> None:
        self._statement, self._lists = statement, lists
        self._spelt: dict[tuple[str | int, ...], _Spelt] = {}

    def run(self, session: Session, /, **values: Any) -> list[Row[Any]]:
        """Run it once, with a value for everything that it leaves open; what it selects or returns."""
        session.flush()
        return self.on(connection_of(session), **values)

    def on(self, connection: Connection, /, **values: Any) -> list[Row[Any]]:
        """The same, whatever the session has not written yet."""
        spelt = self.spelt(connection.dialect, values)
        (answer,) = ask_together(connection, [Asked(spelt.text, spelt.given(values))])
        return list(map(spelt.row, answer))

    def later(self, session: Session, /, **values: Any) -> None:
        """The same, in its turn but in the trip of what is waited for next; what it comes to nobody learns."""
        self.run_all(session, [values])

    def run_all(self, session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
        """The same with each of these values in turn."""
        if rows:
            session.flush()
            connection = connection_of(session)
            spelt = self.spelt(connection.dialect, rows[0])
            ask_later(connection, with_each(spelt.text, [spelt.given(values) for values in rows]))

    def run_each(self, session: Session, rows: Sequence[Mapping[str, Any]]) -> list[list[Row[Any]]]:
        """Run it with each of them in turn, in one trip; what it selects or returns for each."""
        return in_one_trip(session, [(self, values) for values in rows])

    def spelt(self, dialect: Dialect, values: Mapping[str, Any]) -> "_Spelt":
        lengths = {name: len(values[name]) for name in self._lists} if self._lists else {}
        key: tuple[str | int, ...] = (dialect.name, *lengths.values())
        if key not in self._spelt:
            self._spelt[key] = _spelt(self._written(dialect), dialect, values, lengths)
        return self._spelt[key]

    def _written(self, dialect: Dialect) -> Any:
        if callable(self._statement):
            return self._statement(postgresql.insert if dialect.name == "postgresql" else sqlite.insert)
        return self._statement


def in_one_trip(session: Session, these: Sequence[tuple[Prepared, Mapping[str, Any]]]) -> list[list[Row[Any]]]:
    """Run each with its values, in one trip; what each selects or returns."""
    if not these:
        return []
    session.flush()
    return in_one_trip_on(connection_of(session), these)


def in_one_trip_on(connection: Connection, these: Sequence[tuple[Prepared, Mapping[str, Any]]]) -> list[list[Row[Any]]]:
    """The same, whatever the session has not written yet."""
    spelt = [statement.spelt(connection.dialect, values) for statement, values in these]
    asked = [Asked(each.text, each.given(values)) for each, (_, values) in zip(spelt, these, strict=True)]
    return [list(map(each.row, answer)) for each, answer in zip(spelt, ask_together(connection, asked), strict=True)]


def add_new(session: Session, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write the rows, all with the same columns, but for those that are there already."""
    _adding(table).run_all(session, rows)


def alone(session: Session, lock: int) -> None:
    """Of all transactions that name this lock, this one goes on alone until it ends, as every writer does on SQLite."""
    if session.get_bind().dialect.name == "postgresql":
        _ALONE.later(session, lock=lock)


def together(session: Session, lock: int) -> None:
    """Others that do the same go on; whoever names this lock to go on alone waits until all of them have ended."""
    if session.get_bind().dialect.name == "postgresql":
        _TOGETHER.later(session, lock=lock)


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
    lists: Collection[str]
    converted: Sequence[tuple[str, Convert]]
    row: Callable[[Sequence[Any]], Row[Any]]

    def given(self, values: Mapping[str, Any]) -> Any:
        if values.keys() != self.asked:
            raise TypeError(f"{sorted(values)} are given where {sorted(self.asked)} are asked for")
        parameters = {**self.fixed, **values}
        for name in self.lists:
            parameters |= {f"{name}_{number}": each for number, each in enumerate(parameters.pop(name), 1)}
        for name, convert in self.converted:
            parameters[name] = convert(parameters[name])
        return tuple(map(parameters.__getitem__, self.order)) if self.order else parameters


def _spelt(statement: Any, dialect: Dialect, names: Collection[str], lengths: Mapping[str, int]) -> _Spelt:
    columns = [name for name in names if name in statement.table.c] if statement.is_insert else None
    if statement.is_insert and not statement.exported_columns:
        statement = statement.inline()  # or PostgreSQL would be asked for the new row's key
    compiled = statement.compile(dialect=dialect, column_keys=columns)
    if unset := [column.name for column in [*compiled.insert_prefetch, *compiled.update_prefetch]]:
        raise TypeError(f"{unset} have defaults, which are not looked for: they are to be given")
    asked = frozenset(name for name, bind in compiled.binds.items() if bind.required)
    lists: dict[str, Any] = {name: [None] * length for name, length in lengths.items()}
    expanded = compiled.construct_expanded_state({**dict.fromkeys(asked), **lists})
    own = {name: bind.type.dialect_impl(dialect).bind_processor(dialect) for name, bind in compiled.binds.items()}
    convert = {name: each for name, each in {**own, **expanded.processors}.items() if each}
    given = {
        *asked - lengths.keys(),
        *(f"{name}_{n}" for name, length in lengths.items() for n in range(1, length + 1)),
    }
    fixed = {name: value for name, value in expanded.parameters.items() if name not in given}
    return _Spelt(
        text=expanded.statement,
        order=expanded.positiontup or (),
        fixed={name: convert[name](value) if name in convert else value for name, value in fixed.items()},
        asked=asked,
        lists=tuple(lengths),
        converted=[(name, convert[name]) for name in given if name in convert],
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
