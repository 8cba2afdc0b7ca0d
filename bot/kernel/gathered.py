"""What a transaction only writes is gathered as it is decided, and written together: before the commit, or before
whatever reads it.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy.event import listen
from sqlalchemy.orm import Session, SessionTransaction, sessionmaker

Waiting = dict[str, Any]
"""By key, in the order in which it was decided."""
Write = Callable[[Session, Waiting], None]

LAST = "concord.last"
"""By this name a session is lent what is done before its commit, once all is written."""
_WAITING = "concord.waiting"
_BEFORE = "concord.waiting before"


def waiting(session: Session, write: Write) -> Waiting:
    """What waits to be written by that function."""
    its: Waiting = session.info.setdefault(_WAITING, {}).setdefault(write, {})
    return its


def write_now(session: Session, write: Write) -> None:
    """All that waits for that function."""
    if its := waiting(session, write):
        session.info[_WAITING][write] = {}
        write(session, its)


def write_all(session: Session) -> None:
    for write in list(session.info.get(_WAITING, ())):
        write_now(session, write)
    if (last := session.info.get(LAST)) and not session.in_nested_transaction():
        last(session)


def attach(sessions: sessionmaker[Session]) -> None:
    """From now on each commit, that of a savepoint too, first writes what waits."""
    listen(sessions, "after_transaction_create", _remember)
    listen(sessions, "after_soft_rollback", _restore)
    listen(sessions, "before_commit", write_all)


def _remember(session: Session, transaction: SessionTransaction) -> None:
    """What waited when a savepoint was set."""
    if transaction.nested:
        before = {write: dict(its) for write, its in session.info.get(_WAITING, {}).items()}
        session.info.setdefault(_BEFORE, {})[transaction] = before


def _restore(session: Session, transaction: SessionTransaction) -> None:
    """What was decided since the savepoint is undone; what waited then still does, though it had been written since."""
    session.info[_WAITING] = session.info.get(_BEFORE, {}).pop(transaction, {})
