"""The timeline of a crisis: a line for each thing that happened."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from bot.crises.states import Kind
from bot.kernel.db import Base
from bot.kernel.events import Audited
from bot.kernel.subject import Subject
from bot.private import Kept


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
    kind: Mapped[Kind]
    text: Mapped[str]
    """Ours, such as who was pinged; of somebody's words their SHA-256."""
    words = Kept("text")

    @property
    def subject(self) -> Subject:
        return Subject("crisis", self.crisis_id)

    @property
    def people(self) -> list[str]:
        """Whom it names: who was pinged, called or given something, or is said to have answered; its text begins so."""
        return self.text.split() if self.kind in {Kind.PINGED, Kind.CALLED} else self.text.split()[:1]

    @property
    def address(self) -> str:
        """What stands behind that person: where they are said to have answered, or what they were given."""
        return self.text.partition(" ")[2]
