"""An account: who owns it, what it is for, and its life from proposal to retirement."""

from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.accounts.names import Name
from bot.kernel.db import Base
from bot.kernel.events import Audited
from bot.kernel.kinds import Kind
from bot.kernel.scope import Scope
from bot.kernel.subject import Subject
from bot.networks import Handle, Network, is_same_post


class Status(StrEnum):
    PROPOSED = "proposed"
    ACTIVE = "active"
    DORMANT = "dormant"
    RETIRED = "retired"
    DECLINED = "declined"

    @property
    def word(self) -> str:
        """What people read; tables and trail have what a silent account was called first."""
        return "silent" if self is Status.DORMANT else self.value


LIVING = (Status.PROPOSED, Status.ACTIVE, Status.DORMANT)
"""While an account is in one of these, its handle is taken."""


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
        Index(None, "handle"),
        Index(None, "owner"),
        Index(None, "backup"),
        Index(None, "publisher"),
        Index(None, "deputy"),
        Index(None, "brand"),
        Index(None, "market"),
        Index(None, "kind"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    network: Mapped[Network]
    handle: Mapped[str]
    """As it is compared."""
    shown: Mapped[str]
    """As people write it."""
    url: Mapped[str]
    name: Mapped[str]
    kind: Mapped[Kind]
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
    status: Mapped[Status]
    proposed_by: Mapped[str]
    proposed_at: Mapped[datetime]
    decided_by: Mapped[str | None]
    decided_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(default="")
    """Why it was declined or retired."""
    last_post_at: Mapped[datetime | None]
    last_post_url: Mapped[str | None]
    snoozed_until: Mapped[datetime | None]
    """Before that nobody is reminded of its silence; empty once somebody was, or a post was logged."""
    snooze_reason: Mapped[str] = mapped_column(default="", server_default="")

    @property
    def subject(self) -> Subject:
        return Subject("account", self.id)

    def scopes(self, _: Session) -> tuple[Scope]:
        return (Scope(self.market, brand=self.brand, kind=self.kind, account=self.subject),)

    @property
    def called(self) -> Name:
        return Name(self.network, self.handle, self.shown, self.url, self.name)

    @property
    def at(self) -> str:
        return self.called.at

    @property
    def label(self) -> str:
        return self.called.label

    @property
    def full_label(self) -> str:
        return self.called.full_label

    @property
    def texts(self) -> tuple[str, ...]:
        """All that its proposer typed to be read."""
        words = (self.name, self.purpose, self.audience, self.business_unit, self.brand, self.why, self.insistence)
        return (self.shown, *words)

    @property
    def handle_on_network(self) -> Handle:
        return Handle(network=self.network, handle=self.handle, shown=self.shown, url=self.url)

    @property
    def silent_from(self) -> datetime:
        """The instant from which it counts as silent."""
        since = self.last_post_at or self.decided_at or self.proposed_at
        return since + timedelta(days=self.cadence_days)

    @property
    def is_snoozed(self) -> bool:
        return self.snoozed_until is not None and self.status in {Status.ACTIVE, Status.DORMANT}

    def end_snooze(self) -> None:
        self.snoozed_until, self.snooze_reason = None, ""

    def is_news(self, url: str, posted_at: datetime) -> bool:
        """Whether that post is its latest, and not logged yet."""
        is_latest = self.last_post_at is None or posted_at >= self.last_post_at
        return is_latest and not is_same_post(self.network, url, self.last_post_url)


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
    def subject(self) -> Subject:
        return Subject("hashtag", self.tag)
