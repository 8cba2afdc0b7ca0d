"""Where letters become rows: one by one, or together where a transaction writes many."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sqlalchemy.orm import Session

from bot.kernel.outbox.tables import letters
from bot.kernel.statements import Prepared

_GATHERED = "concord.letters"


@contextmanager
def together(session: Session) -> Iterator[None]:
    """The letters of this block are written in one go when it ends, or by `empty`; if it fails, none of them."""
    session.info[_GATHERED] = []
    try:
        yield
        empty(session)
    finally:
        del session.info[_GATHERED]


def write(session: Session, letter: Mapping[str, Any]) -> None:
    """Every letter has the same columns; one whose key is known already is not written again."""
    gathered = session.info.get(_GATHERED)
    if gathered is None:
        _ADD.run(session, **letter)
    else:
        gathered.append(letter)


def empty(session: Session) -> None:
    """Before anything that looks at letters or writes others, so that all have their order."""
    if gathered := session.info.get(_GATHERED):
        _ADD.run_all(session, gathered)
        gathered.clear()


_ADD = Prepared(lambda insert: insert(letters).on_conflict_do_nothing(index_elements=[letters.c.key]))
