"""An account: who owns it, what it is for, and its life from proposal to retirement."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.kernel.db import Base
from bot.kernel.errors import TooLate
from bot.kernel.events import Audited, Event, Named
from bot.networks import Handle, Network


class Status(StrEnum):
    PROPOSED = "proposed"
    ACTIVE = "active"
    DORMANT = "dormant"
    RETIRED = "retired"
    DECLINED = "declined"


class Action(StrEnum):
    APPROVE = "approve"
    DECLINE = "decline"
    LOG_POST = "log a post on"
    FALL_SILENT = "call silent"
    SNOOZE = "snooze"
    RETIRE = "retire"


TRANSITIONS: dict[tuple[Status, Action], Status] = {
    (Status.PROPOSED, Action.APPROVE): Status.ACTIVE,
    (Status.PROPOSED, Action.DECLINE): Status.DECLINED,
    (Status.ACTIVE, Action.LOG_POST): Status.ACTIVE,
    (Status.DORMANT, Action.LOG_POST): Status.ACTIVE,
    (Status.ACTIVE, Action.FALL_SILENT): Status.DORMANT,
    (Status.DORMANT, Action.FALL_SILENT): Status.DORMANT,
    (Status.ACTIVE, Action.SNOOZE): Status.ACTIVE,
    (Status.DORMANT, Action.SNOOZE): Status.DORMANT,
    (Status.ACTIVE, Action.RETIRE): Status.RETIRED,
    (Status.DORMANT, Action.RETIRE): Status.RETIRED,
}

LIVING = (Status.PROPOSED, Status.ACTIVE, Status.DORMANT)
"""While an account is in one of these, its handle is taken."""


@dataclass(kw_only=True)
class Draft:
    """What a registration form says, before anybody looked at it; languages and market as typed."""

    network: str
    handle: str
    kind: str
    purpose: str
    audience: str
    market: str
    languages: str
    business_unit: str
    owner: str
    backup: str
    cadence: str = ""
    """Days that may pass between two posts; empty leaves it to the kind."""
    why: str = ""
    brand: str = ""
    name: str = ""
    publisher: str = ""
    deputy: str = ""
    channel: str = ""
    insistence: str = ""
    """Why a campaign needs an account of its own after all."""


class Account(Audited, Base):
    """People and channels are Slack ids; `market` is ISO 3166 or `global`, `languages` are BCP-47 tags."""

    __tablename__ = "accounts"
    __table_args__ = (
        Index(
            "uq_accounts_living_handle",
            "network",
            "handle",
            unique=True,
            sqlite_where=text("status NOT IN ('retired', 'declined')"),
            postgresql_where=text("status NOT IN ('retired', 'declined')"),
        ),
        Index(None, "status"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    network: Mapped[str]
    handle: Mapped[str]
    """As it is compared."""
    shown: Mapped[str]
    """As people write it."""
    url: Mapped[str]
    name: Mapped[str]
    kind: Mapped[str]
    purpose: Mapped[str]
    audience: Mapped[str]
    market: Mapped[str]
    languages: Mapped[list[str]]
    business_unit: Mapped[str]
    brand: Mapped[str]
    owner: Mapped[str]
    backup: Mapped[str]
    publisher: Mapped[str]
    deputy: Mapped[str]
    cadence_days: Mapped[int]
    channel: Mapped[str]
    """Where its reminders go; empty means the company's reminder channel."""
    why: Mapped[str]
    insistence: Mapped[str]
    status: Mapped[str]
    proposed_by: Mapped[str]
    proposed_at: Mapped[datetime]
    decided_by: Mapped[str | None]
    decided_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(default="")
    """Why it was declined or retired."""
    last_post_at: Mapped[datetime | None]
    last_post_url: Mapped[str | None]
    snoozed_until: Mapped[datetime | None]

    @property
    def subject(self) -> str:
        return f"account:{self.id}"

    @property
    def at(self) -> str:
        """The handle in short, without what kind of page it is: `cardiva` for `company/cardiva`."""
        return self.shown.rpartition("/")[2]

    @property
    def is_named(self) -> bool:
        """Whether people call it otherwise than by its handle."""
        return self.name.casefold().lstrip("@") not in {"", self.at.casefold().lstrip("@"), self.shown.casefold()}

    @property
    def label(self) -> str:
        """`Cardiva on LinkedIn`, or `@HelviaGlobal on X` where the handle is all the name it has."""
        there = f"on {Network(self.network).label}"
        called = self.name if self.is_named else self.at
        return called if called.casefold().endswith(f" {there}".casefold()) else f"{called} {there}"

    @property
    def full_label(self) -> str:
        """`Cardiva on LinkedIn · cardiva`: the label, and the handle where the label does not have it."""
        return f"{self.label} · {self.at}" if self.is_named else self.label

    @property
    def texts(self) -> tuple[str, ...]:
        """All that its proposer typed to be read."""
        words = (self.name, self.purpose, self.audience, self.business_unit, self.brand, self.why, self.insistence)
        return (self.shown, *words)

    @property
    def handle_on_network(self) -> Handle:
        return Handle(network=Network(self.network), handle=self.handle, shown=self.shown, url=self.url)

    @property
    def keepers(self) -> frozenset[str]:
        """Who may keep its records: owner, backup, publisher and deputy."""
        return frozenset({self.owner, self.backup, self.publisher, self.deputy} - {""})

    @property
    def silent_from(self) -> datetime:
        """The instant from which it counts as silent."""
        since = self.last_post_at or self.decided_at or self.proposed_at
        return since + timedelta(days=self.cadence_days)

    def is_news(self, url: str, posted_at: datetime) -> bool:
        """Whether that post is its latest, and not logged yet."""
        is_latest = self.last_post_at is None or posted_at >= self.last_post_at
        return is_latest and url != self.last_post_url

    def check(self, action: Action) -> Status:
        """What the account becomes by it; raises TooLate with what it is now."""
        to = TRANSITIONS.get((Status(self.status), action))
        if to is None:
            raise TooLate(f"{self.label} is {self.status}, so nobody can {action} it now.")
        return to

    def move(self, action: Action) -> None:
        """Follow TRANSITIONS, or raise TooLate."""
        self.status = self.check(action).value


class Hashtag(Audited, Base):
    """A campaign's tag on accounts that exist, instead of an account of its own."""

    __tablename__ = "hashtags"

    id: Mapped[int] = mapped_column(primary_key=True)
    tag: Mapped[str] = mapped_column(unique=True)
    """Lower case, without the sign."""
    shown: Mapped[str]
    campaign: Mapped[str]
    owner: Mapped[str]
    registered_at: Mapped[datetime]

    @property
    def subject(self) -> str:
        return f"hashtag:{self.tag}"


@dataclass(frozen=True, kw_only=True)
class AccountEvent(Event):
    of: Account


class AccountProposed(AccountEvent):
    pass


class AccountApproved(AccountEvent):
    signs = True


class AccountDeclined(AccountEvent):
    signs = True


class AccountImported(AccountEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class SheetImported(Event):
    """Somebody took in a file of accounts; it is called by the first digits of its SHA-256."""

    of: Named


@dataclass(frozen=True, kw_only=True)
class PostLogged(AccountEvent):
    ended_silence: bool
    """Reminders of its silence were out."""


class AccountFellSilent(AccountEvent):
    pass


class AccountSnoozed(AccountEvent):
    pass


class AccountRetired(AccountEvent):
    signs = True


@dataclass(frozen=True, kw_only=True)
class HashtagRegistered(Event):
    of: Hashtag
