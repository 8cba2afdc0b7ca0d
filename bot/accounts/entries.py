"""The rows of what accounts are found by, written and read many at a time. PostgreSQL takes a list as one value; to
SQLite a statement is written for about as many.
"""

from collections.abc import Collection, Iterable, Sequence
from functools import cache
from itertools import repeat
from typing import Any, cast

from sqlalchemy import (
    ARRAY,
    CompoundSelect,
    ForeignKey,
    Index,
    Integer,
    Row,
    Select,
    String,
    Table,
    bindparam,
    collate,
    func,
    select,
    true,
    union_all,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.kernel.db import Base, KeyPath
from bot.kernel.statements import Prepared

WRITTEN_FOR, NOBODYS = 8, ""


class Spelling(Base):
    """An entry of the index: `part` is one of an account's."""

    __tablename__ = "account_spellings"
    __table_args__ = (Index(None, "account_id"), {"sqlite_with_rowid": False})

    part: Mapped[str] = mapped_column(KeyPath, primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), primary_key=True)


def write(session: Session, account_id: int, parts: Sequence[str]) -> None:
    """In one statement: one after the other takes ten times as long."""
    if _takes_lists(session):
        _WRITING_ALL.later(session, account_id=account_id, parts=parts)
    else:
        asked = _filled(parts, parts[0])
        _writing(len(asked)).later(session, account_id=account_id, **_numbered(asked))


def first_of_each(session: Session, parts: Collection[str], most: int) -> Sequence[Row[Any]]:
    """For each of these entries those who have it, `most` of them: a row for each."""
    if not parts:
        return []
    if _takes_lists(session):
        return _FIRST_OF_ALL.run(session, parts=list(parts), most=most)
    asked = _filled(parts, NOBODYS)
    return _first_of(len(asked)).run(session, most=most, **_numbered(asked))


def counted(session: Session, parts: Collection[str], most: int) -> Sequence[Row[Any]]:
    """How many have each of these entries, where anybody does; no more than `most` are counted."""
    if not parts:
        return []
    if _takes_lists(session):
        return _COUNTED_ALL.run(session, parts=list(parts), most=most)
    asked = _filled(parts, NOBODYS)
    return _counted(len(asked)).run(session, most=most, **_numbered(asked))


def _takes_lists(session: Session) -> bool:
    return session.get_bind().dialect.name == "postgresql"


def _filled(parts: Collection[str], more: str) -> list[str]:
    """To a number for which there is a statement."""
    return [*parts, *repeat(more, -len(parts) % WRITTEN_FOR)]


def _numbered(parts: Iterable[str]) -> dict[str, str]:
    return {f"part_{nth}": part for nth, part in enumerate(parts)}


_TABLE, _COLUMNS = cast("Table", Spelling.__table__), ("part", "account_id")
_ITS = bindparam("account_id", type_=Integer)
_LIST = func.unnest(bindparam("parts", type_=ARRAY(String))).table_valued("part").render_derived(name="listed")
_OF_EACH = (
    select(Spelling.account_id)
    .where(Spelling.part == collate(_LIST.c.part, "C"))
    .order_by(Spelling.account_id)
    .limit(bindparam("most"))
    .lateral()
)
_FIRST_OF_ALL = Prepared(select(_LIST.c.part, _OF_EACH.c.account_id).select_from(_LIST.join(_OF_EACH, true())))
_WRITING_ALL = Prepared(
    lambda insert: insert(_TABLE).from_select(_COLUMNS, select(_LIST.c.part, _ITS)).on_conflict_do_nothing()
)


def _how_many(rows: Any) -> Select[str, int]:
    return select(rows.c.part, func.count().label("so_many")).group_by(rows.c.part)


_COUNTED_ALL = Prepared(
    _how_many(select(_LIST.c.part, _OF_EACH.c.account_id).select_from(_LIST.join(_OF_EACH, true())).subquery())
)


def _of_each(count: int) -> CompoundSelect[str, int]:
    """Of a list of entries, SQLite would read all accounts that have one before it took the first of them."""
    this = select(Spelling.part, Spelling.account_id).order_by(Spelling.account_id).limit(bindparam("most"))
    each = [this.where(Spelling.part == bindparam(f"part_{nth}")).subquery() for nth in range(count)]
    return union_all(*(select(some.c.part, some.c.account_id) for some in each))


@cache
def _first_of(count: int) -> Prepared:
    return Prepared(_of_each(count))


@cache
def _counted(count: int) -> Prepared:
    return Prepared(_how_many(_of_each(count).subquery()))


@cache
def _writing(count: int) -> Prepared:
    rows = union_all(*(select(bindparam(f"part_{nth}", type_=String), _ITS) for nth in range(count)))
    return Prepared(lambda insert: insert(_TABLE).from_select(_COLUMNS, rows).on_conflict_do_nothing())
