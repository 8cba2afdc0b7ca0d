"""Writing the chain: each entry has the next number and holds the hash of the one before it."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, RowMapping, insert, select
from sqlalchemy.orm import Session

from bot.audit.model import entries
from bot.kernel.actor import SYSTEM
from bot.kernel.canonical import canonical, sorted_by_name
from bot.kernel.events import Changes, Event
from bot.kernel.statements import Prepared, alone

CLOCKS_DIFFER = timedelta(minutes=5)
"""So far an entry's time may lie before that of the one before it: gestures overlap, and machines' clocks differ."""
CLOCK_SET_BACK = "clock_set_back"
"""What the entry says that stands between two whose times fall further."""

_Entry = Mapping[str, Any]

_CHAIN_LOCK = 0x434F4E43  # any number does, as long as every writer takes the same
_LAST = Prepared(select(entries.c.id, entries.c.hash, entries.c.at).order_by(entries.c.id.desc()).limit(1))
_APPEND = Prepared(insert(entries))


def write(session: Session, facts: Sequence[tuple[Event, Changes]]) -> None:
    """Append what they tell, in order; the chain is held until the transaction ends."""
    alone(session, _CHAIN_LOCK)
    last = next(iter(_LAST.run(session)), None)
    entries_of = [_entry(event, changes) for event, changes in facts]
    _APPEND.run_all(session, list(_chained(last, _with_clock(last and last.at, entries_of))))


def _entry(event: Event, changes: Changes) -> _Entry:
    return {
        "at": event.when,
        "who": event.who.id,
        "who_name": event.who.name,
        "what": event.what,
        "subject": event.of.subject,
        "changes": sorted_by_name(changes),
        "note": event.noted,
    }


def _with_clock(before: datetime | None, new: Iterable[_Entry]) -> Iterator[_Entry]:
    """The same, and where the clock was set back since the entry before, that it was."""
    for entry in new:
        if before and entry["at"] < before - CLOCKS_DIFFER:
            yield _clock_set_back(before, entry)
        yield entry
        before = entry["at"]


def _chained(last: Row[Any] | None, new: Iterable[_Entry]) -> Iterator[_Entry]:
    before, previous = (last.id, last.hash) if last else (0, "")
    for number, entry in enumerate(new, before + 1):
        chained = {**entry, "previous": previous}
        previous = fingerprint(chained)
        yield {**chained, "id": number, "hash": previous}


def _clock_set_back(before: datetime, entry: _Entry) -> _Entry:
    times = [before.isoformat(), entry["at"].isoformat()]
    fields = {"who": SYSTEM.id, "who_name": SYSTEM.name, "what": CLOCK_SET_BACK, "subject": "clock", "note": ""}
    return {**fields, "at": entry["at"], "changes": {"at": times}}


_HASHED = ("at", "who", "who_name", "what", "subject", "changes", "note", "previous")


def fingerprint(entry: Mapping[str, Any] | RowMapping) -> str:
    """SHA-256 of the entry's canonical JSON, the hash before it included."""
    hashed = {name: entry[name] for name in _HASHED}
    hashed["at"] = entry["at"].isoformat(timespec="microseconds")
    return hashlib.sha256(canonical(hashed).encode()).hexdigest()
