"""Which accounts there are."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from rapidfuzz import fuzz
from sqlalchemy import ColumnElement, Row, case, func, or_, select
from sqlalchemy.orm import Session

from bot.accounts.model import LIVING, Account, Hashtag, Status
from bot.kernel.errors import NotFound
from bot.kernel.pages import Page, page_of
from bot.networks import Network

ALIKE, ALMOST = 85, 60
"""From 0 to 100: from here on two handles or names look like one; one that was mistyped."""
A_PART, SHORTEST_PART = 0.7, 5
"""What it counts that a part is alike, and from how many letters on it does."""

FILTERS = ("network", "kind", "market", "status", "owner", "brand")
"""What `/account list` can be narrowed by, as `word:value`."""


def by_id(session: Session, account_id: int) -> Account:
    """The account, held for change until the transaction ends; raises NotFound."""
    account = session.get(Account, account_id, with_for_update=True)
    if account is None:
        raise NotFound("This account is not in the registry any more. `/account list` shows those that are.")
    return account


def if_free(session: Session, account_id: int) -> Account | None:
    """The account, held for change; None while somebody else is changing it."""
    return session.scalar(select(Account).where(Account.id == account_id).with_for_update(skip_locked=True))


def named(session: Session, typed: str) -> Account:
    """The account that `typed` means, by handle, URL or name; raises NotFound with the closest."""
    wanted = typed.strip().lower()
    # Nearly always it is the handle of an account in use, which the database finds without reading all of them.
    in_use = Account.status.in_(LIVING) & func.lower(Account.shown).in_((wanted, f"@{wanted}"))
    for among in (in_use, Account.status != Status.DECLINED):
        known = session.scalars(select(Account).where(among)).all()
        for account in sorted(known, key=lambda each: each.status == Status.RETIRED):
            if wanted in _spellings(account):
                return account
    raise NotFound(_closest(wanted, known))


def _spellings(account: Account) -> set[str]:
    bare = account.url.split("://", 1)[-1].removeprefix("www.")
    handles = {account.shown, account.shown.removeprefix("@"), account.at, account.handle}
    names = {account.name, account.label, account.full_label}
    return {spelling.lower().rstrip("/") for spelling in {*handles, *names, account.url, bare}}


def _closest(wanted: str, known: Sequence[Account]) -> str:
    near = [(_nearness(wanted, each), each) for each in known]
    score, close = max(near, key=lambda each: each[0], default=(0, None))
    if close is not None and score >= ALMOST:
        called = f" ({close.label})" if close.is_named else ""
        return f"No account is called “{wanted}”. Did you mean `{close.shown}`{called}? `/account list` shows them all."
    return f"No account is called “{wanted}”. `/account list` shows them all, `/account register` adds one."


def _nearness(wanted: str, account: Account) -> float:
    """From 0 to 100, by the nearest spelling; a part of a long name will do, or its words in another order."""
    whole = max(fuzz.ratio(wanted, spelling) for spelling in _spellings(account))
    if len(wanted) < SHORTEST_PART:
        return whole
    name = account.full_label.lower()
    return max(whole, A_PART * max(fuzz.partial_ratio(wanted, name), fuzz.token_set_ratio(wanted, name)))


def taken(session: Session, network: str, handle: str) -> Account | None:
    """The living account that has this handle already."""
    query = select(Account).where(Account.network == network, Account.handle == handle, Account.status.in_(LIVING))
    return session.scalar(query)


def listing(session: Session, filters: Mapping[str, str], number: int = 1) -> Page[Account]:
    """A page of the living accounts, or of those with the status that the filters ask for."""
    query = select(Account).where(*_conditions(filters)).order_by(Account.network, Account.handle)
    return page_of(session, query, number)


def _conditions(filters: Mapping[str, str]) -> list[ColumnElement[bool]]:
    where = [func.lower(getattr(Account, name)) == value.lower() for name, value in filters.items() if name in FILTERS]
    if "status" not in filters:
        where.append(Account.status.in_(LIVING))
    return where


def matching(session: Session, typed: str, *, keeper: str = "", limit: int = 100) -> Sequence[Account]:
    """Active and dormant accounts of which each word that is being typed is a part; a whole label finds its account.

    Only those that `keeper` keeps, where one is named.
    """
    where = [Account.status.in_((Status.ACTIVE, Status.DORMANT)), *_holds(typed)]
    if keeper:
        where.append(_keeps(keeper))
    query = select(Account).where(*where).order_by(Account.name, Account.handle)
    return session.scalars(query.limit(limit)).all()


def ids_matching(session: Session, typed: str) -> Sequence[int]:
    """The same of all accounts there ever were, by their ids."""
    return session.scalars(select(Account.id).where(*_holds(typed))).all()


def _holds(typed: str) -> list[ColumnElement[bool]]:
    words = [word.removeprefix("@").rstrip("/…") for word in typed.lower().split()]
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


def of_keeper(session: Session, person: str) -> Sequence[Account]:
    """The living accounts that a person owns, backs up or publishes on."""
    living = Account.status.in_(LIVING)
    return session.scalars(select(Account).where(living, _keeps(person)).order_by(Account.handle)).all()


def _keeps(person: str) -> ColumnElement[bool]:
    return or_(*(column == person for column in (Account.owner, Account.backup, Account.publisher, Account.deputy)))


def likely_duplicates(session: Session, account: Account, *, limit: int = 5) -> list[tuple[Account, str]]:
    """The living accounts that look most like this one, each with all that is alike."""
    others = session.execute(_LOOKS.where(Account.id != account.id))
    alike = {other.id: likeness for other in others if (likeness := _likeness(account, other))}
    most = sorted(alike, key=lambda each: (-sum(count for count, _ in alike[each]), each))[:limit]
    found = {each.id: each for each in session.scalars(select(Account).where(Account.id.in_(most)))}
    return [(found[each], "; ".join(what for _, what in alike[each])) for each in most]


_LOOKS = select(
    Account.id,
    Account.shown,
    Account.name,
    Account.market,
    Account.audience,
    Account.languages,
    Account.brand,
    Account.network,
).where(Account.status.in_(LIVING))
"""What is compared with every other account; loading all of them whole would cost ten times as much."""


def _likeness(one: Account, other: Row[*tuple[Any, ...]]) -> list[tuple[float, str]]:
    """How much each thing that is alike counts, and what it is; the strongest first."""
    handles, names = (_bare(one.shown), _bare(other.shown)), (one.name.casefold(), other.name.casefold())
    looks = [(fuzz.ratio(*handles, score_cutoff=ALIKE), "nearly the same handle")]
    if (_bare(one.name), _bare(other.name)) != handles:
        looks.append((fuzz.token_sort_ratio(*names, score_cutoff=ALIKE), "nearly the same name"))
    found = [(count, what) for count, what in looks if count]
    same_people = one.market == other.market and one.audience.casefold() == other.audience.casefold()
    shared = set(one.languages) & set(other.languages)
    if same_people and shared and one.brand.casefold() == other.brand.casefold() and one.network == other.network:
        found.append((ALIKE, "same market, audience, language and brand"))
    return sorted(found, key=lambda each: -each[0])


@lru_cache(maxsize=10_000)
def _bare(handle: str) -> str:
    return "".join(letter for letter in handle.rpartition("/")[2].casefold() if letter.isalnum())


def hashtag(session: Session, tag: str) -> Hashtag | None:
    return session.scalar(select(Hashtag).where(Hashtag.tag == tag))


def hashtags(session: Session) -> Sequence[Hashtag]:
    return session.scalars(select(Hashtag).order_by(Hashtag.tag)).all()
