"""An account as other rooms know it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.accounts.model import Account, Status
from bot.accounts.queries import GONE, registered
from bot.kernel import zones
from bot.kernel.errors import NotFound
from bot.kernel.kinds import Kind
from bot.kernel.lookups import Lookup
from bot.kernel.scope import Scope
from bot.kernel.subject import Subject
from bot.networks import Handle, Network


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """Its words are the registry's; people and channels are Slack ids."""

    id: int
    handle: Handle
    label: str
    full_label: str
    """With the handle, where forms let people choose."""
    kind: Kind
    market: str
    languages: Sequence[str]
    """BCP-47 tags."""
    brand: str
    """What it speaks for; empty where it is no single brand or product."""
    status: Status
    channel: str
    """Where its reminders go; empty means the company's reminder channel."""
    owner: str
    backup: str
    publisher: str
    deputy: str

    @classmethod
    def of(cls, account: Account) -> "Outlet":
        return cls(
            id=account.id,
            handle=account.handle_on_network,
            label=account.label,
            full_label=account.full_label,
            kind=account.kind,
            market=account.market,
            languages=account.languages,
            brand=account.brand,
            status=account.status,
            channel=account.channel,
            owner=account.owner,
            backup=account.backup,
            publisher=account.publisher,
            deputy=account.deputy,
        )

    @property
    def place(self) -> Scope:
        """Where it is: whom a role means for all that is made for it."""
        return Scope(self.market, brand=self.brand, kind=self.kind, account=Subject("account", self.id))

    def scopes(self, _: Session) -> tuple[Scope]:
        return (self.place,)

    @property
    def network(self) -> Network:
        return self.handle.network

    @property
    def zone(self) -> str:
        """Its market's time zone; empty where the market has several, and whoever plans chooses."""
        return zones.of_market(self.market)

    @property
    def is_open(self) -> bool:
        """Posts may go out on it."""
        return self.status in {Status.ACTIVE, Status.DORMANT}

    @property
    def signs_off(self) -> bool:
        """Each post ends with its author's initials."""
        return self.kind == Kind.CUSTOMER_SERVICE

    @property
    def duties(self) -> dict[str, list[str]]:
        """Who does what for it, by the words that policies use."""
        return {
            "owner": [self.owner],
            "backup": [self.backup],
            "publisher": [self.publisher],
            "deputy": [self.deputy],
        }

    @property
    def people(self) -> frozenset[str]:
        """Who may keep its records."""
        return frozenset({self.owner, self.backup, self.publisher, self.deputy} - {""})

    @property
    def publishers(self) -> tuple[str, ...]:
        return tuple(each for each in (self.publisher, self.deputy) if each)


def outlet(session: Session, account_id: int) -> Outlet:
    """Only to be looked at; raises NotFound."""
    its = OUTLETS.of(session, account_id)
    if its is None:
        raise NotFound(GONE)
    return its


def outlets_of(session: Session, ids: Collection[int]) -> list[Outlet]:
    """Of those accounts, only to be looked at, by what they are called."""
    return _called(_read(session, ids))


def _by_id(session: Session, ids: Collection[int]) -> dict[int, Outlet]:
    if len(ids) > 1:
        return {account.id: Outlet.of(account) for account in _read(session, ids)}
    return {each: Outlet.of(account) for each in ids if (account := session.get(Account, each))}


def _read(session: Session, ids: Collection[int]) -> Iterable[Account]:
    return session.scalars(select(Account).where(Account.id.in_(ids)))


OUTLETS = Lookup(_by_id)


def outlets_in_use(session: Session) -> list[Outlet]:
    """All on which posts may go out, by what they are called."""
    return _called(registered(session))


def _called(accounts: Iterable[Account]) -> list[Outlet]:
    return sorted(map(Outlet.of, accounts), key=lambda its: its.label)
