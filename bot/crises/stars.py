"""What is known of a line of a timeline besides: whether the review is to tell it, and from which message it is."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.crises.entries import CrisisEntry
from bot.kernel.db import Base


class CrisisStar(Base):
    """Somebody starred a line; gone once it is taken off."""

    __tablename__ = "crisis_stars"

    entry_id: Mapped[int] = mapped_column(ForeignKey("crisis_entries.id"), primary_key=True)
    by: Mapped[str]
    at: Mapped[datetime]


class CrisisSource(Base):
    """The message from which somebody took a line's words, by its address."""

    __tablename__ = "crisis_sources"

    entry_id: Mapped[int] = mapped_column(ForeignKey("crisis_entries.id"), primary_key=True)
    address: Mapped[str]


def starred(session: Session, crisis_id: int) -> Sequence[CrisisEntry]:
    """In the order in which they happened."""
    lines = select(CrisisEntry).join(CrisisStar, CrisisStar.entry_id == CrisisEntry.id)
    return session.scalars(lines.where(CrisisEntry.crisis_id == crisis_id).order_by(CrisisEntry.id)).all()
