"""A crisis: what happened, how bad it is, and its life from the alarm to the outcome."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ForeignKey, Index, false
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from bot.accounts import outlet
from bot.crises.entries import CrisisEntry
from bot.crises.responders import Answered
from bot.crises.states import Ending, State
from bot.kernel import drills
from bot.kernel.db import Base
from bot.kernel.events import Audited
from bot.kernel.outbox.tables import Urgency
from bot.kernel.scope import CENTRE, Scope
from bot.kernel.subject import Subject
from bot.private import Kept

WORST_FIRST = ("red", "amber", "yellow", "green")
RULE = "crises"
"""By which the words of a crisis are purged."""


class Crisis(Answered, Audited, Base):
    """People are Slack ids, kept with their printed names for sentences in which no mention works."""

    __tablename__ = "crises"
    __table_args__ = (Index(None, "state", "id"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    what = Kept()
    evidence = Kept()
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
    room: Mapped[str] = mapped_column(default="", server_default="")
    """The channel of its own, once there is one."""
    confidential: Mapped[bool] = mapped_column(default=False, server_default=false())
    drill: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether it is only rehearsed: it never was a crisis, and never becomes one."""
    players: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")
    """Who takes part in a drill, and whether they agreed to be reached by other ways and at any hour."""
    latest = Kept()
    """The latest update."""
    latest_by: Mapped[str] = mapped_column(default="")
    latest_at: Mapped[datetime | None]
    kind: Mapped[str] = mapped_column(default="", server_default="")
    """The playbook that it follows; empty until somebody chooses one."""
    checklist: Mapped[str] = mapped_column(default="", server_default="")
    """How far its checklist is, in a line."""
    frozen: Mapped[int] = mapped_column(server_default="0")
    """How many accounts its freezes hold."""
    speaker: Mapped[str] = mapped_column(default="", server_default="")
    """Who speaks for the company, and nobody else; empty where everybody does who has the role."""
    speaker_name: Mapped[str] = mapped_column(default="", server_default="")
    statements: Mapped[int] = mapped_column(server_default="0")
    """In how many languages a statement is in force."""
    outcome = Kept()
    resolved_by: Mapped[str] = mapped_column(default="")
    resolved_name: Mapped[str] = mapped_column(default="")
    resolved_at: Mapped[datetime | None]
    ending: Mapped[Ending] = mapped_column(default=Ending.RESOLVED, server_default=Ending.RESOLVED.value)
    same_as: Mapped[int | None]
    """The number of the crisis that it turned out to be."""
    accounts: Mapped[list["CrisisAccount"]] = relationship(lazy="selectin", order_by="CrisisAccount.label")

    @classmethod
    def lines(cls) -> type[CrisisEntry]:
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
        return drills.name_of(self.id, "Crisis", is_drill=self.drill)

    @property
    def rank(self) -> int:
        """What is said about the worst crisis goes first; a drill is no crisis."""
        if self.drill:
            return Urgency.DECISION
        return Urgency.CRISIS + WORST_FIRST.index(self.colour)

    @property
    def keeps_to_its_room(self) -> bool:
        """It is not told in the war room."""
        return self.confidential or self.drill

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


class CrisisAccount(Base):
    __tablename__ = "crisis_accounts"

    crisis_id: Mapped[int] = mapped_column(ForeignKey("crises.id"), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    label: Mapped[str]
