"""Who came into the room of a confidential crisis, and who left it."""

from datetime import datetime
from typing import cast

from sqlalchemy import ForeignKey, Table
from sqlalchemy.orm import Mapped, mapped_column

from bot.kernel.db import Base


class CrisisMember(Base):
    """A person as Slack told of them last: in the room, or gone from it since `at`."""

    __tablename__ = "crisis_members"

    crisis_id: Mapped[int] = mapped_column(ForeignKey("crises.id"), primary_key=True)
    person: Mapped[str] = mapped_column(primary_key=True)
    is_here: Mapped[bool]
    at: Mapped[datetime]


members = cast("Table", CrisisMember.__table__)
