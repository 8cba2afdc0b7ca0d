"""A role that somebody has until a date: as a grant, or because they stand in for its holder."""

from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.kernel.actor import spoken
from bot.kernel.db import Base
from bot.kernel.events import Audited
from bot.kernel.scope import Scope
from bot.kernel.subject import Subject
from bot.people.grants import Grant


class Status(StrEnum):
    GIVEN = "given"
    """It holds from `since` until `until`, without anybody's doing."""
    ENDED = "ended"
    """Somebody ended it before."""


class RoleGrant(Audited, Base):
    """People are Slack ids; of where it holds, what is empty does not matter."""

    __tablename__ = "role_grants"
    __table_args__ = (Index(None, "status", "until"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    person: Mapped[str]
    role: Mapped[str]
    instead_of: Mapped[str] = mapped_column(default="")
    """For whom they stand in, wherever that person holds the role; empty where it was granted."""
    market: Mapped[str] = mapped_column(default="")
    region: Mapped[str] = mapped_column(default="")
    brand: Mapped[str] = mapped_column(default="")
    kind: Mapped[str] = mapped_column(default="")
    account: Mapped[str] = mapped_column(default="")
    since: Mapped[datetime]
    until: Mapped[datetime]
    by: Mapped[str]
    reason: Mapped[str]
    given_at: Mapped[datetime]
    status: Mapped[Status]

    @property
    def subject(self) -> Subject:
        return Subject("grant", self.id)

    @property
    def label(self) -> str:
        return f"grant {self.id} ({spoken(self.role)})"

    @property
    def scope(self) -> Scope:
        return Scope(self.market, self.region, self.brand, self.kind, self.account)

    def scopes(self, _: Session) -> tuple[Scope]:
        return (self.scope,)

    @property
    def last_day(self) -> datetime:
        """An instant of the last day on which it holds."""
        return self.until - timedelta(seconds=1)

    @property
    def value(self) -> Grant:
        return Grant(self.person, self.role, self.since, self.until, self.by, self.scope, self.instead_of, self.id)
