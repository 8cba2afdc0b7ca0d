"""A product of the company's, and what must be said of it where."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from bot.kernel.db import Base
from bot.kernel.events import Audited
from bot.kernel.subject import Subject


class Status(StrEnum):
    SOLD = "on the market"
    OUT_OF_STOCK = "out of stock"
    WITHDRAWN = "withdrawn"


class Product(Audited, Base):
    """`key` is its name as the register compares names. `statements`, `safety` and `help` have words by where they
    count: a market's code, or that and a language's tag (`CH`, `CH de`).
    """

    __tablename__ = "products"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    local_names: Mapped[list[str]]
    markets: Mapped[list[str]]
    status: Mapped[Status]
    needs_prescription: Mapped[bool]
    statements: Mapped[dict[str, Any]]
    """What each post about it must say."""
    safety: Mapped[dict[str, Any]]
    """The line about its safety."""
    help: Mapped[dict[str, Any]]
    """Where people get help."""
    added_by: Mapped[str]
    added_at: Mapped[datetime]

    @property
    def subject(self) -> Subject:
        return Subject("product", self.id)

    @property
    def label(self) -> str:
        return self.name
