"""What has changed of a row, or a row that is new. A few are written here, by prepared statements in one trip:
SQLAlchemy's unit of work takes as long for one as for all other statements of a gesture. It is left what it does
better, many rows at once, and what it alone can do: rows that are gone or refer to new ones, in their order, and
savepoints, which undo what it wrote itself.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache, partial
from typing import Any, cast

from sqlalchemy import Row, Table, bindparam, insert, inspect, update
from sqlalchemy.orm import InstanceState, Mapper, Session, make_transient_to_detached
from sqlalchemy.orm.base import NO_VALUE
from sqlalchemy.orm.exc import StaleDataError

from bot.kernel.statements import Prepared, connection_of, in_one_trip_on

A_FEW = 4

Answer = Sequence[Row[Any]]
Writing = tuple[tuple[Prepared, Mapping[str, Any]], Callable[[Session, Answer], None]]
"""A statement with its values, and what is done once it was answered."""


def changed(row: object) -> dict[str, tuple[Any, Any]]:
    """By the names of its attributes: what was there, None where nothing was, and what is there now."""
    state: InstanceState[Any] = inspect(row)
    before, now = state.committed_state, state.dict
    return {
        name: (None if before[name] is NO_VALUE else before[name], now.get(name))
        for name in columns(state.mapper)
        if name in before and before[name] != now.get(name)
    }


@cache
def columns(mapper: Mapper[Any]) -> dict[str, str]:
    """The names of a class's columns, by its attributes."""
    return {each.key: each.columns[0].name for each in mapper.column_attrs}


def write(session: Session, known: Mapping[Any, Collection[str]]) -> None:
    """Before a flush, which then finds nothing left; `known` are the columns that have changed, of each row that is
    looked at. Raises StaleDataError where the row is gone.
    """
    if session.deleted or session.in_nested_transaction():
        return
    new, changed = list(session.new), [row for row in session.dirty if known.get(row, row)]
    # Of several that have changed, SQLAlchemy knows in which order nobody waits for somebody who waits for them.
    touched = [*new, *changed]
    if not touched or len(new) > A_FEW or len(changed) > 1:
        return
    if all(row in known and _refers_as_before(inspect(row)) for row in (*new, *session.dirty)):
        writings = [_adding(row) if inspect(row).pending else _changing(row, tuple(known[row])) for row in touched]
        answers = in_one_trip_on(connection_of(session), [writing for writing, _ in writings])
        for (_, done), answer in zip(writings, answers, strict=True):
            done(session, answer)


def _refers_as_before(state: InstanceState[Any]) -> bool:
    """A new row that was given an empty list refers to nothing."""
    given = state.committed_state.keys() & state.mapper.relationships.keys()
    return not given or (state.pending and all(state.dict[name] == [] for name in given))


def _adding(row: Any) -> Writing:
    state: InstanceState[Any] = inspect(row)
    names, values = columns(state.mapper), state.dict
    values.update({name: make() for name, make in _usual(state.mapper).items() if name not in values})
    given = tuple(name for name in names if name in values)
    return (_insert(state.mapper, given), {names[name]: values[name] for name in given}), partial(_added, row)


def _added(row: Any, session: Session, answer: Answer) -> None:
    """It is now as one that was loaded."""
    inspect(row).dict.update(answer[0]._mapping)
    session.expunge(row)
    make_transient_to_detached(row)
    session.add(row)


@cache
def _usual(mapper: Mapper[Any]) -> dict[str, Callable[[], Any]]:
    """What makes up each attribute that nobody has set, but for those that the database makes up."""
    unset = {name: mapper.columns[name] for name in columns(mapper)}
    return {
        name: _maker(column.default)
        for name, column in unset.items()
        if column.default is not None or not (column.primary_key or column.server_default)
    }


def _maker(default: Any) -> Callable[[], Any]:
    if default is None:
        return lambda: None
    return partial(default.arg, None) if default.is_callable else lambda: default.arg


@cache
def _insert(mapper: Mapper[Any], given: tuple[str, ...]) -> Prepared:
    made = {each.key: each for each in mapper.column_attrs if each.key not in given or each.columns[0].primary_key}
    returned = [each.columns[0].label(name) for name, each in made.items()]
    return Prepared(insert(cast("Table", mapper.local_table)).returning(*returned))


def _changing(row: Any, names: tuple[str, ...]) -> Writing:
    state: InstanceState[Any] = inspect(row)
    its = {f"its_{number}": value for number, value in enumerate(state.identity or ())}
    values = {f"new_{name}": getattr(row, name) for name in names}
    return (_update(state.mapper, names), {**its, **values}), partial(_changed, state)


def _changed(state: InstanceState[Any], session: Session, answer: Answer) -> None:
    """As after a flush."""
    if not answer:
        raise StaleDataError(f"{state.key} is gone")
    state._commit_all(state.dict, session.identity_map)


@cache
def _update(mapper: Mapper[Any], names: tuple[str, ...]) -> Prepared:
    table, columns = cast("Table", mapper.local_table), {name: mapper.columns[name] for name in names}
    values = {column: bindparam(f"new_{name}", type_=column.type) for name, column in columns.items()}
    its = [column == bindparam(f"its_{number}") for number, column in enumerate(mapper.primary_key)]
    return Prepared(update(table).where(*its).values(values).returning(*mapper.primary_key))
