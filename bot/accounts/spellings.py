"""What accounts are found by: whole spellings, and three letters of one at a time. Written once with each account, read
by its few entries, however many accounts there are.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from sqlalchemy.orm import Session

from bot.accounts import entries
from bot.accounts.model import Account
from bot.accounts.names import Name

WHOLE, READERS = "=", "~"
"""What the entries begin with that are no three letters: a spelling, and whom an account speaks to."""
LONGEST = 200
"""So much of a spelling tells it apart well enough; who looks compares the rest."""
FEW, MANY, ENOUGH = 100, 500, 5
"""An entry that few accounts have tells most. Where fewer than enough of a text's do, the rarest others tell, too; of
what very many accounts have, so many are looked at.
"""
_RUN = re.compile(r"[^\W_]+")


def write(session: Session, account: Account) -> None:
    """All by which it will be found; its row is there."""
    parts = of(account.called, (account.market, account.audience, account.brand))
    entries.write(session, account.id, sorted(parts))


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
    for row in entries.first_of_each(session, parts, most):
        accounts[row.part].append(row.account_id)
    return accounts


def how_many_have(session: Session, parts: Collection[str]) -> Mapping[str, int]:
    """By each of these entries that accounts have, how many do; no more than `MANY` are counted."""
    return {row.part: row.so_many for row in entries.counted(session, parts, MANY)}
