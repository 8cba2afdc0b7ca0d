"""What each of leadership was told last about crises, so that a new message is told apart from an old one."""

from datetime import date, datetime
from typing import Any, cast

from sqlalchemy import Date, Table
from sqlalchemy.orm import Mapped, mapped_column

from bot.kernel.db import Base


class Briefing(Base):
    """Of one reader: the message of `day`, of their own zone, is the one that lives."""

    __tablename__ = "briefings"

    person: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[date | None] = mapped_column(Date)
    since: Mapped[datetime]
    """What ended from then on is told in it, too."""
    told_at: Mapped[datetime]
    shown: Mapped[dict[str, Any]]
    """Of each crisis in it, by number, how it stood."""


briefings = cast("Table", Briefing.__table__)
