"""The trail, and what was put on record about it elsewhere."""

from datetime import datetime
from typing import Any, cast

from sqlalchemy import Index, Table
from sqlalchemy.orm import Mapped, mapped_column

from bot.kernel.db import Base


class Entry(Base):
    """One change: who did what to which subject when, what was there before and what after.

    Nothing in Concord updates or deletes an entry, and the table refuses it (designed to support 21 CFR 11.10(e)).
    """

    __tablename__ = "audit_entries"
    __table_args__ = (Index(None, "subject", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """Its number: the first is 1 and none is left out, since it is given while the chain is held."""
    at: Mapped[datetime]
    who: Mapped[str]
    who_name: Mapped[str]
    what: Mapped[str]
    subject: Mapped[str]
    changes: Mapped[dict[str, Any]]
    """Field → [before, after]."""
    note: Mapped[str]
    previous: Mapped[str]
    """The hash of the entry before it; empty for the first."""
    hash: Mapped[str]


class AuditCheckpoint(Base):
    """What the trail was at a time, as it was put where the database cannot reach; no row is changed or removed."""

    __tablename__ = "audit_checkpoints"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    size: Mapped[int]
    """So many entries it covers."""
    head: Mapped[str]
    """The hash of the last of them; empty where there is none."""
    peaks: Mapped[list[str]]
    """Hexadecimal; from here the Merkle tree grows on."""
    note: Mapped[str]
    """Word for word, with its signature where there is a key."""


entries = cast("Table", Entry.__table__)
checkpoints = cast("Table", AuditCheckpoint.__table__)
