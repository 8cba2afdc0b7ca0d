"""A document that people must read, who has read it, and who was trained in what until when."""

from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from bot.kernel.db import Base
from bot.kernel.events import Audited
from bot.kernel.subject import Subject


class Status(StrEnum):
    IN_FORCE = "in force"
    ENDED = "ended"


class Document(Audited, Base):
    """As its newest version has it; the trail has those before. `needed` is the version that must have been read at
    least: the last one that was marked as material.
    """

    __tablename__ = "documents"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    link: Mapped[str]
    sha256: Mapped[str]
    version: Mapped[int]
    needed: Mapped[int]
    roles: Mapped[list[str]]
    """Whose holders must read it."""
    since: Mapped[datetime]
    due: Mapped[datetime]
    """Until when `needed` is to be read."""
    status: Mapped[Status]
    written_by: Mapped[str]
    written_at: Mapped[datetime]

    @property
    def subject(self) -> Subject:
        return Subject("document", self.id)

    @property
    def label(self) -> str:
        return self.title


class Reading(Audited, Base):
    """Somebody said that they have read a version; `name` is their printed name then."""

    __tablename__ = "document_readings"
    __table_args__ = (Index(None, "document_id", "version", "person", unique=True),)
    told_apart_by = ("person", "version")

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"))
    version: Mapped[int]
    sha256: Mapped[str]
    person: Mapped[str]
    name: Mapped[str]
    read_at: Mapped[datetime]

    @property
    def subject(self) -> Subject:
        return Subject("document", self.document_id)


class Training(Audited, Base):
    """`key` is the course in small letters; `until` is when its last day has ended."""

    __tablename__ = "trainings"
    __table_args__ = (Index(None, "person", "key", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person: Mapped[str]
    key: Mapped[str]
    course: Mapped[str]
    until: Mapped[datetime]
    taken_in_at: Mapped[datetime]

    @property
    def subject(self) -> Subject:
        return Subject("training", self.id)

    @property
    def label(self) -> str:
        return f"the {self.course} training"

    @property
    def last_day(self) -> datetime:
        """An instant of the last day on which it counts."""
        return self.until - timedelta(seconds=1)
