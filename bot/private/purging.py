"""Words go by rule, a batch a transaction; that they went is on record, and which, and no word of them."""

from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.kernel.act import due
from bot.kernel.durations import spoken
from bot.kernel.events import Named
from bot.private.model import PrivateText, TextsPurged

RECORD = "private_texts"


def purge(session: Session, *, rule: str, after: timedelta, before: datetime, limit: int = 10_000) -> int:
    """Those whose matter ended before then, which is `after` ago; how many."""
    there = (PrivateText.rule == rule, PrivateText.purged_at.is_(None), PrivateText.purge_after < before)
    old = select(PrivateText.id).where(*there).order_by(PrivateText.purge_after).limit(limit)
    now = before + after
    gone = update(PrivateText).where(PrivateText.id.in_(old)).values(text=None, purged_at=now).returning(PrivateText.id)
    numbers = tuple(sorted(session.scalars(gone, execution_options={"synchronize_session": False})))
    if numbers:
        matter = Named(f"{RECORD}:{rule}")
        due(session, now).record(TextsPurged, of=matter, after=spoken(after), numbers=numbers)
    return len(numbers)
