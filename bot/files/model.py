"""What is kept of files."""

from datetime import datetime
from typing import cast

from sqlalchemy import BigInteger, Table
from sqlalchemy.orm import Mapped, mapped_column

from bot.kernel.db import Base


class Asset(Base):
    """A file that somebody gave; its content is in the store, under `sha256`."""

    __tablename__ = "assets"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    bytes: Mapped[int] = mapped_column(BigInteger)
    slack_file: Mapped[str]
    kept_at: Mapped[datetime] = mapped_column(index=True)


assets = cast("Table", Asset.__table__)
