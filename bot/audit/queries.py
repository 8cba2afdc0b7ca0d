"""Reading the trail."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.audit.model import Entry


def latest(session: Session, subject: str = "", *, limit: int = 15) -> Sequence[Entry]:
    """The newest entries first, of one subject (such as `account:12`) or of all."""
    query = select(Entry).order_by(Entry.id.desc()).limit(limit)
    return session.scalars(query.where(Entry.subject == subject) if subject else query).all()
