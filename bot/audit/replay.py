"""What the trail says must stand in the tables: each row, as its changes lead to it."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, cast

from sqlalchemy import Column, Table, select
from sqlalchemy.orm import Session

from bot.kernel.db import Instant
from bot.kernel.events import Audited, plain

Key = tuple[Any, ...]
"""A subject, and what tells its rows apart."""
AT_ONCE = 1_000
UNTOLD: tuple[Any, ...] = (None, "", False, 0, [], {})
"""What may stand in a column that no change ever named: nothing, or its default."""

_UNTOLD = object()
_decode = json.JSONDecoder().raw_decode  # without looking for blanks around it, which nobody writes


class Replay:
    """`of` says of each fact, as the trail writes it, which class it is about."""

    def __init__(self, of: Mapping[str, type[Audited]]) -> None:
        kept = {what: kind for what, kind in of.items() if hasattr(kind, "__table__")}
        self._rows: dict[type[Audited], dict[Key, dict[str, Any]]] = {kind: {} for kind in kept.values()}
        self._of = {what: (self._rows[kind], kind.told_apart_by) for what, kind in kept.items()}

    def take(self, what: str, subject: str, changes: str) -> bool:
        """One entry more; whether its changes can be read."""
        try:
            told, end = _decode(changes)
            if end != len(changes):
                return False
            if told and what in self._of:
                rows, told_apart_by = self._of[what]
                after = {name: now for name, (_, now) in told.items()}
                key = (subject, *(after[name] for name in told_apart_by)) if told_apart_by else (subject,)
                if key in rows:
                    rows[key].update(after)
                else:
                    rows[key] = after
        except (ValueError, TypeError, KeyError, AttributeError):
            return False
        return True

    def differences(self, session: Session) -> Iterator[str]:
        """Each in a sentence."""
        for kind, rows in self._rows.items():
            yield from _compare(session, kind, rows)

    def __len__(self) -> int:
        return sum(map(len, self._rows.values()))


def _compare(session: Session, kind: type[Audited], rows: dict[Key, dict[str, Any]]) -> Iterator[str]:
    table = cast("Table", vars(kind)["__table__"])
    seen: set[Key] = set()
    subject_of = cast("Any", vars(kind)["subject"]).fget  # it asks only for columns, which a row has too
    columns = list(enumerate(table.columns))
    for row in session.execute(select(table), execution_options={"yield_per": AT_ONCE}):
        key = (subject_of(row), *(getattr(row, name) for name in kind.told_apart_by))
        seen.add(key)
        told = rows.get(key)
        if told is None:
            yield f"{_name(table, key)} stands in its table, and no entry made it."
            continue
        for at, column in columns:
            value = row[at]
            if told.get(column.name, _UNTOLD) != value and not _agrees(column, told, value):
                yield f"{_name(table, key)} is not what the trail says: its {column.name} was changed past Concord."
    for key in rows.keys() - seen:
        yield f"{_name(table, key)} is gone from its table."


def _agrees(column: "Column[Any]", told: Mapping[str, Any], value: Any) -> bool:
    if column.name in told:
        is_now = plain(value)
        return bool(told[column.name] == is_now or _spelt(column, told[column.name]) == _spelt(column, is_now))
    default = getattr(column.default, "arg", None)
    is_given_by_the_database = column.primary_key or bool(column.foreign_keys)
    return is_given_by_the_database or value in UNTOLD or value == default


def _spelt(column: "Column[Any]", value: Any) -> Any:
    if isinstance(column.type, Instant) and isinstance(value, str):
        return datetime.fromisoformat(value).astimezone(UTC)
    return value


def _name(table: Table, key: Key) -> str:
    return f"{' '.join(map(str, key))} ({table.name})"
