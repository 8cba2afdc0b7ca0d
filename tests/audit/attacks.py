"""What an attacker may do who owns the database, and what `audit verify` says of it then."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from sqlalchemy import Connection, Executable, delete, insert, select
from sqlalchemy.orm import Session

from bot import audit
from bot.audit.anchoring import grown
from bot.audit.checkpoints import Checkpoint
from bot.audit.model import entries
from bot.audit.service import fingerprint
from bot.audit.verifying import Report
from bot.crises.entries import CrisisEntry
from bot.subscriptions import ABOUT
from tests.tampering import unguarded
from tests.world import Helvia


@contextmanager
def changed(helvia: Helvia) -> Iterator[Connection]:
    """What an attacker does, in a transaction that is undone."""
    with helvia.database.engine.connect() as connection:
        with unguarded(connection):
            yield connection
        connection.rollback()


def verified(connection: Connection, *against: Checkpoint) -> Report:
    with Session(connection) as session:
        return audit.verify(session, of=ABOUT, against=against)


def checkpoint(helvia: Helvia) -> Checkpoint:
    """As it was put elsewhere when there were so many entries."""
    with helvia.database.snapshot() as session:
        edge = grown(session, None)
    return Checkpoint("helvia", edge.size, edge.root(), {"time": helvia.now.isoformat()})


def rebuild(connection: Connection) -> None:
    """The whole chain anew, over whatever the entries say now: numbers and hashes are as they should be."""
    rows = connection.execute(select(entries).order_by(entries.c.id)).mappings().all()
    connection.execute(delete(entries))
    previous = ""
    for number, row in enumerate(rows, 1):
        entry = {**row, "id": number, "previous": previous}
        previous = fingerprint(entry)
        connection.execute(insert(entries), {**entry, "hash": previous})


def another_line(number: int) -> Executable:
    fields = {"who": "U0PETER000", "kind": "acknowledged", "text": ""}
    return insert(CrisisEntry).values(id=number, crisis_id=1, at=datetime(2026, 3, 2, tzinfo=UTC), **fields)
