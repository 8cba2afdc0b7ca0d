"""A change of the governance: what was written down, and how far its review is."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, cast
from sqlalchemy.orm import Mapped, Session, foreign, mapped_column, relationship

from bot.kernel.db import Base
from bot.kernel.events import Audited
from bot.kernel.scope import CENTRE, Scope
from bot.kernel.subject import Subject
from bot.kernel.text.markup import PERSON_ID
from bot.oversight.model import Revision
from bot.reviews.model import Review, Verdict

KIND = "governance"


class Status(StrEnum):
    IN_REVIEW = "in review"
    TAKEN = "taken into use"
    SENT_BACK = "changes requested"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    OVERTAKEN = "overtaken"
    """Another governance came into force, or another change was proposed."""


MEANINGS = {
    Verdict.APPROVED: "I approve this change of the governance",
    Verdict.CHANGES_REQUESTED: "I ask for changes to this governance before it may be taken into use",
    Verdict.REJECTED: "I reject this change of the governance; it must not be taken into use",
}


class Change(Audited, Base):
    """Whoever proposes again proposes another one: each has one version."""

    __tablename__ = "governance_changes"
    __table_args__ = (Index(None, "status"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("governance_revisions.id"), index=True)
    by: Mapped[str]
    by_name: Mapped[str]
    status: Mapped[Status]
    moved_by: Mapped[str]
    """The printed name of whoever last changed its status."""
    moved_at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(default="")
    """Why it stands where it stands, where somebody had to say so."""

    revision: Mapped[Revision] = relationship(lazy="joined", innerjoin=True)
    review: Mapped[Review] = relationship(
        primaryjoin=lambda: foreign(Review.matter) == f"{KIND}:" + cast(Change.id, String),
        viewonly=True,
        lazy="joined",
        innerjoin=True,
    )

    @property
    def subject(self) -> Subject:
        return Subject(KIND, self.id)

    @property
    def label(self) -> str:
        return f"governance change {self.id}"

    @property
    def name(self) -> str:
        return f"Governance change {self.id}"

    @property
    def shown_by(self) -> str:
        return f"/social governance {self.id}"

    def scopes(self, session: Session) -> Sequence[Scope]:
        return (CENTRE,)

    @property
    def writers(self) -> frozenset[str]:
        return frozenset({self.by})

    @property
    def changed_by_name(self) -> str:
        return self.by_name

    @property
    def proposer(self) -> str:
        """Empty where no person proposed it, but whoever runs Concord."""
        return self.by if PERSON_ID.fullmatch(self.by) else ""

    @property
    def meanings(self) -> Mapping[Verdict, str]:
        return MEANINGS

    def keep(self, _session: Session, _words: str, _at: datetime) -> None:
        """What reviewers write is a part of the record of what was approved, and stays as long as that."""
