"""What must reach somebody is a row, written in the transaction that decided it; nothing is sent before its commit.

`states.md` draws the states of such a letter.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Executable, Integer, Table, and_, bindparam, case, delete, func, select, tuple_, update
from sqlalchemy.orm import Session

from bot.kernel.outbox import writing
from bot.kernel.outbox.asking import Ask
from bot.kernel.outbox.tables import Method, State, Urgency, beneath, cards, lanes, letters, live
from bot.kernel.statements import Insert, Prepared
from bot.kernel.tracing import new_letter
from bot.kernel.views.blocks import Message

__all__ = [
    "Ask",
    "Urgency",
    "ask",
    "next_due",
    "post",
    "prune",
    "prune_cards",
    "prune_lanes",
    "settle",
    "show",
    "whisper",
    "withdraw",
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
    if thread is not None:
        _hasten(session, thread, urgency)
    payload = _payload(message)
    where: dict[str, Any] = {"channel": channel, "thread": thread}
    _write(session, key=key, method=Method.POST, payload=payload, at=at, due=not_before, urgency=urgency, **where)


def show(
    session: Session,
    *,
    card: str,
    channel: str,
    message: Message,
    at: datetime,
    urgency: int = Urgency.DECISION,
) -> None:
    """A living card: posted the first time, replaced in place afterwards, wherever it then is."""
    payload = _payload(message)
    known = {"key": card, "channel": channel, "version": 1, "shown_at": at, "settled": False}
    (row,) = _KNOW.run(session, **known)
    writing.empty(session)
    if row.version > 1 and _RENEW.run(session, of=card, newest=payload, now=urgency):
        return
    _write(
        session,
        key=f"card:{card}:{row.version}",
        method=Method.POST if row.ts is None else Method.UPDATE,
        channel=row.channel,
        payload=payload,
        at=at,
        urgency=urgency,
        card=card,
        meant_for=row.meant_for,
    )


def _know(insert: Callable[[Table], Insert]) -> Executable:
    fresh = insert(cards)
    again = {"version": cards.c.version + 1, "shown_at": fresh.excluded.shown_at}
    return fresh.on_conflict_do_update(index_elements=[cards.c.key], set_=again).returning(cards)


_KNOW = Prepared(_know)
_NOW = bindparam("now", type_=Integer)
_RENEW = Prepared(
    update(letters)
    .where(letters.c.card == bindparam("of"), live(letters.c.state), letters.c.state == State.WAITING)
    .values(
        payload=bindparam("newest"),
        plain=False,
        urgency=case((letters.c.urgency > _NOW, _NOW), else_=letters.c.urgency),
    )
    .returning(letters.c.number)
)
"""What a card's waiting letter says is replaced, and it goes no later than before."""


def settle(session: Session, *, path: str, message: Message, at: datetime, is_last: bool = True) -> int:
    """Show a last state on each card beneath `path` whose matter was still open, and withdraw those that nobody can
    have seen; how many there were. Where it is not the last, the cards that show it stay open.
    """
    writing.empty(session)
    rows = (_SETTLE if is_last else _OPEN).run(session, path=path)
    for card in rows:
        if card.ts is not None or not _forestall(session, card.key):
            show(session, card=card.key, channel=card.channel, message=message, at=at)
        elif not is_last:
            _CLOSE.run(session, of=card.key)
    return len(rows)


_IS_OPEN, _PLACE = (beneath(cards.c.key), cards.c.settled.is_(False)), (cards.c.key, cards.c.channel, cards.c.ts)
_SETTLE = Prepared(update(cards).where(*_IS_OPEN).values(settled=True).returning(*_PLACE))
_OPEN = Prepared(select(*_PLACE).where(*_IS_OPEN).with_for_update())
_CLOSE = Prepared(update(cards).where(cards.c.key == bindparam("of")).values(settled=True))


def _forestall(session: Session, card: str) -> bool:
    """Cancel the card's first letter, unless it is on its way or may have arrived; whether it was cancelled."""
    return bool(_FORESTALL.run(session, of=card))


_FORESTALL = Prepared(
    update(letters)
    .where(letters.c.card == bindparam("of"), live(letters.c.state), letters.c.state == State.WAITING)
    .where(~letters.c.doubt)
    .values(state=State.CANCELLED)
    .returning(letters.c.number)
)


def ask(session: Session, asked: Ask, *, at: datetime) -> None:
    """By a new card, which rings."""
    settle(session, path=asked.path, message=asked.before, at=at)
    card, message = f"{asked.path}:{asked.key}", asked.message
    show(session, card=card, channel=asked.channel, message=message, at=at, urgency=asked.urgency)


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
    payload = _payload(message)
    _write(
        session, key=key, method=Method.WHISPER, channel=channel, payload=payload, at=at, urgency=urgency, person=person
    )


def withdraw(session: Session, *, path: str) -> int:
    """Cancel what has not been sent and whose key is beneath `path`; how many letters that were."""
    writing.empty(session)
    return len(_WITHDRAW.run(session, path=path))


_WITHDRAW = Prepared(
    update(letters)
    .where(beneath(letters.c.key), live(letters.c.state))
    .values(state=State.CANCELLED)
    .returning(letters.c.number)
)


def next_due(session: Session, now: datetime) -> datetime | None:
    """When the next letter that waits for its time may go."""
    soonest = select(func.min(letters.c.due_at)).where(live(letters.c.state), letters.c.due_at > now)
    return cast("datetime | None", session.execute(soonest).scalar_one())


def prune(session: Session, *, before: datetime, limit: int = 10_000) -> int:
    """Forget finished letters that were due before then; how many."""
    finished = letters.c.state.in_([State.SENT, State.CANCELLED, State.DEAD])
    old = select(letters.c.number).where(finished, letters.c.due_at < before).order_by(letters.c.number).limit(limit)
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


def _payload(message: Message) -> dict[str, Any]:
    payload = message.to_dict()
    return {**payload, "on_record": True} if message.on_record else payload


def _hasten(session: Session, card: str, urgency: int) -> None:
    # A crisis letter must not wait for a card that itself waits behind routine.
    writing.empty(session)
    waiting = and_(letters.c.card == card, live(letters.c.state), letters.c.urgency > urgency)
    session.execute(update(letters).where(waiting).values(urgency=urgency))


def _write(
    session: Session, *, key: str, method: Method, at: datetime, urgency: int, due: datetime | None = None, **rest: Any
) -> None:
    own = {"id": new_letter(), "key": key, "method": method, "urgency": urgency}
    times = {"due_at": due or at, "not_before": due or at, "tried_at": at}
    writing.write(session, {**_FRESH, **own, **times, **rest})


_FRESH = {
    "state": State.WAITING,
    "attempts": 0,
    "doubt": False,
    "plain": False,
    **dict.fromkeys(("person", "card", "thread", "meant_for")),
}
