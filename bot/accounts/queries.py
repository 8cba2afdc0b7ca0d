"""Which accounts there are."""

from collections.abc import Mapping, Sequence
from typing import Any

from rapidfuzz import fuzz
from sqlalchemy import ColumnElement, Row, func, or_, select
from sqlalchemy.orm import Session

from bot.accounts.model import LIVING, Account, Hashtag, Status
from bot.kernel.errors import NotFound
from bot.kernel.pages import Page, page_of

ALIKE, ALMOST = 85, 60
"""From 0 to 100: from here on two handles or names look like one; one that was mistyped."""

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
    handle = account.shown.lower()
    spellings = {handle, handle.removeprefix("@"), account.handle, account.name, account.url, bare, account.label}
    return {spelling.lower().rstrip("/") for spelling in spellings}


def _closest(wanted: str, known: Sequence[Account]) -> str:
    close = max(known, key=lambda each: fuzz.ratio(wanted, each.shown.lower()), default=None)
    if close is not None and fuzz.ratio(wanted, close.shown.lower()) >= ALMOST:
        return f"No account is called “{wanted}”. Did you mean `{close.shown}`? `/account list` shows them all."
    return f"No account is called “{wanted}”. `/account list` shows them all, `/account register` adds one."


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


def matching(session: Session, typed: str, *, limit: int = 100) -> Sequence[Account]:
    """Active and dormant accounts whose handle or name holds what is being typed; a whole label finds its account."""
    part = f"%{typed.strip().removeprefix('@').lower().partition(' on ')[0]}%"
    holds = or_(func.lower(Account.shown).like(part), func.lower(Account.name).like(part))
    living = Account.status.in_((Status.ACTIVE, Status.DORMANT))
    return session.scalars(select(Account).where(living, holds).order_by(Account.handle).limit(limit)).all()


def of_keeper(session: Session, person: str) -> Sequence[Account]:
    """The living accounts that a person owns, backs up or publishes on."""
    keeps = or_(*(column == person for column in (Account.owner, Account.backup, Account.publisher, Account.deputy)))
    return session.scalars(select(Account).where(Account.status.in_(LIVING), keeps).order_by(Account.handle)).all()


def likely_duplicates(session: Session, account: Account) -> list[tuple[Account, str]]:
    """Living accounts that look like this one, each with why."""
    others = session.execute(_LOOKS.where(Account.id != account.id))
    alike = {other.id: why for other in others if (why := _likeness(account, other))}
    found = session.scalars(select(Account).where(Account.id.in_(alike)).order_by(Account.id)) if alike else ()
    return [(other, alike[other.id]) for other in found]


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


def _likeness(one: Account, other: Row[Any]) -> str:
    if fuzz.ratio(_bare(one.shown), _bare(other.shown)) >= ALIKE:
        return "nearly the same handle"
    if fuzz.token_sort_ratio(one.name.lower(), other.name.lower()) >= ALIKE:
        return "nearly the same name"
    same_people = one.market == other.market and one.audience.casefold() == other.audience.casefold()
    shared = set(one.languages) & set(other.languages)
    if same_people and shared and one.brand.casefold() == other.brand.casefold() and one.network == other.network:
        return "same market, audience, language and brand"
    return ""


def _bare(handle: str) -> str:
    return "".join(letter for letter in handle.casefold() if letter.isalnum())


def hashtag(session: Session, tag: str) -> Hashtag | None:
    return session.scalar(select(Hashtag).where(Hashtag.tag == tag))


def hashtags(session: Session) -> Sequence[Hashtag]:
    return session.scalars(select(Hashtag).order_by(Hashtag.tag)).all()
