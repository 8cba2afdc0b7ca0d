"""What the pager keeps: alerts that will leave by another way unless Slack is faster, and what became of them."""

from datetime import datetime
from enum import StrEnum
from typing import Any, cast

from sqlalchemy import Index, Table, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.kernel.db import Base
from bot.kernel.outbox.tables import Serial


class State(StrEnum):
    WAITING = "waiting"
    LEASED = "leased"
    SENT = "sent"
    """Those whom it concerns are still to be told that it was."""
    TOLD = "told"
    NEEDLESS = "needless"
    """Slack was faster."""
    WITHDRAWN = "withdrawn"
    DEAD = "dead"


_OPEN = text("state IN ('waiting', 'leased')")
_SENT = text("state = 'sent'")


class AlertRow(Base):
    """One message to one address. `instead_of` is the card in Slack that makes it needless, `recipient` who is to
    read that card; `people` those who may answer by its link; `otherwise` how to answer where there is no link.
    """

    __tablename__ = "pages"
    __table_args__ = (
        Index("ix_pages_due", "due_at", postgresql_where=_OPEN, sqlite_where=_OPEN),
        Index("ix_pages_sent", "id", postgresql_where=_SENT, sqlite_where=_SENT),
        Index("ix_pages_subject", "subject"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Serial, primary_key=True, autoincrement=True)
    key: Mapped[str] = mapped_column(unique=True)
    subject: Mapped[str]
    recipient: Mapped[str]
    instead_of: Mapped[str | None]
    whose: Mapped[str]
    """Whose address of the governance file it is: a person, a role, a level, everyone."""
    address: Mapped[str]
    service: Mapped[str]
    title: Mapped[str]
    body: Mapped[str]
    otherwise: Mapped[str]
    people: Mapped[list[dict[str, Any]]]
    urgency: Mapped[int] = mapped_column(server_default="0")
    """A rank: the worst leaves first."""
    state: Mapped[str]
    due_at: Mapped[datetime]
    tried_at: Mapped[datetime]
    not_before: Mapped[datetime]
    lease_until: Mapped[datetime | None]
    attempts: Mapped[int]
    sent_at: Mapped[datetime | None]
    told_in: Mapped[str | None]
    used_by: Mapped[str | None]
    used_at: Mapped[datetime | None]


alerts = cast("Table", AlertRow.__table__)
