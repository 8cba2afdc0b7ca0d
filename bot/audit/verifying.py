"""Walking the chain."""

from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from typing import cast

from sqlalchemy import RowMapping, Table, select
from sqlalchemy.orm import Session

from bot.audit.model import Entry
from bot.audit.service import fingerprint

_entries = cast("Table", Entry.__table__)
_AT_ONCE = 500


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
