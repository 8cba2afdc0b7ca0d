"""What one owner is asked in one quarter: whether each of their accounts is still right."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from bot.accounts.model import Account
from bot.kernel.db import Base
from bot.kernel.numbers import number_of
from bot.kernel.scope import Scope
from bot.kernel.subject import Subject

KIND = "attestation"


class State(StrEnum):
    OPEN = "open"
    ENDED = "ended"


class Answered(StrEnum):
    """What became of the question about one account."""

    WAITING = "waiting"
    RIGHT = "still right"
    RETIRED = "retired"
    MOVED = "another owner"
    """Who is asked anew."""
    LAPSED = "not answered"
    """The next quarter asks again."""


class Attestation(Base):
    """What is said of an account is a fact of that account."""

    __tablename__ = "attestations"
    __table_args__ = (
        Index("uq_attestations_quarter_owner", "quarter", "owner", unique=True),
        Index(None, "state", "quarter"),
        Index(None, "owner", "state"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    quarter: Mapped[str]
    """Such as `2026-Q4`."""
    owner: Mapped[str]
    """A Slack id."""
    state: Mapped[State]
    asked_at: Mapped[datetime]

    lines: Mapped[list["AttestationLine"]] = relationship(order_by="AttestationLine.id", back_populates="attestation")

    @property
    def subject(self) -> Subject:
        return Subject(KIND, self.id)

    @property
    def waiting(self) -> list["AttestationLine"]:
        return [line for line in self.lines if line.is_waiting]

    @property
    def name(self) -> str:
        return f"{number_of(len(self.waiting), 'account')} to look through for {in_words(self.quarter)}"

    def shown_to(self, reader: str) -> "list[AttestationLine]":
        """The lines that a reader is asked about: a backup those that they back up, everybody else all."""
        backed = [line for line in self.lines if line.account.backup == reader]
        return self.lines if reader == self.owner or not backed else backed

    def scopes(self, session: Session) -> tuple[Scope, ...]:
        return tuple(dict.fromkeys(scope for line in self.waiting for scope in line.account.scopes(session)))


class AttestationLine(Base):
    """One of the accounts."""

    __tablename__ = "attestation_lines"
    __table_args__ = (
        Index("uq_attestation_lines_account", "attestation_id", "account_id", unique=True),
        Index(None, "account_id", "quarter"),
        Index(None, "answer"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    attestation_id: Mapped[int] = mapped_column(ForeignKey("attestations.id"))
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    quarter: Mapped[str]
    answer: Mapped[Answered]
    lacks: Mapped[list[str]]
    """What its profile does not say, of what the company's profiles are to say."""
    answered_by: Mapped[str] = mapped_column(default="", server_default="")
    answered_at: Mapped[datetime | None]

    attestation: Mapped[Attestation] = relationship(back_populates="lines")
    account: Mapped[Account] = relationship()

    @property
    def is_waiting(self) -> bool:
        return self.answer == Answered.WAITING

    @property
    def label(self) -> str:
        return self.account.label

    def scopes(self, session: Session) -> tuple[Scope, ...]:
        return self.account.scopes(session)


def in_words(quarter: str) -> str:
    """`2026-Q4` as people read it."""
    year, _, number = quarter.partition("-")
    return f"{number} {year}"
