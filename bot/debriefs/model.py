"""The after-action review of a crisis: the words of whoever writes it, and the actions that it asks for."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, cast
from sqlalchemy.orm import Mapped, Session, foreign, mapped_column, relationship

from bot.crises.model import Crisis
from bot.kernel.db import Base
from bot.kernel.events import Audited
from bot.kernel.scope import Scope
from bot.kernel.subject import Subject
from bot.private import Kept, PrivateText, end, keep
from bot.reviews.model import Review, Verdict

KIND = "debrief"
RULE = "crises"
"""By which its words are purged."""


class Status(StrEnum):
    WRITING = "being written"
    IN_REVIEW = "in review"
    SENT_BACK = "changes requested"
    REJECTED = "rejected"
    APPROVED = "approved"


UNSENT = (Status.WRITING, Status.SENT_BACK, Status.REJECTED)
"""In which it waits for whoever writes it."""
MEANINGS = {
    Verdict.APPROVED: "I approve this after-action review",
    Verdict.CHANGES_REQUESTED: "I ask for changes to this after-action review",
    Verdict.REJECTED: "I reject this after-action review; it must be written anew",
}


class Debrief(Audited, Base):
    """A crisis has one at most, of its number. People are Slack ids, kept with their printed names."""

    __tablename__ = "debriefs"
    __table_args__ = (Index(None, "status", "id"),)

    id: Mapped[int] = mapped_column(ForeignKey("crises.id"), primary_key=True, autoincrement=False)
    """The crisis's number."""
    status: Mapped[Status]
    writer: Mapped[str]
    writer_name: Mapped[str]
    asked_by: Mapped[str]
    due_at: Mapped[datetime]
    wrote: Mapped[list[str]]
    """All who wrote a part of it."""
    moved_by: Mapped[str]
    """The printed name of whoever last changed its status."""
    moved_at: Mapped[datetime]
    cause = Kept()
    went_well = Kept()
    hurt = Kept()
    luck = Kept()
    lesson = Kept()
    """One line, for whoever does the like next time."""

    crisis: Mapped[Crisis] = relationship()
    review: Mapped[Review] = relationship(
        primaryjoin=lambda: foreign(Review.matter) == f"{KIND}:" + cast(Debrief.id, String), viewonly=True
    )
    """None until it was sent for the first time."""

    @property
    def subject(self) -> Subject:
        return Subject(KIND, self.id)

    @property
    def label(self) -> str:
        return f"the after-action review of crisis {self.id}"

    @property
    def name(self) -> str:
        return f"After-action review of crisis {self.id}"

    @property
    def shown_by(self) -> str:
        return f"/crisis review {self.id}"

    def scopes(self, session: Session) -> Sequence[Scope]:
        return self.crisis.scopes(session)

    @property
    def writers(self) -> frozenset[str]:
        return frozenset(self.wrote)

    @property
    def changed_by_name(self) -> str:
        return self.writer_name

    @property
    def meanings(self) -> Mapping[Verdict, str]:
        return MEANINGS

    def keep(self, session: Session, words: str, at: datetime) -> PrivateText:
        """Its crisis is over: the time of these words runs from now on."""
        text = keep(session, RULE, words)
        end(session, [text.id], at)
        return text

    @property
    def is_written(self) -> bool:
        return self.went_well.is_given and self.hurt.is_given


class ActionStatus(StrEnum):
    OPEN = "open"
    DONE = "done"


class CorrectiveAction(Audited, Base):
    """What somebody does until some day so that the next crisis goes better."""

    __tablename__ = "corrective_actions"
    __table_args__ = (Index(None, "status", "who"), Index(None, "debrief_id"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    debrief_id: Mapped[int] = mapped_column(ForeignKey("debriefs.id"))
    status: Mapped[ActionStatus]
    what = Kept()
    who: Mapped[str]
    who_name: Mapped[str]
    until: Mapped[date]
    due_at: Mapped[datetime]
    """When that day begins where the company is: from then on they are reminded."""
    added_by: Mapped[str]
    added_at: Mapped[datetime]
    done_by: Mapped[str] = mapped_column(default="", server_default="")
    done_name: Mapped[str] = mapped_column(default="", server_default="")
    done_at: Mapped[datetime | None]

    debrief: Mapped[Debrief] = relationship()

    @property
    def subject(self) -> Subject:
        return Subject("action", self.id)

    @property
    def label(self) -> str:
        return f"action {self.id}"

    @property
    def name(self) -> str:
        return f"After crisis {self.debrief_id}"

    def scopes(self, session: Session) -> Sequence[Scope]:
        return self.debrief.scopes(session)
