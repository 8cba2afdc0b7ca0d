"""A slot is a series: an account's turn to publish, once or again and again. An occurrence is one time of it."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import DateTime, ForeignKey, Index
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from bot.accounts import outlet
from bot.calendar.recurrence import Recurrence, Repeats
from bot.kernel.db import Base
from bot.kernel.events import Audited
from bot.kernel.reference import Ref
from bot.kernel.scope import Scope
from bot.kernel.subject import Subject
from bot.kernel.zones import instant


class ContentType(StrEnum):
    IMAGE = "image"
    VIDEO = "video"
    SHORT_VIDEO = "short video"
    TEXT = "text"
    LINK = "link"
    CAROUSEL = "carousel"
    STORY = "story"
    THREAD = "thread"
    POLL = "poll"
    LIVE = "live"


class Content(StrEnum):
    """Whether what is to be published is there already."""

    EXISTS = "exists"
    ADAPT = "to adapt"
    CREATE = "to create"


class SlotStatus(StrEnum):
    RUNNING = "running"
    ENDED = "ended"
    CANCELLED = "cancelled"


class Status(StrEnum):
    PLANNED = "planned"
    MISSED = "missed"
    PUBLISHED = "published"
    SKIPPED = "skipped"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


OPEN = (Status.PLANNED, Status.MISSED)
"""Something is still to be done about it."""


class Slot(Audited, Base):
    """`starts` is what the wall clock shows in `zone` the first time, and `rule` is RFC 5545's or empty for once."""

    __tablename__ = "slots"
    __table_args__ = (Index(None, "account_id", "status"), Index(None, "status"))

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    label: Mapped[str]
    """The account's, as people write it."""
    starts: Mapped[datetime] = mapped_column(DateTime(timezone=False))
    zone: Mapped[str]
    repeats: Mapped[Repeats]
    rule: Mapped[str]
    theme: Mapped[str]
    themes_before: Mapped[list[dict[str, Any]]] = mapped_column(default=list, server_default="[]")
    """What it was about before somebody edited it, each with `until`, the instant from which that holds no more."""
    content_type: Mapped[ContentType]
    content: Mapped[Content]
    maker: Mapped[str]
    """Who makes the content; empty where nobody needs to."""
    status: Mapped[SlotStatus]
    planned_by: Mapped[str]
    planned_at: Mapped[datetime]
    cancelled_by: Mapped[str] = mapped_column(default="")

    @property
    def subject(self) -> Subject:
        return Subject("series", self.id)

    def scopes(self, session: Session) -> Sequence[Scope]:
        return outlet(session, self.account_id).scopes(session)

    def theme_at(self, at: datetime) -> str:
        """What its time at that instant is about, or was."""
        before = (each["theme"] for each in self.themes_before or () if at < datetime.fromisoformat(each["until"]))
        return next(before, self.theme)

    def theme_until(self, at: datetime) -> None:
        """What it is about now, holds for times before that instant alone."""
        self.themes_before = [*(self.themes_before or ()), {"until": at.isoformat(), "theme": self.theme}]

    @property
    def goes_on(self) -> bool:
        """More times of it follow."""
        return self.status == SlotStatus.RUNNING and bool(self.rule)

    @property
    def tz(self) -> ZoneInfo:
        return ZoneInfo(self.zone)

    @property
    def recurrence(self) -> Recurrence:
        return Recurrence(self.starts, self.rule, self.tz)

    def instant(self, local: datetime) -> datetime:
        """When the wall clock of its zone first shows `local` (naive)."""
        return instant(local, self.tz)


class Occurrence(Audited, Base):
    """`nominal` is the naive local time that the series' rule says, None where somebody postponed it to here."""

    __tablename__ = "slot_occurrences"
    __table_args__ = (
        Index(None, "slot_id", "nominal", unique=True),
        Index(None, "account_id", "status", "at"),
        Index(None, "at"),
        Index(None, "told_with_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    slot_id: Mapped[int] = mapped_column(ForeignKey("slots.id"))
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    nominal: Mapped[datetime | None] = mapped_column(DateTime(timezone=False))
    at: Mapped[datetime]
    status: Mapped[Status]
    missed_at: Mapped[datetime | None]
    told_with_id: Mapped[int | None] = mapped_column(ForeignKey("slot_occurrences.id"))
    """The later one whose report names this one too, where nobody could be told in between."""
    settled_by: Mapped[str] = mapped_column(default="")
    settled_by_name: Mapped[str] = mapped_column(default="")
    settled_at: Mapped[datetime | None]
    url: Mapped[str] = mapped_column(default="")
    published_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(default="")
    postponed_to: Mapped[datetime | None]
    slot: Mapped[Slot] = relationship()

    @property
    def subject(self) -> Subject:
        return Subject("slot", self.id)

    def scopes(self, session: Session) -> Sequence[Scope]:
        return outlet(session, self.account_id).scopes(session)

    @property
    def has_come(self) -> bool:
        """Whether it has a row of its own: its series has come to it, or somebody decided about it ahead."""
        return self.id is not None

    @property
    def ref(self) -> Ref:
        """What a button is about: its number, or, while it has no row, the series and the time of its rule."""
        if self.has_come or self.nominal is None:
            return Ref(self.id)
        return Ref(self.slot.id, self.nominal.isoformat())

    @property
    def label(self) -> str:
        return self.slot.label

    @property
    def planned_by(self) -> str:
        return self.slot.planned_by

    @property
    def is_overdue(self) -> bool:
        return self.status == Status.MISSED and self.slot.status != SlotStatus.CANCELLED

    @property
    def is_open(self) -> bool:
        return self.status in OPEN
