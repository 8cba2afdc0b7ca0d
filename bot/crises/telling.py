"""What happened in a crisis, on its timeline and as a fact."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.crises.model import Crisis, CrisisEntry, CrisisEvent
from bot.kernel.actor import Actor
from bot.kernel.events import record


def tell(
    session: Session,
    fact: type[CrisisEvent],
    who: Actor,
    when: datetime,
    crisis: Crisis,
    text: str = "",
    *,
    note: str | None = None,
) -> None:
    """`text` is for the timeline, and for the audit trail too unless it has a `note` of its own."""
    entry = entered(session, who, when, crisis, fact, text)
    record(session, fact(who=who, when=when, of=crisis, entry=entry, note=text if note is None else note))


def entered(
    session: Session, who: Actor, when: datetime, crisis: Crisis, fact: type[CrisisEvent], text: str
) -> CrisisEntry:
    """A line of the timeline alone."""
    entry = CrisisEntry(crisis_id=crisis.id, at=when, who=who.id, kind=fact.kind.value, text=text)
    session.add(entry)
    return entry
