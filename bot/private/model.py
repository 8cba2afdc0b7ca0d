"""The one table that has such words, and the fact that they were purged."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy import Index, Table
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from bot.kernel.db import Base
from bot.kernel.events import Event, Named
from bot.kernel.numbers import spans

_THERE = sql("purged_at IS NULL")


class PrivateText(Base):
    """What somebody wrote that may hold personal data. The row that it belongs to has its number and its SHA-256, so
    that the trail has them and the words are here alone.
    """

    __tablename__ = "private_texts"
    __table_args__ = (
        Index("ix_private_texts_due", "rule", "purge_after", sqlite_where=_THERE, postgresql_where=_THERE),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str]
    text: Mapped[str | None]
    """Nothing once it is purged."""
    rule: Mapped[str]
    """By which it is purged: a key of `private_texts` in the governance file."""
    purge_after: Mapped[datetime | None]
    """When its matter ended, from when on the rule's time runs; nothing while it goes on."""
    purged_at: Mapped[datetime | None]

    @property
    def words(self) -> str:
        return self.text or ""

    @property
    def is_given(self) -> bool:
        """Whether somebody wrote any, be they purged since."""
        return bool(self.text or self.purged_at)


private_texts = cast("Table", PrivateText.__table__)


def sha256_of(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, kw_only=True)
class TextsPurged(Event):
    """`of` names the rule, as `private_texts:crises`; `numbers` are those of the texts, each once, in order."""

    of: Named
    after: str
    numbers: tuple[int, ...]

    @property
    def noted(self) -> str:
        return f"{self.after} after the end: {spans(self.numbers)}"


def numbers_of(note: str) -> set[int]:
    """The numbers of the texts that an entry says were purged."""
    ranges = (each.partition("-") for each in note.rpartition(":")[2].split())
    return {number for first, _, last in ranges for number in range(int(first), int(last or first) + 1)}
