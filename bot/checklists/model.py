"""A line of a crisis's checklist: what is to be done, who does it, and who did. A department that must agree is one."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from bot.crises.model import Crisis
from bot.kernel.db import Base
from bot.kernel.outbox.tables import Urgency
from bot.kernel.scope import Scope
from bot.kernel.subject import Subject

RANK = Urgency.CRISIS + 6
"""What is said of a checklist goes behind all crises and freezes, and before everything else."""


class State(StrEnum):
    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"
    """Its kind of crises does not ask for it any more."""


class ChecklistLine(Base):
    """As its playbook had it when the crisis got its kind. What becomes of it is a fact of the crisis."""

    __tablename__ = "checklist_lines"
    __table_args__ = (Index(None, "crisis_id"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    crisis_id: Mapped[int] = mapped_column(ForeignKey("crises.id"))
    what: Mapped[str]
    """To be done, or what the department is called."""
    is_department: Mapped[bool]
    role: Mapped[str] = mapped_column(default="")
    """Whose holders do it, unless it is given to a person."""
    person: Mapped[str] = mapped_column(default="")
    state: Mapped[State] = mapped_column(default=State.OPEN)
    done_by: Mapped[str] = mapped_column(default="")
    done_name: Mapped[str] = mapped_column(default="")
    done_at: Mapped[datetime | None]

    crisis: Mapped[Crisis] = relationship()

    @property
    def subject(self) -> Subject:
        return Subject("line", self.id)

    @property
    def label(self) -> str:
        return f"“{self.what}”"

    @property
    def is_open(self) -> bool:
        return self.state == State.OPEN

    def scopes(self, session: Session) -> Sequence[Scope]:
        """Those of the crisis."""
        return self.crisis.scopes(session)
