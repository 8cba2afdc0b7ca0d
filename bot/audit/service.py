"""Writing the chain, and walking it."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import RowMapping, Table, func, insert, select
from sqlalchemy.orm import Session

from bot.audit.model import Entry
from bot.kernel.events import Changes, Event
from bot.kernel.prepared import Prepared

_CHAIN_LOCK = 0x434F4E43  # any number does, as long as every writer takes the same
_entries = cast("Table", Entry.__table__)  # the ORM is spared: every gesture that changes something writes one
_LAST = Prepared(select(_entries.c.hash).order_by(_entries.c.id.desc()).limit(1))
_HOLD = Prepared(select(func.pg_advisory_xact_lock(_CHAIN_LOCK)))
_APPEND = Prepared(insert(_entries))
_AT_ONCE = 500


def write(session: Session, event: Event, changes: Changes) -> None:
    """Append what `event` tells; the chain is held until the transaction ends."""
    if session.get_bind().dialect.name == "postgresql":
        _HOLD.run(session)
    entry: dict[str, Any] = {
        "at": event.when,
        "who": event.who.id,
        "who_name": event.who.name,
        "what": event.what,
        "subject": event.of.subject,
        "changes": {name: list(pair) for name, pair in changes.items()},
        "note": event.note,
        "previous": next((last.hash for last in _LAST.run(session)), ""),
    }
    _APPEND.run(session, **entry, hash=fingerprint(entry))


_HASHED = ("at", "who", "who_name", "what", "subject", "changes", "note", "previous")


def fingerprint(entry: Mapping[str, Any] | RowMapping) -> str:
    """SHA-256 of the entry's canonical JSON, the hash before it included."""
    told = {name: entry[name] for name in _HASHED}
    told["at"] = entry["at"].isoformat(timespec="microseconds")
    canonical = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


@dataclass(frozen=True)
class Misfit:
    entry_id: int
    why: str


def verify(session: Session) -> tuple[int, Misfit | None]:
    """How many entries fit, counted from the first, and the first that does not."""
    in_order = select(_entries).order_by(_entries.c.id).execution_options(yield_per=_AT_ONCE)
    with closing(session.execute(in_order).mappings()) as entries:
        return _walk(entries)


def _walk(entries: Iterable[RowMapping]) -> tuple[int, Misfit | None]:
    previous, fitting = "", 0
    for entry in entries:
        if entry["previous"] != previous:
            return fitting, Misfit(
                entry["id"], "it does not follow the entry before it: one was removed, added or replaced"
            )
        if entry["hash"] != fingerprint(entry):
            return fitting, Misfit(entry["id"], "its content is not what was written: its hash does not fit")
        previous, fitting = entry["hash"], fitting + 1
    return fitting, None
