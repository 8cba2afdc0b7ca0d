"""Where letters become rows: one by one, or together where a transaction writes many."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from bot.kernel.outbox.tables import Method, State, letters
from bot.kernel.statements import Prepared
from bot.kernel.tracing import new_letter
from bot.kernel.views.blocks import Message

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


def payload_of(message: Message) -> dict[str, Any]:
    """As a letter keeps it."""
    payload = message.to_dict()
    return {**payload, "on_record": True} if message.on_record else payload


def write_letter(
    session: Session, *, key: str, method: Method, at: datetime, urgency: int, due: datetime | None = None, **rest: Any
) -> None:
    """`at` is now, `due` when it goes, where that is later; `rest` has where it goes and what it says."""
    own = {"id": new_letter(), "key": key, "method": method, "urgency": urgency}
    times = {"due_at": due or at, "not_before": due or at, "tried_at": at}
    write(session, {**_FRESH, **own, **times, **rest})


_FRESH = {
    "state": State.WAITING,
    "attempts": 0,
    "doubt": False,
    "plain": False,
    **dict.fromkeys(("person", "card", "thread", "meant_for")),
}
