"""Facts: what happened, in the past tense. What follows from one, and its audit entry, share its transaction."""

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from functools import cache
from typing import Any, ClassVar

from sqlalchemy import event as sqlalchemy_event
from sqlalchemy import inspect
from sqlalchemy.orm import Session, SessionTransaction

from bot.kernel import gathered, rows
from bot.kernel.actor import Actor
from bot.kernel.db import Database
from bot.kernel.subject import Subject

Changes = Mapping[str, tuple[Any, Any]]

LINE = "line"
"""Under this name among its changes an entry has the row that was written with it."""

_FACTS = "concord.facts"
_FOLLOWED = "concord.followed"
_FOLLOW = "concord.follow"
_CHANGES = "concord.changes"
_BEFORE = "concord.before"


class Audited:
    """A mapped class whose every change must be told as a fact; the commit raises otherwise."""

    told_apart_by: ClassVar[tuple[str, ...]] = ()
    """The columns that tell the rows apart that share a subject."""
    by_hash: ClassVar[frozenset[str]] = frozenset()
    """The columns of which the trail has the SHA-256 alone."""
    private: ClassVar[Mapping[str, str]] = {}
    """The columns that hold no words but their SHA-256, and by each the one that has their number among those that can
    be forgotten; where that is empty, what stands there is not private.
    """

    held_before: "ClassVar[tuple[type[Audited], ...]]" = ()
    """The classes whose columns an older version had in this one, under the same subject: entries about it say what
    those were.
    """

    @classmethod
    def lines(cls) -> "type[Audited] | None":
        """The class whose rows are written with the facts about this one, one with each."""
        return None

    @property
    def subject(self) -> Subject:
        """What the audit trail and the engines call it, such as `account:12`."""
        raise TypeError(f"{type(self).__name__} has no subject")


@dataclass(frozen=True)
class Named(Audited):
    """What a fact is about that has no row of its own: the trail knows it by name, and nothing about it can change."""

    name: str

    @property
    def subject(self) -> Subject:
        return Subject.read(self.name)


@dataclass(frozen=True, kw_only=True)
class Event:
    who: Actor
    when: datetime
    of: Audited
    note: str = ""
    """What somebody said with it."""
    signs: ClassVar[bool] = False
    """Whether somebody stands for it with their name: it is done only by whom Slack was asked about just then."""

    recorded_as: ClassVar[str] = ""
    """The word of the trail, where that is older than the class's name."""

    @property
    def line(self) -> Audited | None:
        """A row that is written with it and never changed: part of its entry, so that it needs none of its own."""
        return None

    @property
    def noted(self) -> str:
        """What the trail says besides: its note, or what its fields come to."""
        return self.note

    @property
    def what(self) -> str:
        return self.word()

    @classmethod
    @cache
    def word(cls) -> str:
        """`AccountApproved` as the trail writes it: `account_approved`."""
        return cls.recorded_as or re.sub(r"(?<=.)([A-Z])", r"_\1", cls.__name__).lower()


Write = Callable[[Session, Sequence[tuple[Event, Changes]]], None]


class Unrecorded(Exception):
    """Something audited changed and nobody said what happened."""


def record(session: Session, event: Event) -> None:
    facts: list[Event] = session.info.setdefault(_FACTS, [])
    facts.append(event)


def are_recorded(session: Session) -> bool:
    """Whether something happened in this transaction."""
    return bool(session.info.get(_FACTS))


def are_signed(session: Session) -> bool:
    """Whether something was recorded in this transaction that somebody stands for with their name."""
    return any(fact.signs for fact in session.info.get(_FACTS, ()))


def attach(
    database: Database,
    *,
    follow: Callable[[Session, Event], None],
    write: Write,
) -> None:
    """From now on each commit first calls `follow` for every fact, then `write` once with all and what each changed."""

    def before_commit(session: Session) -> None:
        _settle(session, write)

    database.lend(_FOLLOW, follow)
    sqlalchemy_event.listen(database.sessions, "after_transaction_create", _remember)
    sqlalchemy_event.listen(database.sessions, "after_soft_rollback", _forget)
    sqlalchemy_event.listen(database.sessions, "before_flush", _before_flush)
    # Before what waits is written: what follows from a fact writes, too.
    sqlalchemy_event.listen(database.sessions, "before_commit", before_commit, insert=True)


def follow(session: Session) -> None:
    """What follows from all that was told until now. A commit does it by itself; whoever shows before how a matter
    stands asks for it first.
    """
    facts: list[Event] = session.info.get(_FACTS, [])
    while (number := session.info.get(_FOLLOWED, 0)) < len(facts):  # what follows from a fact may be a fact
        session.info[_FOLLOWED] = number + 1
        session.info[_FOLLOW](session, facts[number])


def _settle(session: Session, write: Write) -> None:
    follow(session)
    facts: list[Event] = session.info.get(_FACTS, [])
    session.flush()
    gathered.write_all(session)  # last comes what others wait for
    changes: dict[Audited, dict[str, tuple[Any, Any]]] = session.info.pop(_CHANGES, {})
    if facts:
        write(session, [(fact, {**changes.pop(fact.of, {}), **_line(fact, changes)}) for fact in facts])
    facts.clear()
    session.info[_FOLLOWED] = 0
    if changes:
        raise Unrecorded(", ".join(changed.subject for changed in changes))


def _line(fact: Event, changes: dict[Audited, dict[str, tuple[Any, Any]]]) -> Changes:
    """The row that was written with it, as one pair with nothing before."""
    if fact.line is None:
        return {}
    row = {name: getattr(fact.line, name) for name in fact.line.told_apart_by}
    return {LINE: (None, row | {name: after for name, (_, after) in changes.pop(fact.line).items()})}


def _remember(session: Session, transaction: SessionTransaction) -> None:
    """What was told when a savepoint was set."""
    if transaction.nested:
        changes = {changed: dict(each) for changed, each in session.info.get(_CHANGES, {}).items()}
        before = (list(session.info.get(_FACTS, ())), session.info.get(_FOLLOWED, 0), changes)
        session.info.setdefault(_BEFORE, {})[transaction] = before


def _forget(session: Session, transaction: SessionTransaction) -> None:
    """What was undone did not happen: only what was told before the savepoint still is."""
    if transaction.nested:
        before = session.info[_BEFORE].pop(transaction)
        session.info[_FACTS], session.info[_FOLLOWED], session.info[_CHANGES] = before


def _before_flush(session: Session, *_: object) -> None:
    """What has changed is noted, and then written."""
    touched = (*session.new, *session.dirty, *session.deleted)
    changed = {row: rows.changed(row) for row in touched if isinstance(row, Audited)}
    noted: dict[Audited, dict[str, tuple[Any, Any]]] = session.info.setdefault(_CHANGES, {})
    for row, values in changed.items():
        names = rows.columns(inspect(row).mapper)
        for attribute, (old, new) in values.items():
            name, its = names[attribute], noted.setdefault(row, {})
            is_hash = name in row.private and getattr(row, row.private[name]) is not None
            before = its[name][0] if name in its else on_record(row, name, old, is_hash=is_hash)
            its[name] = before, on_record(row, name, new, is_hash=is_hash)
    rows.write(session, changed)


def on_record(kind: Audited | type[Audited], name: str, value: Any, *, is_hash: bool = False) -> Any:
    """As the trail writes the value of that column, which may be a hash already."""
    if value is None:
        return None
    if name in kind.by_hash and not is_hash:
        return hashlib.sha256(value.encode()).hexdigest()
    return plain(value)


def plain(value: Any) -> Any:
    """As JSON has it."""
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if hasattr(value, "isoformat") else value
