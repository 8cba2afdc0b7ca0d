"""Which accounts there are."""

from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz import fuzz
from sqlalchemy import ColumnElement, Select, bindparam, case, func, literal_column, or_, select
from sqlalchemy.orm import Session

from bot.accounts.model import LIVING, Account, Hashtag, Status
from bot.accounts.names import Name
from bot.kernel import db
from bot.kernel.errors import NotFound
from bot.kernel.kinds import Kind, kind_named
from bot.kernel.locales import market, market_name
from bot.kernel.text.characters import seen
from bot.kernel.text.markup import quotation
from bot.kernel.views.pagination import Filter, Page, page_of
from bot.networks import NETWORKS, HandleError, Network, folded, network_named, parse

ALMOST = 60
"""From 0 to 100: from here on a name looks like one that was mistyped."""
A_PART, SHORTEST_PART = 0.7, 5
"""What it counts that a part is alike, and from how many letters on it does."""


def _status(typed: str) -> str:
    """A silent account is dormant; raises ValueError for no status."""
    word = typed.strip().lower()
    return Status.DORMANT if word == "silent" else Status(word)


FILTERS = {
    "network": Filter(network_named, f"There are {NETWORKS}.", lambda value: Network(value).label),
    "kind": Filter(kind_named, f"There are {', '.join(Kind)}."),
    "market": Filter(
        market, "Write a country's name or its two letters, such as Switzerland or CH, or global.", market_name
    ),
    "status": Filter(_status, f"There are {', '.join(Status)}."),
    "owner": Filter(is_person=True),
    "brand": Filter(),
}
"""What `/account list` can be narrowed by, as `word:value`."""

QUOTATION_MARKS = "\"'“”„‟‘’«»"
MOST_NAMED = 5
"""So many accounts that are called alike are listed."""

GONE = "This account is not in the registry any more. `/account list` shows all accounts."

IS_LIVING = Account.status.in_([literal_column(f"'{status}'") for status in LIVING])


def by_id(session: Session, account_id: int) -> Account:
    """The account, only to be looked at; raises NotFound."""
    return _there(session.get(Account, account_id))


def held(session: Session, account_id: int) -> Account:
    """The account, held for change until the transaction ends; raises NotFound."""
    return _there(db.held(session, Account, account_id))


def if_free(session: Session, account_id: int) -> Account | None:
    """The account, held for change; None while somebody else is changing it."""
    return db.held(session, Account, account_id, skip_locked=True)


def named(session: Session, typed: str) -> Account:
    """The account that `typed` means, by handle, URL or name, to be looked at; raises NotFound with the closest."""
    return _in_use(session, typed, _IN_USE) or by_id(session, _spelt(session, typed))


def held_named(session: Session, typed: str) -> Account:
    """The same, held for change until the transaction ends."""
    return _in_use(session, typed, _IN_USE_HELD) or held(session, _spelt(session, typed))


def _there(account: Account | None) -> Account:
    if account is None:
        raise NotFound(GONE)
    return account


def _in_use(session: Session, typed: str, query: Select[Account]) -> Account | None:
    """Nearly always it is the handle of an account in use, which the database finds without reading all names; raises
    NotFound where networks have several of that handle.
    """
    wanted = _bare(typed).lower()
    accounts = session.scalars(query, {"bare": wanted, "signed": f"@{wanted}"}).all()
    if len(accounts) > 1:
        raise NotFound(_which(_bare(typed), [each.called for each in accounts]))
    return accounts[0] if accounts else None


def _bare(typed: str) -> str:
    """Without what nobody sees, and the quotation marks that people put around names."""
    return seen(typed).strip().strip(QUOTATION_MARKS).strip()


def _which(typed: str, names: Sequence[Name]) -> str:
    them = [f"`{each.bare_address}` ({each.label})" for each in names[:MOST_NAMED]]
    return (
        f"{len(names)} accounts are called {quotation(typed)}. Type the address of the one you mean: {', '.join(them)}."
    )


_IN_USE = (
    select(Account)
    .where(IS_LIVING, or_(*(func.lower(Account.shown) == bindparam(typed) for typed in ("bare", "signed"))))
    .order_by(Account.id)
)
_IN_USE_HELD = _IN_USE.with_for_update().execution_options(populate_existing=True)


def _spelt(session: Session, typed: str) -> int:
    """The id of the account that is spelt so, one in use before others; raises NotFound with the closest."""
    if at := _at_address(session, typed):
        return at
    names, living = dict[int, Name](), set[int]()
    for account_id, is_living, network, *name in session.execute(_NAMES):
        names[account_id] = Name(network, *name)
        if is_living:
            living.add(account_id)
    wanted = _bare(typed)
    spelt = [account_id for account_id, name in names.items() if wanted.lower() in name.spellings]
    if len(in_use := living.intersection(spelt)) > 1:
        raise NotFound(_which(wanted, [names[each] for each in spelt if each in in_use]))
    if spelt:
        return spelt[0]
    raise NotFound(_closest(wanted, names.values()))


def _at_address(session: Session, typed: str) -> int | None:
    """The id of the account whose page, or something on it, is at that address, one in use before others."""
    if "/" not in typed:
        return None
    try:
        account = parse(None, typed)
    except HandleError:
        return None
    same = select(Account.id).where(Account.network == account.network, Account.handle == account.handle)
    return session.scalar(same.order_by(~IS_LIVING, Account.id).limit(1))


_NAMES = select(
    Account.id, IS_LIVING, Account.network, Account.handle, Account.shown, Account.url, Account.name
).order_by(~IS_LIVING, Account.id)
"""Of all accounts there ever were: loading them whole would cost ten times as much."""


def _closest(typed: str, names: Iterable[Name]) -> str:
    near = [(_nearness(typed.lower(), each), each) for each in names]
    score, close = max(near, key=lambda each: each[0], default=(0, None))
    if close is not None and score >= ALMOST:
        called = f" ({close.label})" if close.is_named else ""
        meant = f"Did you mean `{close.shown}`{called}?"
        return f"No account is called {quotation(typed)}. {meant} `/account list` shows all accounts."
    return f"No account is called {quotation(typed)}. `/account list` shows all accounts, `/account register` adds one."


def _nearness(wanted: str, name: Name) -> float:
    """From 0 to 100, by the nearest spelling; a part of a long name will do, or its words in another order."""
    whole = max(fuzz.ratio(wanted, spelling) for spelling in name.spellings)
    if len(wanted) < SHORTEST_PART:
        return whole
    full = name.full_label.lower()
    return max(whole, A_PART * max(fuzz.partial_ratio(wanted, full), fuzz.token_set_ratio(wanted, full)))


def brands(session: Session) -> Sequence[str]:
    """What accounts speak for or spoke for; a proposal of anybody's counts for nothing yet."""
    decided = Account.status.not_in((Status.PROPOSED, Status.DECLINED))
    return session.scalars(select(Account.brand).where(Account.brand != "", decided).distinct()).all()


def taken(session: Session, network: str, handle: str) -> Account | None:
    """The living account that has this handle already."""
    return session.scalar(_TAKEN, {"network": network, "handle": handle})


_TAKEN = select(Account).where(
    Account.network == bindparam("network"), Account.handle == bindparam("handle"), IS_LIVING
)


def listing(session: Session, filters: Mapping[str, str], number: int = 1) -> Page[Account]:
    """A page of the living accounts, or of those with the status that the filters ask for."""
    query = select(Account).where(*_conditions(filters)).order_by(Account.network, Account.handle)
    return page_of(session, query, number)


def _conditions(filters: Mapping[str, str]) -> list[ColumnElement[bool]]:
    where = [func.lower(getattr(Account, name)) == value.lower() for name, value in filters.items() if name in FILTERS]
    if "status" not in filters:
        where.append(IS_LIVING)
    return where


def matching(session: Session, typed: str, *, keeper: str = "", limit: int = 100) -> Sequence[Account]:
    """Active and dormant accounts of which each word that is being typed is a part; a whole label finds its account.

    Only those that `keeper` keeps, where one is named.
    """
    where = [Account.status.in_((Status.ACTIVE, Status.DORMANT)), *_holds(typed)]
    if keeper:
        where.append(keeps(keeper))
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
    return session.scalars(select(Account).where(IS_LIVING, keeps(person)).order_by(Account.handle)).all()


def keeps(person: str) -> ColumnElement[bool]:
    return or_(*(column == person for column in (Account.owner, Account.backup, Account.publisher, Account.deputy)))


def hashtag(session: Session, tag: str) -> Hashtag | None:
    """Its row; older rows are folded less than `tag` is."""
    return next((each for each in hashtags(session) if folded(each.tag) == tag), None)


def hashtags(session: Session) -> Sequence[Hashtag]:
    return session.scalars(select(Hashtag).order_by(Hashtag.tag)).all()
