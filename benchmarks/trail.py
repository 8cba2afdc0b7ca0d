"""`audit verify` beside reading and hashing the same rows with the driver alone; and what the chain's one lock costs
eight writers, beside entries that nobody chains.
"""

import hashlib
import itertools
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, cast

from sqlalchemy import Table, insert, update
from sqlalchemy.orm import Session

from benchmarks.databases import Databases
from benchmarks.figures import Figure
from bot import audit
from bot.accounts.model import Account
from bot.audit.model import entries
from bot.audit.service import fingerprint
from bot.kernel.actor import SYSTEM
from bot.kernel.db import Database
from bot.kernel.events import Event, Named, plain
from bot.subscriptions import ABOUT

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
_accounts = cast("Table", Account.__table__)
A_LIFE = 10
"""So many entries has an account: one that made it, and its posts."""
WRITERS = 8
AT_ONCE = 1_000
WORDS = (
    *("network", "handle", "shown", "url", "name", "kind", "purpose", "audience", "market", "business_unit", "brand"),
    *("owner", "backup", "publisher", "deputy", "channel", "why", "insistence", "proposed_by", "reason"),
)


def measure(databases: Databases, size: int, changes: int) -> list[Figure]:
    figures = []
    for kind in databases.kinds:
        database = Database(databases.new(kind))
        _fill(database, size)
        beside, ours = _read_and_hashed(database), _verified(database)
        figures.append(
            Figure(f"`audit verify` of {size} entries, {kind}", size / ours, "a processor's second", size / beside)
        )
        database.close()
    if "PostgreSQL" in databases.kinds:
        beside, ours = (_written(databases, changes, append) for append in (_loose, _chained))
        figures.append(Figure(f"changes of {WRITERS} writers, chained, PostgreSQL", ours, "a second", beside))
    return figures


def _fill(database: Database, size: int) -> None:
    previous, number = "", itertools.count(1)
    for first in range(0, size // A_LIFE, AT_ONCE // A_LIFE):
        written: list[dict[str, Any]] = []
        accounts = [_account(nth) for nth in range(first + 1, first + 1 + AT_ONCE // A_LIFE)]
        for account in accounts:
            for event in _life(account):
                entry = {**event, "previous": previous}
                previous = fingerprint(entry)
                written.append({**entry, "id": next(number), "hash": previous})
        with database.transaction() as session:
            session.execute(insert(_accounts), accounts)
            session.execute(insert(entries), written)


def _account(nth: int) -> dict[str, Any]:
    usual = {name: f"{name} {nth}" for name in WORDS}
    last = {"last_post_at": NOON + timedelta(hours=A_LIFE), "last_post_url": f"https://x.com/Helvia/status/{A_LIFE}"}
    whole = {"languages": ["en"], "cadence_days": 7, "proposed_at": NOON, "status": "active"}
    return {"id": nth, **usual, **whole, **last, "decided_by": None, "decided_at": NOON, "snoozed_until": None}


def _life(account: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The entries that lead to the row, in order, as the trail writes them."""
    usual = {"who": SYSTEM.id, "who_name": SYSTEM.name, "subject": f"account:{account['id']}"}
    last: dict[str, Any] = {"last_post_at": None, "last_post_url": None}
    made = {name: [None, plain(value)] for name, value in {**account, **last}.items() if name != "id"}
    yield {**usual, "at": NOON, "what": "account_imported", "changes": made, "note": ""}
    for post in range(2, A_LIFE + 1):
        at, url = NOON + timedelta(hours=post), f"https://x.com/Helvia/status/{post}"
        changes = {"last_post_at": [last["last_post_at"], plain(at)], "last_post_url": [last["last_post_url"], url]}
        last = {"last_post_at": plain(at), "last_post_url": url}
        yield {**usual, "at": NOON, "what": "post_logged", "changes": changes, "note": url}


def _verified(database: Database) -> float:
    """Seconds of a processor: others who use the machine do not count."""
    began = time.process_time()
    with database.snapshot() as session:
        assert audit.verify(session, of=ABOUT).misfits == []
    return time.process_time() - began


def _read_and_hashed(database: Database) -> float:
    """Seconds; the least that anybody must do."""
    began = time.process_time()
    with database.engine.connect() as connection:
        streamed = connection.execution_options(yield_per=AT_ONCE)
        for row in streamed.exec_driver_sql("SELECT * FROM audit_entries ORDER BY id"):
            hashlib.sha256("".join(map(str, row)).encode()).hexdigest()
    return time.process_time() - began


def _written(databases: Databases, changes: int, append: Callable[[Session, int], None]) -> float:
    """How many transactions a second: each changes an account of the writer's own, and appends an entry."""
    database = Database(databases.new("PostgreSQL"))
    _fill(database, AT_ONCE)
    each = changes // WRITERS
    threads = [threading.Thread(target=_write, args=[database, nth, each, append]) for nth in range(WRITERS)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.perf_counter() - began
    database.close()
    return changes / took


def _write(database: Database, nth: int, changes: int, append: Callable[[Session, int], None]) -> None:
    for change in range(changes):
        with database.transaction() as session:
            session.execute(update(_accounts).where(_accounts.c.id == nth + 1).values(last_post_url=f"{nth}/{change}"))
            append(session, nth)


def _chained(session: Session, nth: int) -> None:
    about = Named(f"account:{nth + 1}")
    audit.write(session, [(Event(who=SYSTEM, when=NOON, of=about), {"last_post_url": (None, "x")})])


_numbers = itertools.count(1_000_000)


def _loose(session: Session, nth: int) -> None:
    """The same row without the lock, and without the hash of the one before it."""
    fields = {"who": SYSTEM.id, "who_name": SYSTEM.name, "what": "event", "subject": f"account:{nth + 1}", "note": ""}
    entry = {**fields, "at": NOON, "changes": {"last_post_url": [None, "x"]}, "previous": ""}
    session.execute(insert(entries), {**entry, "id": next(_numbers), "hash": fingerprint(entry)})
