"""A statement: what is said in one language of a crisis, or the answer to one question, and how far its review is."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, cast, false, text
from sqlalchemy.orm import Mapped, Session, foreign, mapped_column, relationship

from bot.accounts import outlets_of
from bot.kernel import drills
from bot.kernel.db import Base
from bot.kernel.events import Audited
from bot.kernel.locales import language_name
from bot.kernel.outbox.tables import Urgency
from bot.kernel.scope import CENTRE, Scope
from bot.kernel.subject import Subject
from bot.private import Kept, PrivateText, keep
from bot.reviews.model import Review, Verdict
from bot.voice.wording import Words, whole

KIND = "statement"
RULE = "crises"
"""By which its words are purged."""
PARTS = tuple(each.name for each in fields(Words))
RANK = Urgency.CRISIS + 5
"""What is said about a statement goes behind all crises, and before everything else."""


class Status(StrEnum):
    IN_REVIEW = "in review"
    IN_FORCE = "in force"
    SENT_BACK = "changes requested"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"
    """By a newer one in the same language."""
    OVER = "over"
    """Its crisis is resolved."""


MEANINGS = {
    Verdict.APPROVED: "I approve this statement: it is all that we say",
    Verdict.CHANGES_REQUESTED: "I ask for changes to this statement before anybody says it",
    Verdict.REJECTED: "I reject this statement; nobody may say it",
}
MEANINGS_OF_ANSWERS = {
    Verdict.APPROVED: "I approve this answer: whoever is asked says this",
    Verdict.CHANGES_REQUESTED: "I ask for changes to this answer before anybody says it",
    Verdict.REJECTED: "I reject this answer; nobody may say it",
}
_IN_FORCE = text("status = 'in force'")


class Statement(Audited, Base):
    """Whoever writes again writes another one: each has one version, and its number among those in its language."""

    __tablename__ = "statements"
    __table_args__ = (
        Index(None, "crisis_id", "status"),
        Index(
            "ix_statements_in_force",
            "crisis_id",
            "language",
            "topic",
            unique=True,
            sqlite_where=_IN_FORCE,
            postgresql_where=_IN_FORCE,
        ),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    crisis_id: Mapped[int] = mapped_column(ForeignKey("crises.id"))
    drill: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether it is only rehearsed: nobody posts it."""
    language: Mapped[str]
    """A BCP-47 tag."""
    number: Mapped[int]
    """Among those of the crisis in its language, and to its question, counted from 1."""
    topic: Mapped[int] = mapped_column(server_default="0")
    """0: it is what the company says. Else it answers the question of that number, among those of its crisis."""
    question = Kept()
    known = Kept()
    unknown = Kept()
    doing = Kept()
    advice = Kept()
    contact = Kept()
    next_at: Mapped[datetime]
    """When the company speaks next; the statement says so. Of an answer: when it was written."""
    zone: Mapped[str]
    """In whose time it says so."""
    room: Mapped[str]
    """The channel in which its card stands."""
    status: Mapped[Status]
    written_by: Mapped[str]
    written_name: Mapped[str]
    written_at: Mapped[datetime]
    moved_by: Mapped[str]
    """The printed name of whoever last changed its status."""
    moved_at: Mapped[datetime]

    accounts: Mapped[list["StatementAccount"]] = relationship(lazy="selectin", order_by="StatementAccount.label")
    review: Mapped[Review] = relationship(
        primaryjoin=lambda: foreign(Review.matter) == f"{KIND}:" + cast(Statement.id, String), viewonly=True
    )

    @property
    def subject(self) -> Subject:
        return Subject(KIND, self.id)

    @property
    def rank(self) -> int:
        return Urgency.DECISION if self.drill else RANK

    @property
    def is_answer(self) -> bool:
        """To a question, rather than what the company says."""
        return self.topic > 0

    @property
    def label(self) -> str:
        return f"the answer to question {self.topic} of {self.crisis}" if self.is_answer else f"statement {self.id}"

    @property
    def name(self) -> str:
        return self.label[0].upper() + self.label[1:]

    @property
    def crisis(self) -> str:
        return drills.name_of(self.crisis_id, "Crisis", is_drill=self.drill)

    @property
    def title(self) -> str:
        """`Crisis 7 · German · version 2`, or `Crisis 7 · question 1 · German · version 2`."""
        about = [self.crisis, *([f"question {self.topic}"] if self.is_answer else [])]
        return " · ".join([*about, language_name(self.language), f"version {self.number}"])

    @property
    def bookmark(self) -> str:
        """What leads to the one that is in force in its language is called."""
        return f"What we say: {language_name(self.language)}"

    @property
    def shown_by(self) -> str:
        return f"/crisis say {self.crisis_id}"

    @property
    def words(self) -> Words:
        return Words(**{name: getattr(self, name).words for name in PARTS})

    @property
    def is_purged(self) -> bool:
        return any(getattr(self, name).purged_at for name in self.private)

    @property
    def text(self) -> str:
        """Exactly what is posted; of an answer the question, too."""
        text = whole(self.words, self.next_at, self.zone, self.language)
        text = f"{self.question.words}\n\n{self.known.words}" if self.is_answer else text
        return f"{drills.WORD}: {text}" if self.drill else text

    def scopes(self, session: Session) -> Sequence[Scope]:
        """Those of its accounts; without any it is the whole company's."""
        ids = [each.account_id for each in self.accounts]
        return [its.place for its in outlets_of(session, ids)] or (CENTRE,)

    @property
    def writers(self) -> frozenset[str]:
        return frozenset({self.written_by})

    @property
    def changed_by_name(self) -> str:
        return self.written_name

    @property
    def meanings(self) -> Mapping[Verdict, str]:
        return MEANINGS_OF_ANSWERS if self.is_answer else MEANINGS

    def keep(self, session: Session, words: str, _at: datetime) -> PrivateText:
        """Until a rule purges it, as all that is written in a crisis."""
        return keep(session, RULE, words)

    @property
    def unanswered(self) -> list["StatementAccount"]:
        """Of which nobody has said yet whether it is posted there; in a drill nobody posts it."""
        return [] if self.drill else [each for each in self.accounts if each.answer_id is None]

    @property
    def posted(self) -> int:
        """On how many of its accounts."""
        return sum(each.answer is not None and bool(each.answer.url) for each in self.accounts)


class StatementAnswer(Audited, Base):
    """It is posted, or will not be; never changed."""

    __tablename__ = "statement_answers"
    told_apart_by = ("id",)
    __table_args__ = (Index(None, "statement_id"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    statement_id: Mapped[int] = mapped_column(ForeignKey("statements.id"))
    who: Mapped[str]
    at: Mapped[datetime]
    url: Mapped[str] = mapped_column(default="")
    """Where it is posted; empty where it will not be."""
    reason = Kept()
    """Why it will not be."""

    @property
    def subject(self) -> Subject:
        return Subject(KIND, self.statement_id)


class StatementAccount(Base):
    """An account that says it, once somebody answers that it is posted there."""

    __tablename__ = "statement_accounts"

    statement_id: Mapped[int] = mapped_column(ForeignKey("statements.id"), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    label: Mapped[str]
    answer_id: Mapped[int | None] = mapped_column(ForeignKey("statement_answers.id"))
    answer: Mapped[StatementAnswer | None] = relationship(lazy="joined")
