"""What must reach somebody is a row, written in the transaction that decided it; nothing is sent before its commit.

`states.md` draws the states of such a letter.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast

from sqlalchemy import delete, func, select, tuple_, update
from sqlalchemy.orm import Session

from bot.kernel import drills
from bot.kernel.outbox import homes, writing
from bot.kernel.outbox.asking import Ask
from bot.kernel.outbox.cards import (
    ask,
    ask_each,
    gather,
    has_asked,
    open_beneath,
    place_of,
    readers,
    settle,
    settle_each,
    settle_every,
    show,
    take_back,
    together,
)
from bot.kernel.outbox.letter import letter, payload_of
from bot.kernel.outbox.tables import Method, State, Urgency, beneath, cards, finished, lanes, letters, live
from bot.kernel.statements import Prepared
from bot.kernel.views.blocks import Message

__all__ = [
    "Ask",
    "Urgency",
    "ask",
    "ask_each",
    "gather",
    "has_asked",
    "next_due",
    "open_beneath",
    "place_of",
    "post",
    "prune",
    "prune_cards",
    "prune_lanes",
    "readers",
    "send_file",
    "settle",
    "settle_each",
    "settle_every",
    "show",
    "take_back",
    "together",
    "whisper",
    "withdraw",
    "withdraw_each",
]


def post(
    session: Session,
    *,
    key: str,
    channel: str,
    message: Message,
    at: datetime,
    not_before: datetime | None = None,
    urgency: int = Urgency.ROUTINE,
    thread: str | None = None,
) -> None:
    """Say something once, to a channel or a person; `thread` is the key of the card it hangs under. `at` is now."""
    homes.change(session, [channel], at=at)
    if thread is not None:
        writing.hasten(session, thread, urgency)
    payload = payload_of(drills.told(session, key, message))
    own: dict[str, Any] = {"method": Method.POST, "payload": payload, "urgency": urgency}
    writing.write(session, letter(key=key, at=at, due=not_before, channel=channel, thread=thread, **own))


def send_file(
    session: Session, *, key: str, person: str, file: tuple[str, str], message: Message, at: datetime
) -> None:
    """To somebody's own messages: `file` is of what, as who makes it knows it, and what it is called."""
    of, name = file
    payload = {**payload_of(message), "file": {"of": of, "name": name}}
    own: dict[str, Any] = {"method": Method.UPLOAD, "payload": payload, "urgency": Urgency.DECISION}
    writing.write(session, letter(key=key, at=at, channel=person, **own))


def whisper(
    session: Session,
    *,
    key: str,
    channel: str,
    person: str,
    message: Message,
    at: datetime,
    urgency: int = Urgency.DECISION,
) -> None:
    """Only `person` sees it, in that channel, and only until they reload."""
    own: dict[str, Any] = {"method": Method.WHISPER, "payload": payload_of(message), "urgency": urgency}
    writing.write(session, letter(key=key, at=at, channel=channel, person=person, **own))


def withdraw(session: Session, *, path: str) -> None:
    """Cancel what has not been sent and whose key is beneath `path`."""
    withdraw_each(session, paths=[path])


def withdraw_each(session: Session, *, paths: Sequence[str]) -> None:
    for path in paths:
        writing.empty(session, path)
    _WITHDRAW.run_all(session, [{"path": path} for path in paths])


_WITHDRAW = Prepared(
    update(letters).where(beneath(letters.c.key), live(letters.c.state)).values(finished(State.CANCELLED))
)


def next_due(session: Session, now: datetime) -> datetime | None:
    """When the next letter that waits for its time may go."""
    soonest = select(func.min(letters.c.due_at)).where(live(letters.c.state), letters.c.due_at > now)
    return cast("datetime | None", session.execute(soonest).scalar_one())


def prune(session: Session, *, before: datetime, limit: int = 10_000) -> int:
    """Forget finished letters that were due before then; how many."""
    is_finished = letters.c.state.in_([State.SENT, State.CANCELLED, State.DEAD])
    old = select(letters.c.number).where(is_finished, letters.c.due_at < before).order_by(letters.c.number).limit(limit)
    return len(session.execute(delete(letters).where(letters.c.number.in_(old)).returning(letters.c.number)).all())


def prune_cards(session: Session, *, before: datetime, limit: int = 10_000) -> int:
    """Forget the cards that have not changed since then and wait for no letter; how many."""
    unused = ~select(letters.c.number).where(letters.c.card == cards.c.key, live(letters.c.state)).exists()
    stale = select(cards.c.key).where(cards.c.shown_at < before, unused).limit(limit)
    return len(session.execute(delete(cards).where(cards.c.key.in_(stale)).returning(cards.c.key)).all())


def prune_lanes(session: Session, *, before: datetime, limit: int = 10_000) -> int:
    """Forget how busy channels were that have been free since then; how many."""
    lane = tuple_(lanes.c.channel, lanes.c.method)
    stale = select(lanes.c.channel, lanes.c.method).where(lanes.c.free_at < before).limit(limit)
    return len(session.execute(delete(lanes).where(lane.in_(stale)).returning(lanes.c.channel)).all())
