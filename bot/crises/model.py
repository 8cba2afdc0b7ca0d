"""A crisis: what happened, how bad it is, who answers, and its life from the alarm to the outcome."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar, cast

from sqlalchemy import ForeignKey, Index, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bot.accounts import Outlet
from bot.kernel.db import Base
from bot.kernel.errors import TooLate
from bot.kernel.events import Audited, Event
from bot.kernel.outbox.tables import Urgency

WORST_FIRST = ("red", "amber", "yellow", "green")


class State(StrEnum):
    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    RESOLVED = "resolved"


class Action(StrEnum):
    ACKNOWLEDGE = "answer"
    TAKE_LEAD = "take the lead of"
    POST_UPDATE = "post an update on"
    FALL_QUIET = "call quiet"
    RESOLVE = "resolve"


TRANSITIONS: dict[tuple[State, Action], State] = {
    (State.OPEN, Action.ACKNOWLEDGE): State.ACKNOWLEDGED,
    (State.OPEN, Action.TAKE_LEAD): State.ACKNOWLEDGED,
    (State.ACKNOWLEDGED, Action.TAKE_LEAD): State.ACKNOWLEDGED,
    (State.OPEN, Action.POST_UPDATE): State.ACKNOWLEDGED,
    (State.ACKNOWLEDGED, Action.POST_UPDATE): State.ACKNOWLEDGED,
    (State.ACKNOWLEDGED, Action.FALL_QUIET): State.OPEN,
    (State.OPEN, Action.RESOLVE): State.RESOLVED,
    (State.ACKNOWLEDGED, Action.RESOLVE): State.RESOLVED,
}

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
    LEAD = "lead"
    UPDATE = "update"
    QUIET = "quiet"
    RESOLVED = "resolved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a form says, before anybody looked at it; `likelihood` and `impact` are "1" to "5"."""

    what: str
    likelihood: str
    impact: str
    evidence: str = ""
    accounts: Sequence[Outlet] = ()


class Crisis(Audited, Base):
    """People are Slack ids, kept with their printed names for sentences in which no mention works."""

    __tablename__ = "crises"
    __table_args__ = (Index(None, "state", "id"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    what: Mapped[str]
    evidence: Mapped[str]
    """A URL, or nothing."""
    likelihood: Mapped[int]
    impact: Mapped[int]
    risk: Mapped[str]
    """`Likely × Major`, in the matrix's words of the day."""
    score: Mapped[int]
    colour: Mapped[str]
    respond_s: Mapped[int]
    state: Mapped[str]
    raised_by: Mapped[str]
    raised_at: Mapped[datetime]
    due_at: Mapped[datetime]
    """Until when the next sign of life is owed: an answer while it is open, an update once it is acknowledged."""
    answered_by: Mapped[str] = mapped_column(default="")
    answered_name: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime | None]
    claimed_by: Mapped[str] = mapped_column(default="")
    """Whom somebody says to be who answered from an address that several read; empty once it is settled."""
    claimed_name: Mapped[str] = mapped_column(default="")
    claimed_from: Mapped[str] = mapped_column(default="")
    claimed_until: Mapped[datetime | None]
    """When people are asked again, unless that is confirmed."""
    lead: Mapped[str] = mapped_column(default="")
    lead_name: Mapped[str] = mapped_column(default="")
    latest: Mapped[str] = mapped_column(default="")
    """The latest update."""
    latest_by: Mapped[str] = mapped_column(default="")
    latest_at: Mapped[datetime | None]
    outcome: Mapped[str] = mapped_column(default="")
    resolved_by: Mapped[str] = mapped_column(default="")
    resolved_name: Mapped[str] = mapped_column(default="")
    resolved_at: Mapped[datetime | None]
    accounts: Mapped[list["CrisisAccount"]] = relationship(lazy="selectin", order_by="CrisisAccount.label")

    @classmethod
    def lines(cls) -> "type[CrisisEntry]":
        return CrisisEntry

    @property
    def subject(self) -> str:
        return f"crisis:{self.id}"

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

    def drop_claim(self) -> None:
        self.claimed_by = self.claimed_name = self.claimed_from = ""
        self.claimed_until = None

    def check(self, action: Action) -> State:
        """Where TRANSITIONS lead; raises TooLate with who was first."""
        to = TRANSITIONS.get((State(self.state), action))
        if to is None:
            raise TooLate(self._why_not(action))
        return to

    def move(self, action: Action) -> None:
        """Follow TRANSITIONS, or raise TooLate."""
        self.state = self.check(action).value

    def _why_not(self, action: Action) -> str:
        match State(self.state):
            case State.RESOLVED:
                return (
                    f"{self.label} was resolved by {self.resolved_name}, so nobody can {action} it now. "
                    f"`/crisis show {self.id}` tells how it ended; `/crisis raise` calls people anew."
                )
            case State.ACKNOWLEDGED:
                return (
                    f"{self.answered_name} was first and is on {self.label} already, so nobody is pinged any more. "
                    f"`/crisis show {self.id}` tells where it stands."
                )
            case State.OPEN:
                return f"{self.label} is open: it waits for somebody who answers."


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
    __table_args__ = (Index(None, "crisis_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    crisis_id: Mapped[int] = mapped_column(ForeignKey("crises.id"))
    at: Mapped[datetime]
    who: Mapped[str]
    kind: Mapped[str]
    text: Mapped[str]

    @property
    def subject(self) -> str:
        return f"crisis:{self.crisis_id}"


class CrisisCall(Base):
    """A person who was pinged about a crisis, and may therefore answer it."""

    __tablename__ = "crisis_calls"

    crisis_id: Mapped[int] = mapped_column(ForeignKey("crises.id"), primary_key=True)
    person: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]


calls = cast("Table", CrisisCall.__table__)


@dataclass(frozen=True, kw_only=True)
class CrisisEvent(Event):
    """Each is a line of the timeline too: `entry`."""

    kind: ClassVar[Kind]
    of: Crisis
    entry: CrisisEntry

    @property
    def line(self) -> CrisisEntry:
        return self.entry


class CrisisRaised(CrisisEvent):
    kind = Kind.RAISED


class PeoplePinged(CrisisEvent):
    kind = Kind.PINGED


@dataclass(frozen=True, kw_only=True)
class PeopleAlerted(CrisisEvent):
    """They were reached by other ways than Slack; `card` tells the room."""

    kind = Kind.ALERTED
    recorded_as = "people_paged"
    card: str


class AnswerClaimed(CrisisEvent):
    """Somebody answered from an address that several read, and says to be one of them."""

    kind = Kind.CLAIMED


class ClaimDenied(CrisisEvent):
    kind = Kind.DENIED


class ClaimLapsed(CrisisEvent):
    """Nobody confirmed in Slack, in time, that it was them."""

    kind = Kind.LAPSED


class CrisisAcknowledged(CrisisEvent):
    kind = Kind.ACKNOWLEDGED


class LeadTaken(CrisisEvent):
    kind = Kind.LEAD


class UpdatePosted(CrisisEvent):
    kind = Kind.UPDATE


class CrisisWentQuiet(CrisisEvent):
    kind = Kind.QUIET


class CrisisResolved(CrisisEvent):
    kind = Kind.RESOLVED
    signs = True
