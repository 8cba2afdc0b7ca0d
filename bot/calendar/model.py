"""A slot is a series: an account's turn to publish, once or again and again. An occurrence is one time of it."""

from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from sqlalchemy import DateTime, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bot.calendar.recurrence import Recurrence
from bot.calendar.zones import instant
from bot.kernel.actor import Actor
from bot.kernel.db import Base
from bot.kernel.errors import TooLate
from bot.kernel.events import Audited


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


class SlotAction(StrEnum):
    END = "end"
    CANCEL = "cancel"


SLOT_TRANSITIONS: dict[tuple[SlotStatus, SlotAction], SlotStatus] = {
    (SlotStatus.RUNNING, SlotAction.END): SlotStatus.ENDED,
    (SlotStatus.RUNNING, SlotAction.CANCEL): SlotStatus.CANCELLED,
}


class Status(StrEnum):
    PLANNED = "planned"
    MISSED = "missed"
    PUBLISHED = "published"
    SKIPPED = "skipped"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


class Action(StrEnum):
    MISS = "called missed"
    PUBLISH = "marked as published"
    SKIP = "skipped"
    POSTPONE = "postponed"
    CANCEL = "cancelled"


TRANSITIONS: dict[tuple[Status, Action], Status] = {
    (Status.PLANNED, Action.MISS): Status.MISSED,
    (Status.PLANNED, Action.PUBLISH): Status.PUBLISHED,
    (Status.MISSED, Action.PUBLISH): Status.PUBLISHED,
    (Status.PLANNED, Action.SKIP): Status.SKIPPED,
    (Status.MISSED, Action.SKIP): Status.SKIPPED,
    (Status.PLANNED, Action.POSTPONE): Status.POSTPONED,
    (Status.MISSED, Action.POSTPONE): Status.POSTPONED,
    (Status.PLANNED, Action.CANCEL): Status.CANCELLED,
}

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
    repeats: Mapped[str]
    rule: Mapped[str]
    theme: Mapped[str]
    content_type: Mapped[str]
    content: Mapped[str]
    maker: Mapped[str]
    """Who makes the content; empty where nobody needs to."""
    status: Mapped[str]
    planned_by: Mapped[str]
    planned_at: Mapped[datetime]
    cancelled_by: Mapped[str] = mapped_column(default="")

    @property
    def subject(self) -> str:
        return f"series:{self.id}"

    @property
    def tz(self) -> ZoneInfo:
        return ZoneInfo(self.zone)

    @property
    def recurrence(self) -> Recurrence:
        return Recurrence(self.starts, self.rule)

    def instant(self, local: datetime) -> datetime:
        """When the wall clock of its zone first shows `local` (naive)."""
        return instant(local, self.tz)

    def move(self, action: SlotAction) -> None:
        to = SLOT_TRANSITIONS.get((SlotStatus(self.status), action))
        if to is None:
            raise TooLate(
                f"This series has {self.status if self.status == SlotStatus.ENDED else 'been cancelled'} already. "
                "`/calendar week` shows what is planned."
            )
        self.status = to.value


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
    status: Mapped[str]
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
    def subject(self) -> str:
        return f"slot:{self.id}"

    @property
    def is_open(self) -> bool:
        return self.status in OPEN

    def move(self, action: Action, who: Actor, when: datetime) -> None:
        """Follow TRANSITIONS, or raise TooLate with what it is now and through whom."""
        to = TRANSITIONS.get((Status(self.status), action))
        if to is None:
            raise TooLate(self._why_not(action))
        self.status = to.value
        if to is Status.MISSED:
            self.missed_at = when
        else:
            self.settled_by, self.settled_by_name, self.settled_at = who.id, who.name, when

    def require_open(self) -> None:
        if not self.is_open:
            raise TooLate(self._why_not(Action.SKIP))

    def _why_not(self, action: Action) -> str:
        if self.status == Status.MISSED:
            return f"This slot has passed, so it cannot be {action} any more. Publish, postpone or skip it instead."
        if self.status == Status.PLANNED:
            return f"This slot is still planned, so it cannot be {action}. `/calendar week` shows it."
        return (
            f"{self.settled_by_name} was first: this slot is {self.status} already. "
            "`/calendar week` shows where things stand."
        )
