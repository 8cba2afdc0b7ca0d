"""What the trail says must stand in the tables: each row, as its changes lead to it."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from sys import intern
from typing import Any, cast

from sqlalchemy import Column, Table
from sqlalchemy.orm import Session

from bot.audit import private
from bot.kernel.db import Instant, as_stored
from bot.kernel.events import LINE, Audited, on_record
from bot.private.model import sha256_of

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
        stored = {what: kind for what, kind in of.items() if hasattr(kind, "__table__")}
        self._lines = {what: line for what, kind in stored.items() if (line := kind.lines())}
        parts = [part for kind in stored.values() for part in kind.held_before]
        kinds = [*stored.values(), *self._lines.values(), *parts]
        self._rows: dict[type[Audited], dict[Key, dict[str, Any]]] = {kind: {} for kind in kinds}
        self._of = {what: (self._rows[kind], kind.told_apart_by) for what, kind in stored.items()}
        self._parts = {what: kind.held_before for what, kind in stored.items() if kind.held_before}
        self._counted: dict[type[Audited], Counter[str]] = {kind: Counter() for kind in kinds}

    def take(self, what: str, subject: str, changes: str) -> bool:
        """One entry more; whether its changes can be read."""
        try:
            pairs, end = _decode(changes)
            if end != len(changes):
                return False
            if what in self._lines:
                self._take_line(self._lines[what], subject, pairs)
            if pairs and what in self._of:
                rows, told_apart_by = self._of[what]
                # Without intern each row would have names of its own, a third of what a million entries take.
                after = {intern(name): now for name, (_, now) in pairs.items()}
                key = (subject, *(after[name] for name in told_apart_by)) if told_apart_by else (subject,)
                if key in rows:
                    rows[key].update(after)
                else:
                    rows[key] = after
                for part in self._parts.get(what, ()):
                    self._take_part(part, subject, after)
        except (ValueError, TypeError, KeyError, AttributeError):
            return False
        return True

    def _take_line(self, kind: type[Audited], subject: str, pairs: dict[str, Any]) -> None:
        """An older version wrote the line, and said in the trail only what it was about: then it is counted."""
        if LINE in pairs:
            _, row = pairs.pop(LINE)
            key = (subject, *(row[name] for name in kind.told_apart_by))
            self._rows[kind][key] = {intern(name): now for name, now in row.items()}
        else:
            self._counted[kind][subject] += 1

    def _take_part(self, part: type[Audited], subject: str, after: Mapping[str, Any]) -> None:
        """An older version's entry says of a row what another class has now."""
        columns = cast("Table", vars(part)["__table__"]).columns
        if its := {name: now for name, now in after.items() if name in columns}:
            self._rows[part].setdefault((subject,), {}).update(its)

    @property
    def counted(self) -> int:
        """Of so many rows the trail says that they were written, and not what they are."""
        return sum(subjects.total() for subjects in self._counted.values())

    def differences(self, session: Session) -> Iterator[str]:
        """Each in a sentence; what was compared is let go."""
        for kind, rows in self._rows.items():
            yield from _compare(session, kind, rows, self._counted[kind])
        yield from private.differences(session, self._rows)

    def __len__(self) -> int:
        return sum(map(len, self._rows.values()))


def _compare(
    session: Session, kind: type[Audited], rows: dict[Key, dict[str, Any]], counted: Counter[str]
) -> Iterator[str]:
    """`counted` says how many rows each subject has besides: those that came first."""
    table = cast("Table", vars(kind)["__table__"])
    subject_of = cast("Any", vars(kind)["subject"]).fget  # it asks only for columns, which a row has too
    columns, left = list(enumerate(table.columns)), counted.copy()
    for row in session.execute(as_stored(table).order_by(*table.primary_key), execution_options={"yield_per": AT_ONCE}):
        key = (subject_of(row), *(getattr(row, name) for name in kind.told_apart_by))
        recorded = rows.pop(key, None)
        if recorded is None:
            if left[key[0]]:
                left[key[0]] -= 1
            else:
                yield f"{_name(table, key)} is in its table, but no entry made it."
            continue
        for at, column in columns:
            value = row[at]
            is_hash = column.name in kind.private and getattr(row, kind.private[column.name]) is not None
            if is_hash and _is_hash_of(recorded.get(column.name), value):
                continue
            is_same = recorded.get(column.name, _UNTOLD) == value and (is_hash or column.name not in kind.by_hash)
            if not is_same and not _agrees(kind, column, recorded, value):
                yield (
                    f"{_name(table, key)} is not what the trail says: its {column.name} was changed outside Concord."
                )
    for key in rows:
        yield f"{_name(table, key)} is gone from its table."
    for subject, missing in (+left).items():
        yield f"{subject} ({table.name}) lacks {missing:,} of its {counted[subject]:,} oldest rows."


def _agrees(kind: type[Audited], column: "Column[Any]", recorded: Mapping[str, Any], value: Any) -> bool:
    if column.name in recorded:
        is_now = on_record(kind, column.name, value)
        return bool(recorded[column.name] == is_now or _spelt(column, recorded[column.name]) == _spelt(column, is_now))
    default = getattr(column.default, "arg", None)
    is_given_by_the_database = column.primary_key or bool(column.foreign_keys)
    return is_given_by_the_database or value in UNTOLD or value == default


def _is_hash_of(recorded: Any, value: Any) -> bool:
    """The version before had the words themselves in that column."""
    return isinstance(recorded, str) and sha256_of(recorded) == value


def _spelt(column: "Column[Any]", value: Any) -> Any:
    if isinstance(column.type, Instant) and isinstance(value, str):
        return datetime.fromisoformat(value).astimezone(UTC)
    return value


def _name(table: Table, key: Key) -> str:
    return f"{' '.join(map(str, key))} ({table.name})"
