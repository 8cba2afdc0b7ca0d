"""A drill: what is rehearsed, when and by whom, who watches, and how its observer rates it."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from bot.kernel import drills
from bot.kernel.db import Base
from bot.kernel.events import Audited
from bot.kernel.scope import CENTRE, Scope
from bot.kernel.subject import Subject
from bot.private import Kept

KIND = "drill"
AFTER = "after_drill"
"""The kind of subject by which people are reminded once it is over."""
RULE = "crises"
"""By which its words are purged."""


class State(StrEnum):
    PLANNED = "planned"
    RUNNING = "running"
    OVER = "over"
    CALLED_OFF = "called off"


class Objective(StrEnum):
    """What a drill is to show."""

    ANSWERED = "answered"
    FROZEN = "frozen"
    FIRST_WORD = "first word"
    CONFIRMED = "confirmed"
    CADENCE = "cadence"


class Rating(StrEnum):
    """HSEEP's."""

    PERFORMED = "P"
    SOME = "S"
    MAJOR = "M"
    UNABLE = "U"


class Drill(Audited, Base):
    """While it is only planned there is no crisis of it. People are Slack ids, kept with their printed names."""

    __tablename__ = "drills"
    __table_args__ = (Index(None, "state"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[State]
    crisis_id: Mapped[int | None] = mapped_column(ForeignKey("crises.id"), unique=True)
    """The number by which it is called once it has begun."""
    scenario: Mapped[str]
    """From the list; empty where somebody wrote their own."""
    what = Kept()
    kind: Mapped[str]
    likelihood: Mapped[int]
    impact: Mapped[int]
    accounts: Mapped[dict[str, Any]]
    """What it is about: labels by id."""
    players: Mapped[dict[str, Any]]
    """Who takes part, and whether they agreed to be reached by other ways, and at any hour."""
    observer: Mapped[str]
    observer_name: Mapped[str]
    planned_by: Mapped[str]
    planned_name: Mapped[str]
    planned_at: Mapped[datetime]
    begins_at: Mapped[datetime]
    ended_by: Mapped[str] = mapped_column(default="", server_default="")
    ended_name: Mapped[str] = mapped_column(default="", server_default="")
    ended_at: Mapped[datetime | None]
    rated_by: Mapped[str] = mapped_column(default="", server_default="")
    rated_name: Mapped[str] = mapped_column(default="", server_default="")
    rated_at: Mapped[datetime | None]
    next_due_at: Mapped[datetime | None]

    ratings: Mapped[list["DrillRating"]] = relationship(lazy="selectin", order_by="DrillRating.id")
    drill: ClassVar[bool] = True
    """Whatever is told of it is told of a drill."""

    @property
    def subject(self) -> Subject:
        return Subject(KIND, self.id)

    @property
    def after(self) -> Subject:
        return Subject(AFTER, self.id)

    @property
    def label(self) -> str:
        return drills.name_of(self.crisis_id, "", is_drill=True) if self.crisis_id else "the planned drill"

    @property
    def title(self) -> str:
        return f"{self.label}: {self.scenario or 'own scenario'}"

    @property
    def shown_by(self) -> str:
        return f"/crisis drill {self.crisis_id or 'list'}"

    def scopes(self, _session: Session) -> Sequence[Scope]:
        """It is the whole company's."""
        return (CENTRE,)


class DrillRating(Audited, Base):
    """What its observer says of one objective; never changed."""

    __tablename__ = "drill_ratings"
    told_apart_by = ("id",)
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True)
    drill_id: Mapped[int] = mapped_column(ForeignKey("drills.id"), index=True)
    objective: Mapped[Objective]
    rating: Mapped[Rating]
    words = Kept()

    @property
    def subject(self) -> Subject:
        return Subject(KIND, self.drill_id)
