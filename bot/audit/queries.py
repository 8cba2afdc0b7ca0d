"""Reading the trail."""

from collections.abc import Collection, Sequence

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from bot.audit.model import Entry, entries
from bot.kernel.events import Event
from bot.kernel.outbox.leased import Record
from bot.kernel.statements import Prepared


def latest(session: Session, subject: str = "", *, limit: int = 15, besides: Collection[str] = ()) -> Sequence[Entry]:
    """The newest entries first, of one subject (such as `account:12`) or of all, but of none `besides`."""
    query = select(Entry).order_by(Entry.id.desc()).limit(limit)
    if besides:
        query = query.where(Entry.subject.not_in(besides))
    return session.scalars(query.where(Entry.subject == subject) if subject else query).all()


def record(session: Session) -> Record | None:
    """How far the trail reaches."""
    last = next(iter(_LAST.run(session)), None)
    return last and Record(last.id, last.hash)


_LAST = Prepared(select(entries.c.id, entries.c.hash).order_by(entries.c.id.desc()).limit(1))


def notes(session: Session, subject: str, fact: type[Event], like: str = "") -> frozenset[str]:
    """What the facts of that kind say that are on record about a subject, or those that hold `like`."""
    part = like.replace("/", "//").replace("%", "/%").replace("_", "/_")
    return frozenset(row.note for row in _NOTES.run(session, of=subject, kind=fact.word(), part=part))


_NOTES = Prepared(
    select(entries.c.note).where(
        entries.c.subject == bindparam("of"),
        entries.c.what == bindparam("kind"),
        entries.c.note.contains(bindparam("part"), escape="/"),
    )
)
