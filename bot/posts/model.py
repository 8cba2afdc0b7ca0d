"""A post: its versions, the decisions on them, and its life from review to publication."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bot.governance import Stage
from bot.kernel.db import Base
from bot.kernel.events import Audited
from bot.kernel.subject import Subject
from bot.networks import Network
from bot.posts.content import Content
from bot.posts.intact import differences, require_intact


class Status(StrEnum):
    IN_REVIEW = "in review"
    CHANGES_REQUESTED = "changes requested"
    REJECTED = "rejected"
    APPROVED = "approved"
    """It waits for a time to be set: none was planned, or it has passed."""
    SCHEDULED = "scheduled"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


OPEN = (Status.IN_REVIEW, Status.CHANGES_REQUESTED, Status.APPROVED, Status.SCHEDULED)
"""Something is still to come."""


class Verdict(StrEnum):
    APPROVED = "approved"
    CHANGES_REQUESTED = "asked for changes"
    REJECTED = "rejected"


class Post(Audited, Base):
    """People are Slack ids; `stages` is the review's route as it was when the current version was submitted."""

    __tablename__ = "posts"
    __table_args__ = (Index(None, "status", "planned_at"), Index(None, "author", "status"))

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    account_label: Mapped[str]
    network: Mapped[Network]
    author: Mapped[str]
    text: Mapped[str]
    """Of the current version."""
    gist: Mapped[str] = mapped_column(index=True)
    status: Mapped[Status]
    version: Mapped[int]
    sha256: Mapped[str] = mapped_column(default="")
    """Of the current version, as reviewers sign it."""
    planned_at: Mapped[datetime | None]
    route: Mapped[str]
    stages: Mapped[list[dict[str, Any]]]
    route_why: Mapped[str] = mapped_column(default="", server_default="")
    """Why it goes through this route, as a clause; empty where it was chosen before that was kept."""
    same_person: Mapped[bool] = mapped_column(default=False, server_default=false())
    """The route lets one person give several of its approvals."""
    stage: Mapped[int]
    """The one that decides now, counted from 0."""
    stage_began_at: Mapped[datetime]
    submitted_at: Mapped[datetime]
    moved_by: Mapped[str]
    """The printed name of whoever last changed its status."""
    moved_at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(default="")
    """Why it stands where it stands, where somebody had to say so."""
    published_at: Mapped[datetime | None]
    published_by: Mapped[str | None]
    published_url: Mapped[str | None] = mapped_column(index=True)

    versions: Mapped[list["PostVersion"]] = relationship(back_populates="post", order_by="PostVersion.number")
    decisions: Mapped[list["Decision"]] = relationship(back_populates="post", order_by="Decision.id")

    @property
    def subject(self) -> Subject:
        return Subject("post", self.id)

    @property
    def review_subject(self) -> Subject:
        """What the time limit of its review belongs to."""
        return Subject("review", self.id)

    @property
    def label(self) -> str:
        return f"#{self.id}"

    @property
    def name(self) -> str:
        """`#12 for @HelviaGlobal on X`."""
        return f"{self.label} for {self.account_label}"

    @property
    def current(self) -> "PostVersion":
        return self.versions[-1]

    @property
    def writers(self) -> frozenset[str]:
        """The author and all who edited it; none of them decides on it."""
        return frozenset({self.author, *(version.written_by for version in self.versions)})

    @property
    def reviewing_roles(self) -> frozenset[str]:
        """Of all stages."""
        return frozenset(role for stage in self.stages for role in stage["roles"])

    @property
    def stage_rules(self) -> Stage:
        """Of the stage that decides now."""
        return Stage.model_validate(self.stages[self.stage])

    @property
    def stage_due(self) -> datetime:
        within: timedelta = self.stage_rules.within
        return self.stage_began_at + within

    @property
    def missed_its_time(self) -> bool:
        """It was cleared when its planned time had passed already."""
        return self.status == Status.APPROVED and self.planned_at is not None

    def is_due(self, at: datetime) -> bool:
        """Whether it was to go out by then, and is not out."""
        return self.status == Status.SCHEDULED and self.planned_at is not None and self.planned_at <= at

    @property
    def is_intact(self) -> bool:
        """What stands in the tables is what was submitted and signed."""
        return not any(differences(self))


class PostVersion(Audited, Base):
    """One version as it was submitted; never changed afterwards."""

    __tablename__ = "post_versions"
    told_apart_by = ("number",)
    __table_args__ = (UniqueConstraint("post_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id"))
    number: Mapped[int]
    content: Mapped[dict[str, Any]]
    sha256: Mapped[str]
    written_by: Mapped[str]
    written_by_name: Mapped[str]
    written_at: Mapped[datetime]

    post: Mapped[Post] = relationship(back_populates="versions")

    @property
    def subject(self) -> Subject:
        return Subject("post", self.post_id)

    @property
    def as_signed(self) -> Content:
        """What reviewers see and sign; raises Altered where it is not what was submitted: nobody is shown that."""
        require_intact(self.post)
        return Content.from_json(self.content)


class Decision(Audited, Base):
    """A reviewer's attested decision: printed name, time, meaning, record (designed to support 21 CFR 11.50, 11.70)."""

    __tablename__ = "decisions"
    told_apart_by = ("version", "stage", "who")
    __table_args__ = (UniqueConstraint("post_id", "version", "stage", "who"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id"))
    version: Mapped[int]
    stage: Mapped[int]
    stage_name: Mapped[str]
    who: Mapped[str]
    who_name: Mapped[str]
    roles: Mapped[list[str]]
    """Those of the stage that the person held then; it counts for one of them, unless the route says otherwise."""
    verdict: Mapped[Verdict]
    meaning: Mapped[str]
    reason: Mapped[str]
    sha256: Mapped[str]
    """Of exactly what was shown."""
    decided_at: Mapped[datetime]

    post: Mapped[Post] = relationship(back_populates="decisions")

    @property
    def subject(self) -> Subject:
        return Subject("post", self.post_id)
