"""A crisis: what happened, how bad it is, who answers, and its life from the alarm to the outcome."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, ClassVar, cast

from sqlalchemy import ForeignKey, Index, Table
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from bot.accounts import outlet
from bot.kernel.db import Base
from bot.kernel.events import Audited
from bot.kernel.outbox.tables import Urgency
from bot.kernel.scope import CENTRE, Scope
from bot.kernel.subject import Subject
from bot.private import Kept, PrivateText

WORST_FIRST = ("red", "amber", "yellow", "green")


class State(StrEnum):
    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    RESOLVED = "resolved"

    @property
    def word(self) -> str:
        """What people read; tables and trail have what an answered crisis was called first."""
        return "answered" if self is State.ACKNOWLEDGED else self.value


UNRESOLVED = (State.OPEN, State.ACKNOWLEDGED)


class Kind(StrEnum):
    """What an entry of the timeline tells."""

    RAISED = "raised"
    PINGED = "pinged"
    ALERTED = "paged"
    CLAIMED = "claimed"
    DENIED = "denied"
    LAPSED = "lapsed"
    ACKNOWLEDGED = "acknowledged"
    JOINED = "joined"
    STEPPED_BACK = "stepped back"
    LEFT = "left"
    ROOM = "room"
    NO_ROOM = "no room"
    LEAD = "lead"
    UPDATE = "update"
    QUIET = "quiet"
    UNATTENDED = "unattended"
    FROZEN = "frozen"
    THAWED = "thawed"
    RESOLVED = "resolved"


RULE = "crises"
"""By which the words of a crisis are purged."""


def _sha256(column: str) -> Mapped[str]:
    return mapped_column(column, default="")


def _number() -> Mapped[int | None]:
    return mapped_column(ForeignKey("private_texts.id"))


def _row(number: Mapped[int | None]) -> Mapped[PrivateText | None]:
    return relationship(foreign_keys=[number], lazy="joined")


class Crisis(Audited, Base):
    """People are Slack ids, kept with their printed names for sentences in which no mention works."""

    __tablename__ = "crises"
    private: ClassVar[Mapping[str, str]] = {
        "what": "what_id",
        "evidence": "evidence_id",
        "latest": "latest_id",
        "outcome": "outcome_id",
    }
    __table_args__ = (Index(None, "state", "id"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    what_sha256: Mapped[str] = _sha256("what")
    what_id: Mapped[int | None] = _number()
    what_row: Mapped[PrivateText | None] = _row(what_id)
    what = Kept("what_sha256")
    evidence_sha256: Mapped[str] = _sha256("evidence")
    evidence_id: Mapped[int | None] = _number()
    evidence_row: Mapped[PrivateText | None] = _row(evidence_id)
    evidence = Kept("evidence_sha256")
    """A URL, or nothing."""
    likelihood: Mapped[int]
    impact: Mapped[int]
    risk: Mapped[str]
    """`Likely × Major`, in the matrix's words of the day."""
    score: Mapped[int]
    colour: Mapped[str]
    respond_s: Mapped[int]
    state: Mapped[State]
    raised_by: Mapped[str]
    raised_at: Mapped[datetime]
    due_at: Mapped[datetime]
    """Until when the next sign of life is owed: an answer while it is open, an update once it is acknowledged."""
    answered_by: Mapped[str] = mapped_column(default="")
    """The first of those who are on it: see `on_it`."""
    answered_name: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime | None]
    joined: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """Who is on it besides: printed names by id, in the order in which they came."""
    claimed_by: Mapped[str] = mapped_column(default="")
    """Whom somebody says to be who answered from an address that several read; empty once it is settled."""
    claimed_name: Mapped[str] = mapped_column(default="")
    claimed_from: Mapped[str] = mapped_column(default="")
    claimed_until: Mapped[datetime | None]
    """When people are asked again, unless that is confirmed."""
    lead: Mapped[str] = mapped_column(default="")
    lead_name: Mapped[str] = mapped_column(default="")
    room: Mapped[str] = mapped_column(default="", server_default="")
    """The channel of its own, once there is one."""
    latest_sha256: Mapped[str] = _sha256("latest")
    latest_id: Mapped[int | None] = _number()
    latest_row: Mapped[PrivateText | None] = _row(latest_id)
    latest = Kept("latest_sha256")
    """The latest update."""
    latest_by: Mapped[str] = mapped_column(default="")
    latest_at: Mapped[datetime | None]
    frozen: Mapped[int] = mapped_column(server_default="0")
    """How many accounts its freezes hold."""
    outcome_sha256: Mapped[str] = _sha256("outcome")
    outcome_id: Mapped[int | None] = _number()
    outcome_row: Mapped[PrivateText | None] = _row(outcome_id)
    outcome = Kept("outcome_sha256")
    resolved_by: Mapped[str] = mapped_column(default="")
    resolved_name: Mapped[str] = mapped_column(default="")
    resolved_at: Mapped[datetime | None]
    accounts: Mapped[list["CrisisAccount"]] = relationship(lazy="selectin", order_by="CrisisAccount.label")

    @classmethod
    def lines(cls) -> "type[CrisisEntry]":
        return CrisisEntry

    @property
    def subject(self) -> Subject:
        return Subject("crisis", self.id)

    def scopes(self, session: Session) -> Sequence[Scope]:
        """Those of its accounts; without any it is the whole company's."""
        theirs = [scope for each in self.accounts for scope in outlet(session, each.account_id).scopes(session)]
        return theirs or (CENTRE,)

    @property
    def label(self) -> str:
        return f"Crisis {self.id}"

    @property
    def rank(self) -> int:
        """What is said about the worst crisis goes first."""
        return Urgency.CRISIS + WORST_FIRST.index(self.colour)

    @property
    def is_resolved(self) -> bool:
        return self.state == State.RESOLVED

    @property
    def respond_within(self) -> timedelta:
        """How long its colour lets it go without a sign of life."""
        return timedelta(seconds=self.respond_s)

    @property
    def update_due_soon(self) -> datetime:
        """From when on whoever is on it is reminded that an update is due."""
        return self.due_at - self.respond_within / 3

    @property
    def on_it(self) -> dict[str, str]:
        """Who is on it, or was until it opened again: printed names by id, in the order in which they came."""
        first = {self.answered_by: self.answered_name} if self.answered_by else {}
        return first | self.joined

    @on_it.setter
    def on_it(self, people: dict[str, str]) -> None:
        self.answered_by, self.answered_name = next(iter(people.items()), ("", ""))
        self.joined = dict(list(people.items())[1:])

    @property
    def responders(self) -> list[str]:
        """The lead first, then everybody else who is on it, or was."""
        return list(dict.fromkeys(filter(None, (self.lead, *self.on_it))))


class CrisisAccount(Base):
    __tablename__ = "crisis_accounts"

    crisis_id: Mapped[int] = mapped_column(ForeignKey("crises.id"), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    label: Mapped[str]


class CrisisEntry(Audited, Base):
    """One line of a crisis's timeline; nothing in Concord changes or deletes one."""

    __tablename__ = "crisis_entries"
    told_apart_by = ("id",)
    by_hash = frozenset({"text"})
    private: ClassVar[Mapping[str, str]] = {"text": "words_id"}
    __table_args__ = (Index(None, "crisis_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    crisis_id: Mapped[int] = mapped_column(ForeignKey("crises.id"))
    at: Mapped[datetime]
    who: Mapped[str]
    kind: Mapped[Kind]
    text: Mapped[str]
    """Ours, such as who was pinged; of somebody's words their SHA-256."""
    words_id: Mapped[int | None] = _number()
    words_row: Mapped[PrivateText | None] = _row(words_id)
    words = Kept("text")

    @property
    def subject(self) -> Subject:
        return Subject("crisis", self.crisis_id)

    @property
    def people(self) -> list[str]:
        """Who was pinged, or is said to have answered: the ids that its text begins with."""
        return self.text.split() if self.kind == Kind.PINGED else self.text.split()[:1]

    @property
    def address(self) -> str:
        """Where somebody answered who is said to be that person."""
        return self.text.partition(" ")[2]


class CrisisCall(Base):
    """A person who was pinged about a crisis, and may therefore answer it."""

    __tablename__ = "crisis_calls"

    crisis_id: Mapped[int] = mapped_column(ForeignKey("crises.id"), primary_key=True)
    person: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]


calls = cast("Table", CrisisCall.__table__)
