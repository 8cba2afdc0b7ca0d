"""Words that can be forgotten, held against what is on record of them: none was exchanged, and none went unrecorded."""

from collections.abc import Iterable, Iterator
from typing import Any, cast

from sqlalchemy import Table, or_, select
from sqlalchemy.orm import Session

from bot.audit.model import entries
from bot.kernel.events import Audited
from bot.private.model import TextsPurged, numbers_of, private_texts, sha256_of

AT_ONCE = 1_000


def differences(session: Session, kinds: Iterable[type[Audited]]) -> Iterator[str]:
    """Each in a sentence, for the rows of these classes and all words."""
    purged = _purged(session)
    every = select(private_texts).order_by(private_texts.c.id)
    for row in session.execute(every, execution_options={"yield_per": AT_ONCE}):
        if row.text is None:
            if row.id not in purged:
                yield f"Private text {row.id} is gone, and no entry says that it was purged."
        elif sha256_of(row.text) != row.sha256:
            yield f"Private text {row.id} is not what was recorded: it was changed outside Concord."
    for kind in kinds:
        table = cast("Table", vars(kind)["__table__"])
        for column, number in kind.private.items():
            yield from _misfits(session, table, column, number)


def _misfits(session: Session, table: Table, column: str, number: str) -> Iterator[str]:
    """The rows whose hash is not that of the words to which they refer."""
    words = select(table.c.id, table.c[number]).outerjoin(private_texts, private_texts.c.id == table.c[number])
    differs = or_(private_texts.c.id.is_(None), private_texts.c.sha256 != table.c[column])
    for row in session.execute(words.where(table.c[number].is_not(None), differs).order_by(table.c.id)):
        yield f"{table.name} {row.id} does not refer to its words: its {column} is not that of private text {row[1]}."


def _purged(session: Session) -> set[int]:
    notes: Iterable[Any] = session.scalars(select(entries.c.note).where(entries.c.what == TextsPurged.word()))
    return {number for note in notes for number in numbers_of(note)}
