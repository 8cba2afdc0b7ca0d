"""Which accounts look like one that is proposed."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any

from rapidfuzz import fuzz, process
from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from bot.accounts import spellings
from bot.accounts.model import Account
from bot.accounts.queries import IS_LIVING
from bot.kernel.among import Among
from bot.kernel.loading import objects, whole
from bot.kernel.statements import Prepared

ALIKE = 85
"""From 0 to 100: from here on two handles or names look like one."""


def likely_duplicates(session: Session, account: Account, *, limit: int = 5) -> list[tuple[Account, str]]:
    """The living accounts that look most like this one, each with all that is alike, the strongest first."""
    others = _compared(session, account)
    alike: dict[int, list[tuple[float, str]]] = defaultdict(list)
    readers = _readers_alike(session, account, others)
    for other, count, what in chain(_handles_alike(account, others), _names_alike(account, others), readers):
        alike[other].append((count, what))
    most = sorted(alike, key=lambda each: (-sum(count for count, _ in alike[each]), each))[:limit]
    loaded = {each.id: each for each in _these(session, most)}
    return [(loaded[each], "; ".join(what for _, what in sorted(alike[each], key=_strongest_first))) for each in most]


Looks = Sequence[Sequence[Any]]
Alike = Iterator[tuple[int, float, str]]
"""The id of an account, how much it counts that something is alike, and what it is."""
MOST_COMPARED = 200


def _compared(session: Session, account: Account) -> Looks:
    """What is alike in letters, called the same, or speaks to the same."""
    same = {spellings.whole(account.shown), spellings.whole(account.name), _readers(account)}
    ids = spellings.having(session, same, (account.at, account.name), most=MOST_COMPARED)
    if not (others := ids - {account.id}):
        return []
    return _LOOKS.run(session, others=sorted(others), market=account.market, network=account.network)


_IS_NEAR = (Account.market == bindparam("market")) & (Account.network == bindparam("network"))
_LOOKS = Prepared(
    select(Account.id, Account.shown, Account.name, Account.audience, Account.brand, _IS_NEAR.label("is_near"))
    .where(IS_LIVING, Among(Account.id, "others"))
    .order_by(Account.id)
)
_THESE = Prepared(whole(Account).where(Among(Account.id, "these")))


def _readers(account: Account) -> str:
    return spellings.speaks_to(account.market, account.network, account.audience, account.brand)


def _these(session: Session, ids: Collection[int]) -> Iterable[Account]:
    return objects(session, Account, _THESE, these=list(ids)) if ids else ()


def _handles_alike(account: Account, others: Looks) -> Alike:
    handles = [_bare(handle) for _, handle, *_ in others]
    for _, count, nth in process.extract_iter(_bare(account.shown), handles, scorer=fuzz.ratio, score_cutoff=ALIKE):
        yield others[nth][0], count, "nearly the same handle"


def _names_alike(account: Account, others: Looks) -> Alike:
    """But for accounts that are all called by their handles."""
    mine, names = account.name.casefold(), [name.casefold() for _, _, name, *_ in others]
    for _, count, nth in process.extract_iter(mine, names, scorer=fuzz.token_sort_ratio, score_cutoff=ALIKE):
        other, handle, name, *_ = others[nth]
        if (_bare(account.name), _bare(name)) != (_bare(account.shown), _bare(handle)):
            yield other, count, "nearly the same name"


def _readers_alike(session: Session, account: Account, others: Looks) -> Alike:
    whom, brand = account.audience.casefold(), account.brand.casefold()
    near = [
        other
        for other, _, _, theirs, its_brand, is_near in others
        if is_near and theirs.casefold() == whom and its_brand.casefold() == brand
    ]
    for other in _these(session, near):
        if not set(other.languages).isdisjoint(account.languages):
            yield other.id, ALIKE, "same market, audience, language and brand"


def _strongest_first(alike: tuple[float, str]) -> float:
    return -alike[0]


@lru_cache(maxsize=10_000)
def _bare(handle: str) -> str:
    return "".join(letter for letter in handle.rpartition("/")[2].casefold() if letter.isalnum())
