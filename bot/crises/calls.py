"""Who was pinged about a crisis, and may therefore answer it."""

from datetime import datetime
from typing import cast

from sqlalchemy import ForeignKey, Table
from sqlalchemy.orm import Mapped, mapped_column

from bot.kernel.db import Base


class CrisisCall(Base):
    """A person who was pinged about a crisis, and may therefore answer it."""

    __tablename__ = "crisis_calls"

    crisis_id: Mapped[int] = mapped_column(ForeignKey("crises.id"), primary_key=True)
    person: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]


calls = cast("Table", CrisisCall.__table__)
