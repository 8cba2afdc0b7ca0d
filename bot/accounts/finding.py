"""The account that people mean: by its handle, its address, its name, or any label that is printed of it."""

import re
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from typing import NamedTuple, TypeVar

from rapidfuzz import fuzz
from sqlalchemy import ColumnElement, Select, and_, bindparam, case, func, or_, select, union
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from bot.accounts import spellings
from bot.accounts.entries import Spelling
from bot.accounts.model import Account, Status
from bot.accounts.names import Name
from bot.accounts.queries import IS_LIVING, by_id, held, keeps
from bot.kernel.errors import NotFound
from bot.kernel.loading import objects, whole
from bot.kernel.reference import is_number
from bot.kernel.statements import Prepared
from bot.kernel.text.characters import as_keyed, seen
from bot.kernel.text.markup import as_typed, quotation
from bot.networks import HOSTS, Handle, HandleError, Network, network_named, parse

S = TypeVar("S", Account, int)

ALMOST = 60
"""From 0 to 100: from here on a name looks like one that was mistyped."""
A_PART, SHORTEST_PART = 0.7, 5
"""What it counts that a part is alike, and from how many letters on it does."""
QUOTATION_MARKS = "\"'“”„‟‘’«»"
_THERE = re.compile(r"(?P<name>.+?) *(?: on |\()(?P<network>[^()]+)\)?", re.IGNORECASE)
"""As people say where it is: `Cardiva on Twitter`, `Cardiva (X)`."""
_ANYWHERE = " ".join(["https www on profile channel", *(each.label for each in Network), *HOSTS]).casefold()
"""What labels and addresses have beside the names of accounts."""
MOST_COMPARED = 100
"""So many are compared with a name that was mistyped."""
MOST_WORDS = 6
MOST_NAMED = 5
"""So many accounts that are called alike are listed."""


def named(session: Session, typed: str) -> Account:
    """The account that `typed` means, by handle, URL or name, to be looked at; raises NotFound with the closest."""
    return _in_use(session, typed, _IN_USE) or by_id(session, _spelt(session, typed))


def held_named(session: Session, typed: str) -> Account:
    """The same, held for change until the transaction ends."""
    return _in_use(session, typed, _IN_USE_HELD) or held(session, _spelt(session, typed))


def _in_use(session: Session, typed: str, query: Prepared) -> Account | None:
    """Nearly always it is the handle of an account in use, which the database finds without reading all names; raises
    NotFound where networks have several of that handle.
    """
    wanted = _bare(typed).lower()
    ways = {"bare": wanted, "signed": f"@{wanted}", "whole": spellings.whole(wanted)}
    accounts = objects(session, Account, query, **ways, handle=wanted.removeprefix("@"))
    if len(accounts) > 1:
        raise NotFound(_which(_bare(typed), [each.called for each in accounts]))
    return accounts[0] if accounts else None


def _bare(typed: str) -> str:
    """Without what nobody sees, and the quotation marks that people put around names."""
    return as_typed(seen(typed)).strip().strip(QUOTATION_MARKS).strip()


def _which(typed: str, names: Sequence[Name]) -> str:
    them = [f"`{each.bare_address}` ({each.label})" for each in names[:MOST_NAMED]]
    return f"Several accounts are called {quotation(typed)}. Type the address of one: {', '.join(them)}."


_SO_CALLED = union(
    select(Spelling.account_id).where(Spelling.part == bindparam("whole")),
    select(Account.id).where(Account.handle == bindparam("handle")),  # also what an older version has just written
)
_LIVING = (
    whole(Account)
    .where(IS_LIVING, Account.id.in_(_SO_CALLED))
    .where(or_(*(func.lower(Account.shown) == bindparam(typed) for typed in ("bare", "signed"))))
    .order_by(Account.id)
)
_IN_USE, _IN_USE_HELD = Prepared(_LIVING), Prepared(_LIVING.with_for_update())


def _spelt(session: Session, typed: str) -> int:
    """The id of the account that is spelt so, one in use before others; raises NotFound with the closest."""
    if at := _at_address(session, typed) or _numbered(typed):
        return at
    wanted = _bare(typed)
    for way in _ways(wanted):
        spelt = [
            each
            for each in _named(session, spellings.having(session, _wholes(way), most=MOST_COMPARED))
            if each.has(way)
        ]
        in_use = [each for each in spelt if each.is_living]
        if len(in_use) > 1:
            raise NotFound(_which(wanted, [each.name for each in in_use]))
        if spelt:
            return spelt[0].id
    raise NotFound(_closest(session, wanted))


class _Named(NamedTuple):
    id: int
    is_living: bool
    name: Name

    def has(self, way: str) -> bool:
        return way.lower() in self.name.spellings


def _named(session: Session, ids: Collection[int]) -> list[_Named]:
    """What those are called, the ones in use first: loading them whole would cost ten times as much."""
    rows = session.execute(_NAMES.where(Account.id.in_(ids))) if ids else ()
    return [_Named(row[0], row[1], Name(*row[2:])) for row in rows]


def _wholes(way: str) -> set[str]:
    """What is looked for: `Cardiva on X · HelviaX` is called by each of both, and by neither with its network."""
    parts = {way, *_PARTS.split(way)}
    return {spellings.whole(short) for part in parts for short in (part, _ON_A_NETWORK.sub("", part))}


def _ways(bare: str) -> Iterator[str]:
    """As it was typed; without a sentence's signs and with a keyboard's; with its network as we call it."""
    yield bare
    usual = as_keyed(bare).strip(QUOTATION_MARKS + " .,;:!?")
    yield usual
    if there := _THERE.fullmatch(usual):
        with suppress(ValueError):
            yield f"{there['name']} on {network_named(there['network']).label}"


def _at_address(session: Session, typed: str) -> int | None:
    """The id of the account whose page, or something on it, is at that address, one in use before others."""
    account = _account_at(typed)
    if account is None:
        return None
    same = select(Account.id).where(Account.network == account.network, Account.handle == account.handle)
    return session.scalar(same.order_by(~IS_LIVING, Account.id).limit(1))


def _account_at(typed: str) -> Handle | None:
    if "/" not in typed:
        return None
    try:
        return parse(None, typed)
    except HandleError:
        return None


def _numbered(typed: str) -> int | None:
    """As the audit trail calls it: `account:12`."""
    kind, _, number = typed.strip().partition(":")
    return int(number) if kind.lower() == "account" and is_number(number) else None


_NAMES = select(
    Account.id, IS_LIVING, Account.network, Account.handle, Account.shown, Account.url, Account.name
).order_by(~IS_LIVING, Account.id)
_PARTS = re.compile(r" · | ?[()]")
_ON_A_NETWORK = re.compile(f" on ({'|'.join(each.label for each in Network)})$", re.IGNORECASE)


def _closest(session: Session, typed: str) -> str:
    names = [each.name for each in _named(session, spellings.having(session, (), [typed], most=MOST_COMPARED))]
    near = [(_nearness(typed.lower(), each), each) for each in names]
    score, close = max(near, key=lambda each: each[0], default=(0, None))
    if close is not None and score >= ALMOST:
        called = f" ({close.label})" if close.is_named else ""
        meant = f"Did you mean `{close.shown}`{called}?"
        return f"No account is called {quotation(typed)}. {meant} See `/account list`."
    return f"No account is called {quotation(typed)}. See `/account list`, or `/account register` it."


def _nearness(wanted: str, name: Name) -> float:
    """From 0 to 100, by the nearest spelling; a part of a long name will do, or its words in another order."""
    whole = max(fuzz.ratio(wanted, spelling) for spelling in name.spellings)
    if len(wanted) < SHORTEST_PART:
        return whole
    full = name.full_label.lower()
    return max(whole, A_PART * max(fuzz.partial_ratio(wanted, full), fuzz.token_set_ratio(wanted, full)))


def matching(session: Session, typed: str, *, keeper: str = "", limit: int = 100) -> Sequence[Account]:
    """Active and dormant accounts of which each word that is being typed is a part; a whole label finds its account.
    Of more than `limit`, the first that were registered.

    Only those that `keeper` keeps, where one is named.
    """
    every = select(Account).where(Account.status.in_((Status.ACTIVE, Status.DORMANT)), *_holds(typed))
    some, number = (every.where(keeps(keeper)), Account.id) if keeper else _with(session, every, typed)
    accounts = session.scalars(some.order_by(number).limit(limit)).all()
    return sorted(accounts, key=lambda each: (each.name, each.handle))


def ids_meant(session: Session, typed: str) -> Select[int]:
    """The same of all accounts there ever were, by their ids, for a statement about them; raises NotFound with the
    closest where none is meant.
    """
    ids, _ = _with(session, select(Account.id).where(*_holds(typed)), typed)
    if session.scalar(ids.limit(1)) is not None:
        return ids
    return select(Account.id).where(Account.id == named(session, typed).id)


def _with(session: Session, query: Select[S], typed: str) -> tuple[Select[S], InstrumentedAttribute[int]]:
    """Of those alone that have the rarest letters of each word, and their numbers as the rarest of all has them, in
    order: few rows are read, however many accounts there are.
    """
    number = Account.id
    words = [] if _account_at(typed) else [spellings.within(run) for run in _words(typed) if run not in _ANYWHERE]
    counts = spellings.how_many_have(session, set().union(*words))
    rarest = {min(word, key=lambda part: (counts.get(part, 0), part)) for word in words if word}
    for nth, part in enumerate(sorted(rarest, key=lambda each: (counts.get(each, 0), each))):
        having = aliased(Spelling)
        query = query.join(having, and_(having.account_id == Account.id, having.part == part))
        number = number if nth else having.account_id
    return query, number


def _words(typed: str) -> Sequence[str]:
    """So many as tell something."""
    return spellings.runs(_bare(typed))[:MOST_WORDS]


def _holds(typed: str) -> list[ColumnElement[bool]]:
    if at := _account_at(typed):
        return [Account.network == at.network, Account.handle == at.handle]
    words = [word.strip("@()/…") for word in _bare(typed).lower().split()]
    return [_SPELLED.contains(word, autoescape=True) for word in words if word]


_SPELLED = func.lower(
    Account.name.concat(" on ")
    .concat(case({each.value: each.label for each in Network}, value=Account.network))
    .concat(" · ")
    .concat(Account.shown)
    .concat(" ")
    .concat(Account.url)
)
"""All that people may type of an account."""
