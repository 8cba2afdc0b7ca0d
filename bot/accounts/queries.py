"""Which accounts there are."""

from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, Select, bindparam, func, literal_column, select, union
from sqlalchemy.orm import Session

from bot.accounts.model import LIVING, Account, Hashtag, Status
from bot.kernel import loading
from bot.kernel.errors import NotFound
from bot.kernel.kinds import Kind, kind_named
from bot.kernel.locales import market, market_name
from bot.kernel.statements import Prepared
from bot.kernel.text.markup import quotation
from bot.kernel.views.pagination import Filter, Page, page_of
from bot.networks import NETWORKS, Network, folded, network_named


def _status(typed: str) -> str:
    """By either of its words; raises ValueError for no status."""
    by_word: dict[str, Status] = {each.word: each for each in Status}
    word = typed.strip().lower()
    return by_word.get(word) or Status(word)


FILTERS = {
    "network": Filter(network_named, f"There are {NETWORKS}.", lambda value: Network(value).label),
    "kind": Filter(kind_named, f"There are {', '.join(Kind)}."),
    "market": Filter(market, "Write CH, Switzerland or global.", market_name),
    "status": Filter(
        _status, f"There are {', '.join(each.word for each in Status)}.", lambda value: Status(value).word
    ),
    "owner": Filter(is_person=True),
    "brand": Filter(),
}
"""What `/account list` can be narrowed by, as `word:value`."""

KEEPING = (Account.owner, Account.backup, Account.publisher, Account.deputy)

MOST_BRANDS = 20

GONE = "This account is gone. See `/account list`."

IS_LIVING = Account.status.in_([literal_column(f"'{status}'") for status in LIVING])


def by_id(session: Session, account_id: int) -> Account:
    """The account, only to be looked at; raises NotFound."""
    return _there(session.get(Account, account_id))


def held(session: Session, account_id: int) -> Account:
    """The account, held for change until the transaction ends; raises NotFound."""
    return _there(loading.held(session, Account, account_id))


def if_free(session: Session, account_id: int) -> Account | None:
    """The account, held for change; None while somebody else is changing it."""
    return loading.held(session, Account, account_id, skip_locked=True)


def _there(account: Account | None) -> Account:
    if account is None:
        raise NotFound(GONE)
    return account


def brands(session: Session) -> Sequence[str]:
    """What accounts speak for or spoke for; a proposal of anybody's counts for nothing yet."""
    decided = Account.status.not_in((Status.PROPOSED, Status.DECLINED))
    return session.scalars(select(Account.brand).where(Account.brand != "", decided).distinct()).all()


def check_brand(session: Session, typed: str) -> None:
    """Raises NotFound with those there are for a brand that no account has."""
    known = sorted(brands(session))
    if typed.lower() not in map(str.lower, known):
        some = f"There are {', '.join(known[:MOST_BRANDS])}." if known else "No account names one."
        raise NotFound(f"There is no brand called {quotation(typed)}. {some}")


def taken(session: Session, network: str, handle: str) -> Account | None:
    """The living account that has this handle already."""
    return next(iter(loading.objects(session, Account, _TAKEN, network=network, handle=handle)), None)


_TAKEN = Prepared(
    loading.whole(Account).where(
        Account.network == bindparam("network"), Account.handle == bindparam("handle"), IS_LIVING
    )
)


def listing(session: Session, filters: Mapping[str, str], number: int = 1) -> Page[Account]:
    """A page of the living accounts, or of those with the status that the filters ask for."""
    query = select(Account).where(*_conditions(filters)).order_by(Account.network, Account.handle)
    return page_of(session, query, number)


def registered(session: Session) -> Sequence[Account]:
    """All that are in use."""
    in_use = Account.status.in_([Status.ACTIVE, Status.DORMANT])
    return session.scalars(select(Account).where(in_use).order_by(Account.network, Account.handle)).all()


def by_status(session: Session) -> dict[Status, int]:
    """How many there are of each; what was declined never was an account."""
    counting = select(Account.status, func.count()).where(Account.status != Status.DECLINED).group_by(Account.status)
    counts = {Status(status): count for status, count in session.execute(counting)}
    return {status: counts[status] for status in Status if status in counts}


def _conditions(filters: Mapping[str, str]) -> list[ColumnElement[bool]]:
    where = [_is(name, value) for name, value in filters.items() if name in FILTERS]
    if "status" not in filters:
        where.append(IS_LIVING)
    return where


def _is(name: str, value: str) -> ColumnElement[bool]:
    """A brand is found however it is written; all else is written in one way."""
    column: ColumnElement[str] = getattr(Account, name)
    return func.lower(column) == value.lower() if name == "brand" else column == value


def of_keeper(session: Session, person: str) -> Sequence[Account]:
    """The living accounts that a person owns, backs up or publishes on."""
    return session.scalars(select(Account).where(IS_LIVING, keeps(person)).order_by(Account.handle)).all()


def kept(session: Session, person: str, most: int) -> Page[Account]:
    """The first of those, their own before those that they look after for somebody else."""
    theirs = select(Account).where(IS_LIVING, keeps(person)).order_by(Account.owner != person, Account.handle)
    return page_of(session, theirs, 1, most)


def ids_kept_by(person: str) -> Select[int]:
    """For a statement about what is on those."""
    return select(Account.id).where(IS_LIVING, keeps(person))


def keeps_any(session: Session, person: str) -> bool:
    return session.scalar(ids_kept_by(person).limit(1)) is not None


def keeps(person: str) -> ColumnElement[bool]:
    """By an index for each of what they may be to it: of a condition with OR, SQLite reads all accounts."""
    theirs = [select(Account.id).where(column == person) for column in KEEPING]
    return Account.id.in_(union(*theirs))


def hashtag(session: Session, tag: str) -> Hashtag | None:
    """Its row; older rows are folded less than `tag` is."""
    return next((each for each in hashtags(session) if folded(each.tag) == tag), None)


def hashtags_of(session: Session, person: str) -> Sequence[Hashtag]:
    return session.scalars(select(Hashtag).where(Hashtag.owner == person).order_by(Hashtag.tag)).all()


def hashtags(session: Session) -> Sequence[Hashtag]:
    return session.scalars(select(Hashtag).order_by(Hashtag.tag)).all()
