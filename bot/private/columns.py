"""The columns of words that are kept apart: their SHA-256, their number, and the row that has them."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bot.private.model import PrivateText


def sha256(column: str) -> Mapped[str]:
    """It has the name that the words had before they were kept apart."""
    return mapped_column(column, default="")


def number() -> Mapped[int | None]:
    return mapped_column(ForeignKey("private_texts.id"))


def row(of: Mapped[int | None]) -> Mapped[PrivateText | None]:
    """Loaded with what it belongs to."""
    return relationship(foreign_keys=[of], lazy="joined")
