"""A review: the route that a matter goes through, how far it is, and the decisions on each version of the matter."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Protocol

from sqlalchemy import ForeignKey, UniqueConstraint, false
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from bot.governance import Sign, Stage
from bot.kernel.db import Base
from bot.kernel.events import Audited
from bot.kernel.scope import Scope
from bot.kernel.subject import Subject
from bot.private import Kept, PrivateText


class Verdict(StrEnum):
    APPROVED = "approved"
    CHANGES_REQUESTED = "asked for changes"
    REJECTED = "rejected"


class Reason(StrEnum):
    """Why changes are asked for, or why it is rejected."""

    MISSING_REFERENCE = "missing reference"
    BALANCE = "balance"
    CLAIM = "claim"
    WORDING = "wording"
    TONE = "tone"
    RIGHTS = "rights"
    FORMAT = "format"
    NO_VALUE = "no value"
    OTHER = "other"


class Review(Audited, Base):
    """Of one matter. Where the matter changes, it begins again with the new version; `stages` is its route as it was
    then.
    """

    __tablename__ = "reviews"

    matter: Mapped[str] = mapped_column(primary_key=True)
    """The subject of what is reviewed, such as `post:12`."""
    version: Mapped[int]
    sha256: Mapped[str]
    """Of exactly what reviewers are shown and sign."""
    route: Mapped[str]
    route_why: Mapped[str] = mapped_column(default="", server_default="")
    """Why it goes through this route, as a clause; empty where it was chosen before that was kept."""
    stages: Mapped[list[dict[str, Any]]]
    same_person: Mapped[bool] = mapped_column(default=False, server_default=false())
    """The route lets one person give several of its approvals."""
    stage: Mapped[int]
    """The one that decides now, counted from 0."""
    stage_began_at: Mapped[datetime]

    decisions: Mapped[list["Decision"]] = relationship(back_populates="review", order_by="Decision.id")
    remarks: Mapped[list["Remark"]] = relationship(back_populates="review", order_by="Remark.number")

    @property
    def subject(self) -> Subject:
        return Subject.read(self.matter)

    @property
    def roles(self) -> frozenset[str]:
        """Of all stages."""
        return frozenset(role for stage in self.stages for role in stage["roles"])

    @property
    def stage_rules(self) -> Stage:
        """Of the stage that decides now."""
        return Stage.model_validate(self.stages[self.stage])

    @property
    def sign(self) -> Sign:
        """What the stage that decides now asks for."""
        return self.stage_rules.sign or Sign.CLICK

    @property
    def stage_due(self) -> datetime:
        within: timedelta = self.stage_rules.within
        return self.stage_began_at + within

    @property
    def is_in_last_stage(self) -> bool:
        return self.stage + 1 == len(self.stages)

    @property
    def code(self) -> Reason | None:
        """Why it was sent back or rejected, where somebody did."""
        return self.decisions[-1].code if self.decisions else None

    @property
    def open_question(self) -> "Remark | None":
        """About the current version, not answered yet; the oldest."""
        answered = {each.answers for each in self.remarks}
        asked = [each for each in self.asked_now if each.is_question and each.number not in answered]
        return asked[0] if asked else None

    @property
    def asked_now(self) -> list["Remark"]:
        """About the current version, with the answers."""
        return [each for each in self.remarks if each.version == self.version]

    @property
    def decided_now(self) -> list["Decision"]:
        """On the current version."""
        return [made for made in self.decisions if made.version == self.version]


class Decision(Audited, Base):
    """A reviewer's attested decision: printed name, time, meaning, record (designed to support 21 CFR 11.50, 11.70)."""

    __tablename__ = "decisions"
    told_apart_by = ("version", "stage", "who")
    __table_args__ = (UniqueConstraint("matter", "version", "stage", "who"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    matter: Mapped[str] = mapped_column(ForeignKey("reviews.matter"))
    version: Mapped[int]
    stage: Mapped[int]
    stage_name: Mapped[str]
    who: Mapped[str]
    who_name: Mapped[str]
    roles: Mapped[list[str]]
    """Those of the stage that the person held then; it counts for one of them, unless the route says otherwise."""
    verdict: Mapped[Verdict]
    meaning: Mapped[str]
    code: Mapped[Reason | None]
    """Of what kind the reason is; empty for approvals, and where it was decided before that was asked."""
    reason = Kept()
    """In the reviewer's own words, if there are any; kept apart where the matter says so."""
    sha256: Mapped[str]
    """Of exactly what was shown."""
    decided_at: Mapped[datetime]
    on_behalf_of: Mapped[str | None]
    """The person in whose stead it was decided; it counts as theirs too."""
    signed: Mapped[Sign | None]
    """How; empty where it was decided before that was asked."""
    code_given_at: Mapped[datetime | None]
    """When the PIN or the code was given that it rests on."""

    review: Mapped[Review] = relationship(back_populates="decisions")

    @property
    def subject(self) -> Subject:
        return Subject.read(self.matter)

    @property
    def why(self) -> str:
        """`Claim: Name the source`; empty for approvals."""
        return ": ".join(filter(None, (self.code and self.code.capitalize(), self.reason.words)))


class Remark(Audited, Base):
    """A question about one version that no decision hangs on, or the answer to one; never changed afterwards."""

    __tablename__ = "remarks"
    told_apart_by = ("number",)
    __table_args__ = (UniqueConstraint("matter", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    matter: Mapped[str] = mapped_column(ForeignKey("reviews.matter"))
    number: Mapped[int]
    """Counted from 1 in each review."""
    answers: Mapped[int | None]
    """The number of the question that it answers."""
    version: Mapped[int]
    stage: Mapped[int]
    who: Mapped[str]
    who_name: Mapped[str]
    text = Kept()
    at: Mapped[datetime]

    review: Mapped[Review] = relationship(back_populates="remarks")

    @property
    def subject(self) -> Subject:
        return Subject.read(self.matter)

    @property
    def is_question(self) -> bool:
        return self.answers is None


class Reviewed(Protocol):
    """A matter, as its review must know it."""

    @property
    def id(self) -> int: ...
    @property
    def label(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def shown_by(self) -> str:
        """What to type to see it: `/post show 12`."""

    @property
    def review(self) -> Review: ...
    @property
    def status(self) -> str: ...
    def scopes(self, session: Session) -> Sequence[Scope]:
        """Where it is: whom the roles of its stages mean."""

    @property
    def writers(self) -> frozenset[str]:
        """All who wrote a part of it; none of them decides."""

    @property
    def changed_by_name(self) -> str:
        """Who wrote the current version."""

    @property
    def meanings(self) -> Mapping[Verdict, str]:
        """What each verdict says of it, in the first person."""

    def keep(self, session: Session, words: str, at: datetime) -> PrivateText | None:
        """What a reviewer wrote about it, apart from the record; None where the record is to have it."""
