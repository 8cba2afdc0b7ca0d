"""What an escalation keeps: the policy that it follows, how far it has come, and when it asks next."""

from datetime import datetime
from enum import StrEnum
from typing import Any, cast

from sqlalchemy import ColumnElement, Index, Table, false, literal_column, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.kernel.db import Base
from bot.kernel.outbox.tables import Serial


class State(StrEnum):
    RUNNING = "running"
    STOPPED = "stopped"
    EXHAUSTED = "exhausted"


FOR = " @ "
"""Between a policy's name and the reader for whom one of its pings waits: such a ping is an escalation of its own."""
_RUNNING = text("state = 'running'")


class Escalation(Base):
    """One subject under one policy, for good: starting it again begins its next `loop`."""

    __tablename__ = "escalations"
    __table_args__ = (
        Index("uq_escalations_subject_policy", "subject", "policy", unique=True),
        Index("ix_escalations_due", "urgency", "next_fire_at", postgresql_where=_RUNNING, sqlite_where=_RUNNING),
        Index("ix_escalations_waits_since", "waits_since", postgresql_where=_RUNNING, sqlite_where=_RUNNING),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Serial, primary_key=True, autoincrement=True)
    subject: Mapped[str]
    policy: Mapped[str]
    policy_copy: Mapped[dict[str, Any]] = mapped_column("ladder", key="policy_copy")
    """As the policy was when it started."""
    urgency: Mapped[int]
    """A rank: see `Urgency`."""
    loop: Mapped[int]
    began: Mapped[datetime]
    cycle: Mapped[int]
    step: Mapped[int]
    next_fire_at: Mapped[datetime | None]
    waits_since: Mapped[datetime | None]
    """When `next_fire_at` was set, where it is a pause from then on; nothing where it is a moment that was chosen."""
    state: Mapped[str]
    why: Mapped[str | None]
    held_until: Mapped[datetime | None]
    """It could not be said, and is not tried again before then."""
    interrupted: Mapped[bool] = mapped_column(server_default=false())
    """It began again over a pass that had said something, which may still wait to be sent."""


escalations = cast("Table", Escalation.__table__)


def is_running() -> ColumnElement[bool]:
    """Something is still to be asked."""
    # Written out in the statement, or the partial index could not serve it.
    return escalations.c.state == literal_column(f"'{State.RUNNING}'")
