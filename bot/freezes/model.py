"""A freeze: which accounts it is for, why, and who says that nothing is scheduled elsewhere."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import cast

from sqlalchemy import ForeignKey, Index, Table, and_, false, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from bot.accounts import outlets_of
from bot.kernel import drills
from bot.kernel.db import Base
from bot.kernel.events import Audited
from bot.kernel.outbox.tables import Urgency
from bot.kernel.scope import CENTRE, Scope
from bot.kernel.subject import Subject
from bot.private import Kept

RULE = "crises"
"""By which its words are purged."""
RANK = Urgency.CRISIS + 5
"""What is said about a freeze goes behind all crises, and before everything else."""
_COLD = text("thawed_at IS NULL")


def why(number: int, crisis_id: int | None, *, is_confidential: bool, is_drill: bool = False) -> str:
    """What a freeze is for: the crisis of a confidential one has no number for others."""
    if crisis_id is None:
        return f"Freeze {number}"
    return "A crisis" if is_confidential else drills.name_of(crisis_id, "Crisis", is_drill=is_drill)


class State(StrEnum):
    IN_FORCE = "in force"
    THAWED = "thawed"


class Freeze(Audited, Base):
    """People are Slack ids, kept with their printed names for sentences in which no mention works."""

    __tablename__ = "freezes"
    __table_args__ = (Index(None, "state"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    crisis_id: Mapped[int | None] = mapped_column(ForeignKey("crises.id"), index=True)
    confidential: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether its crisis is: then nobody is told which, or why."""
    drill: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether it is only rehearsed: people are asked, and nothing is held."""
    scope: Mapped[str]
    """What was chosen, as people read it: `brand Cardiva, except customer service`."""
    reason = Kept()
    look_again_s: Mapped[int]
    state: Mapped[State]
    frozen_by: Mapped[str]
    frozen_name: Mapped[str]
    frozen_at: Mapped[datetime]
    thawed_by: Mapped[str] = mapped_column(default="")
    thawed_name: Mapped[str] = mapped_column(default="")
    thawed_at: Mapped[datetime | None]

    @property
    def subject(self) -> Subject:
        return Subject("freeze", self.id)

    @property
    def label(self) -> str:
        return f"Freeze {self.id}"

    @property
    def why(self) -> str:
        """In a word: its reason is for those who are asked."""
        return why(self.id, self.crisis_id, is_confidential=self.confidential, is_drill=self.drill)

    @property
    def rank(self) -> int:
        return Urgency.DECISION if self.drill else RANK

    @property
    def look_again_after(self) -> timedelta:
        """How long nobody asks whether it is still needed."""
        return timedelta(seconds=self.look_again_s)

    def scopes(self, session: Session) -> Sequence[Scope]:
        """Those of the accounts that it still holds."""
        ids = session.scalars(select(FrozenAccount.account_id).where(FrozenAccount.freeze_id == self.id, IS_COLD)).all()
        return [its.place for its in outlets_of(session, ids)] or (CENTRE,)


class FrozenAccount(Base):
    """An account that a freeze holds until `thawed_at`. Who says what is scheduled elsewhere is its answer's."""

    __tablename__ = "frozen_accounts"
    __table_args__ = (Index("ix_frozen_accounts_cold", "account_id", sqlite_where=_COLD, postgresql_where=_COLD),)

    freeze_id: Mapped[int] = mapped_column(ForeignKey("freezes.id"), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    label: Mapped[str]
    thawed_at: Mapped[datetime | None]
    drill: Mapped[bool] = mapped_column(default=False, server_default=false())
    answer_id: Mapped[int | None] = mapped_column(ForeignKey("freeze_answers.id"))


class FreezeCall(Base):
    """Somebody was asked whether anything is scheduled elsewhere for that account."""

    __tablename__ = "freeze_calls"
    __table_args__ = (Index(None, "person"),)

    freeze_id: Mapped[int] = mapped_column(ForeignKey("freezes.id"), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    person: Mapped[str] = mapped_column(primary_key=True)


class FreezeAnswer(Audited, Base):
    """Nothing is scheduled elsewhere, or it was stopped; never changed."""

    __tablename__ = "freeze_answers"
    told_apart_by = ("id",)
    __table_args__ = (Index(None, "freeze_id"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    freeze_id: Mapped[int] = mapped_column(ForeignKey("freezes.id"))
    who: Mapped[str]
    at: Mapped[datetime]
    stopped = Kept()
    """What was; nothing where there was nothing."""

    freeze: Mapped[Freeze] = relationship()

    @property
    def subject(self) -> Subject:
        return Subject("freeze", self.freeze_id)


class FreezeReason(Audited, Base):
    """Why somebody else wanted the same accounts frozen; never changed."""

    __tablename__ = "freeze_reasons"
    told_apart_by = ("id",)
    __table_args__ = (Index(None, "freeze_id"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    freeze_id: Mapped[int] = mapped_column(ForeignKey("freezes.id"))
    who: Mapped[str]
    at: Mapped[datetime]
    reason = Kept()

    freeze: Mapped[Freeze] = relationship()

    @property
    def subject(self) -> Subject:
        return Subject("freeze", self.freeze_id)


IS_COLD = FrozenAccount.thawed_at.is_(None)
"""Its freeze is in force there, also where that is a drill's."""
HOLDS = and_(IS_COLD, FrozenAccount.drill.is_(False))
"""Nothing may go out there."""
frozen_accounts = cast("Table", FrozenAccount.__table__)
calls = cast("Table", FreezeCall.__table__)
