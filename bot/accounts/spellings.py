"""What accounts are found by: whole spellings, and three letters of one at a time. Written once with each account, read
by its few entries, however many accounts there are.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain, repeat
from typing import Any, cast

from sqlalchemy import (
    CompoundSelect,
    ForeignKey,
    Index,
    Integer,
    Row,
    String,
    Table,
    bindparam,
    func,
    select,
    union_all,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.accounts.model import Account
from bot.accounts.names import Name
from bot.kernel.db import Base, KeyPath
from bot.kernel.statements import Prepared

WHOLE, READERS = "=", "~"
"""What the entries begin with that are no three letters: a spelling, and whom an account speaks to."""
LONGEST = 200
"""So much of a spelling tells it apart well enough; who looks compares the rest."""
FEW, MANY, ENOUGH = 100, 500, 5
"""An entry that few accounts have tells most. Where fewer than enough of a text's do, the rarest others tell, too; of
what very many accounts have, so many are looked at.
"""
WRITTEN_FOR = 8
_RUN = re.compile(r"[^\W_]+")


class Spelling(Base):
    """An entry of the index: `part` is one of an account's."""

    __tablename__ = "account_spellings"
    __table_args__ = (Index(None, "account_id"), {"sqlite_with_rowid": False})

    part: Mapped[str] = mapped_column(KeyPath, primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), primary_key=True)


def write(session: Session, account: Account) -> None:
    """All by which it will be found; its row is there."""
    parts = sorted(of(account.called, (account.market, account.audience, account.brand)))
    parts += repeat(parts[0], -len(parts) % WRITTEN_FOR)
    _written(len(parts)).later(session, account_id=account.id, **_numbered(parts))


@cache
def _written(count: int) -> Prepared:
    """In one statement: one after the other takes ten times as long."""
    its = bindparam("account_id", type_=Integer)
    rows = union_all(*(select(bindparam(f"part_{nth}", type_=String), its) for nth in range(count)))
    columns = [Spelling.part, Spelling.account_id]
    return Prepared(
        lambda insert: insert(cast("Table", Spelling.__table__)).from_select(columns, rows).on_conflict_do_nothing()
    )


def _numbered(parts: Iterable[str]) -> dict[str, str]:
    return {f"part_{nth}": part for nth, part in enumerate(parts)}


def of(called: Name, readers: tuple[str, str, str]) -> set[str]:
    """The entries of an account: its spellings, their letters, and market, audience and brand."""
    market, audience, brand = readers
    there = speaks_to(market, called.network, audience, brand)
    return {there, *map(whole, called.short_spellings), *letters(f"{called.shown} {called.name}")}


def whole(spelling: str) -> str:
    return f"{WHOLE}{spelling.lower().rstrip('/')[:LONGEST]}"


def speaks_to(market: str, network: str, audience: str, brand: str) -> str:
    return f"{READERS}{market}:{network}:{audience.casefold()}:{brand.casefold()}"[:LONGEST]


def letters(text: str) -> set[str]:
    """Of each word, with its beginning and its end."""
    return set(chain.from_iterable(_threes(f"  {run} ") for run in runs(text[:LONGEST])))


def within(word: str) -> set[str]:
    """Those that a text has wherever it has this word, also as a part of one."""
    return set(chain.from_iterable(map(_threes, runs(word))))


def runs(text: str) -> Sequence[str]:
    return _RUN.findall(text.casefold())


def _threes(run: str) -> Iterator[str]:
    return (run[start : start + 3] for start in range(len(run) - 2))


def having(session: Session, parts: Iterable[str], texts: Iterable[str] = (), *, most: int) -> set[int]:
    """The ids of accounts that have one of these entries, and for each text of those that share most of its letters; of
    each so many at most.
    """
    by_letters, parts = [letters(text) for text in texts], list(parts)
    accounts = _with_few(session, set(parts).union(*by_letters))
    ids = {each for part in parts for each in accounts.get(part, ())}
    for these in by_letters:
        shared = Counter(chain.from_iterable(accounts.get(each, ()) for each in these))
        ids.update(sorted(shared, key=lambda each: (-shared[each], each))[:most])
    return ids


def _with_few(session: Session, parts: Collection[str]) -> Mapping[str, Collection[int]]:
    """By each entry who has it: of those that few have, and of the rarest of the others where those are not enough."""
    accounts = _who_have(session, parts, FEW)
    common = [part for part, ids in accounts.items() if len(ids) == FEW]
    if missing := max(0, ENOUGH - sum(0 < len(ids) < FEW for ids in accounts.values())):
        counts = how_many_have(session, common)
        accounts |= _who_have(session, sorted(common, key=lambda each: (counts[each], each))[:missing], MANY)
    return accounts


def _who_have(session: Session, parts: Collection[str], most: int) -> dict[str, list[int]]:
    accounts: dict[str, list[int]] = {part: [] for part in parts}
    for row in _asked(_first_of_each, session, parts, most):
        accounts[row.part].append(row.account_id)
    return accounts


def how_many_have(session: Session, parts: Collection[str]) -> Mapping[str, int]:
    """By each of these entries that accounts have, how many do; no more than `MANY` are counted."""
    return {row.part: row.so_many for row in _asked(_counted, session, parts, MANY)}


def _asked(made: Callable[[int], Prepared], session: Session, parts: Collection[str], most: int) -> list[Row[Any]]:
    """In one statement, which is written once for about so many."""
    if not parts:
        return []
    asked = [*parts, *repeat("", -len(parts) % WRITTEN_FOR)]
    return made(len(asked)).run(session, most=most, **_numbered(asked))


def _of_each(count: int) -> CompoundSelect[str, int]:
    """Of a list of entries, a database would read all accounts that have one before it took the first of them."""
    this = select(Spelling.part, Spelling.account_id).order_by(Spelling.account_id).limit(bindparam("most"))
    each = [this.where(Spelling.part == bindparam(f"part_{n}")).subquery() for n in range(count)]
    return union_all(*(select(some.c.part, some.c.account_id) for some in each))


@cache
def _first_of_each(count: int) -> Prepared:
    return Prepared(_of_each(count))


@cache
def _counted(count: int) -> Prepared:
    some = _of_each(count).subquery()
    return Prepared(select(some.c.part, func.count().label("so_many")).group_by(some.c.part))
