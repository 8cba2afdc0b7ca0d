"""A letter as it is first written."""

from datetime import datetime
from typing import Any

from bot.kernel.outbox.tables import State
from bot.kernel.tracing import new_letter
from bot.kernel.views.blocks import Message

Letter = dict[str, Any]


def letter(*, key: str, at: datetime, due: datetime | None = None, **rest: Any) -> Letter:
    """`at` is now, `due` when it goes, where that is later; `rest` has where it goes and what it says."""
    times = {"due_at": due or at, "not_before": due or at, "tried_at": at}
    return {**_FRESH, "id": new_letter(), "key": key, **times, **rest}


_FRESH = {
    "state": State.WAITING,
    "attempts": 0,
    "doubt": False,
    "plain": False,
    **dict.fromkeys(("person", "card", "thread", "meant_for")),
}


def payload_of(message: Message) -> dict[str, Any]:
    """As a letter keeps it."""
    marks = {"on_record": message.on_record, "superseded_by": message.superseded_by}
    return {**message.to_dict(), **{name: mark for name, mark in marks.items() if mark}}
