"""What the watch has found wrong, for as long as it is."""

from datetime import datetime
from typing import cast

from sqlalchemy import Table
from sqlalchemy.orm import Mapped, mapped_column

from bot.kernel.db import Base


class Trouble(Base):
    """One matter that is not well; the row goes when it is well again. `told_at`: when administrators were."""

    __tablename__ = "troubles"

    matter: Mapped[str] = mapped_column(primary_key=True)
    since: Mapped[datetime]
    told_at: Mapped[datetime | None]


troubles = cast("Table", Trouble.__table__)
