"""Writing the chain: each entry has the next number and holds the hash of the one before it."""

import hashlib
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import Row, RowMapping, func, insert, select
from sqlalchemy.orm import Session

from bot.audit.model import entries
from bot.kernel.actor import SYSTEM
from bot.kernel.canonical import canonical
from bot.kernel.events import Changes, Event
from bot.kernel.statements import Prepared

CLOCKS_DIFFER = timedelta(minutes=5)
"""So far an entry's time may lie before that of the one before it: gestures overlap, and machines' clocks differ."""
CLOCK_SET_BACK = "clock_set_back"
"""What the entry says that stands between two whose times fall further."""

_CHAIN_LOCK = 0x434F4E43  # any number does, as long as every writer takes the same
_LAST = Prepared(select(entries.c.id, entries.c.hash, entries.c.at).order_by(entries.c.id.desc()).limit(1))
_HOLD = Prepared(select(func.pg_advisory_xact_lock(_CHAIN_LOCK)))
_APPEND = Prepared(insert(entries))


def write(session: Session, event: Event, changes: Changes) -> None:
    """Append what `event` tells; the chain is held until the transaction ends."""
    if session.get_bind().dialect.name == "postgresql":
        _HOLD.run(session)
    last = next(iter(_LAST.run(session)), None)
    entry: dict[str, Any] = {
        "at": event.when,
        "who": event.who.id,
        "who_name": event.who.name,
        "what": event.what,
        "subject": event.of.subject,
        "changes": {name: list(pair) for name, pair in changes.items()},
        "note": event.noted,
    }
    if last and event.when < last.at - CLOCKS_DIFFER:
        _append(session, _clock_set_back(last, entry), last.id, last.hash)
        last = _LAST.run(session)[0]
    _append(session, entry, *((last.id, last.hash) if last else (0, "")))


def _append(session: Session, entry: Mapping[str, Any], number: int, previous: str) -> None:
    chained = {**entry, "previous": previous}
    _APPEND.run(session, **chained, id=number + 1, hash=fingerprint(chained))


def _clock_set_back(last: Row[Any], entry: Mapping[str, Any]) -> dict[str, Any]:
    times = [last.at.isoformat(), entry["at"].isoformat()]
    fields = {"who": SYSTEM.id, "who_name": SYSTEM.name, "what": CLOCK_SET_BACK, "subject": "clock", "note": ""}
    return {**fields, "at": entry["at"], "changes": {"at": times}}


_HASHED = ("at", "who", "who_name", "what", "subject", "changes", "note", "previous")


def fingerprint(entry: Mapping[str, Any] | RowMapping) -> str:
    """SHA-256 of the entry's canonical JSON, the hash before it included."""
    hashed = {name: entry[name] for name in _HASHED}
    hashed["at"] = entry["at"].isoformat(timespec="microseconds")
    return hashlib.sha256(canonical(hashed).encode()).hexdigest()
