"""The due step: what is to be asked now is claimed and said, each once, whoever else looks at the same moment."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Row, Select, Text, and_, bindparam, or_, select, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from bot.kernel import outbox
from bot.kernel.clock import SET_BACK
from bot.kernel.db import Database, Instant
from bot.kernel.escalation.policy import NOTHING, Fired, Ping, Policy, Position, advance
from bot.kernel.escalation.tables import FOR, State, escalations, is_running
from bot.kernel.outbox.tables import RANKS, Urgency
from bot.kernel.schedule import attempt
from bot.kernel.subject import Subject

Announce = Callable[[Session, Fired], datetime | None]
"""Says a ping; or does not, and returns when it may be said."""

AGAIN_AFTER_A_FAILURE = timedelta(minutes=1)
AGAIN_WHEN_FREE = timedelta(seconds=2)
"""What it needs is held by somebody else just now."""
_NOW, _FAR = bindparam("now", type_=Instant()), bindparam("far", type_=Instant())


def _is_due(of: BindParameter[int] | int) -> ColumnElement[bool]:
    held_until = escalations.c.held_until
    # One that is held for longer than anything ever is was held before the clock was set back.
    may_be_tried = or_(held_until.is_(None), held_until <= _NOW, held_until > _FAR)
    return and_(is_running(), escalations.c.urgency == of, escalations.c.next_fire_at <= _NOW, may_be_tried)


_ANY_DUE = select(or_(*(select(escalations.c.id).where(_is_due(rank)).exists() for rank in RANKS)))
_DUE: Select[Any] = (
    # The policy as text, which is looked up, as so many are alike.
    select(
        *(each for each in escalations.c if each.key != "policy_copy"),
        escalations.c.policy_copy.cast(Text).label("policy_copy"),
    )
    .where(_is_due(bindparam("of")))
    .order_by(escalations.c.next_fire_at)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)


def fire_due(session: Session, *, now: datetime, announce: Announce, limit: int = 100) -> int:
    """One due step: claim up to `limit`, the worst first, and say each once, however late; how many were claimed."""
    clock = {"now": now, "far": now + SET_BACK}
    _wait_anew(session, limit, **clock)
    claimed = _claim(session, limit, **clock)
    if claimed and _fire("escalations", session, claimed, now, announce):
        # One of them cannot be said. The others must not wait for it, and it is tried again later.
        for row in claimed:
            if again := _fire(f"escalation {row.id} of {row.subject}", session, [row], now, announce):
                later = update(escalations).where(escalations.c.id == row.id)
                session.execute(later.values(held_until=now + again))
    return len(claimed)


def _wait_anew(session: Session, limit: int, now: datetime, far: datetime) -> None:
    """What began to wait later than it is now did so before the clock was set back, and nobody knows for how long it
    has waited: a crisis that has asked before asks at once, all else waits for its pause again.
    """
    astray = session.execute(_ASTRAY, {"most": limit, "far": far}).all()
    for row in astray:
        asks_at_once = Urgency.of(row.urgency) is Urgency.CRISIS and (row.step > 0 or row.cycle > 0)
        pause = NOTHING if asks_at_once else max(row.next_fire_at - row.waits_since, NOTHING)
        due = min(now + pause, row.next_fire_at)
        moved = {"began": row.began - (row.next_fire_at - due), "next_fire_at": due, "waits_since": now}
        session.execute(update(escalations).where(escalations.c.id == row.id).values(moved))


_ASTRAY: Select[Any] = (
    select(escalations)
    .where(is_running(), escalations.c.waits_since > _FAR)
    .order_by(escalations.c.waits_since)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)


def _claim(session: Session, limit: int, now: datetime, far: datetime) -> list[Row[Any]]:
    claimed: list[Row[Any]] = []
    clock = {"now": now, "far": far}
    if not session.execute(_ANY_DUE, clock).scalar_one():
        return claimed
    for rank in RANKS:
        if len(claimed) < limit:
            asked = {"of": rank, "most": limit - len(claimed), **clock}
            claimed += session.execute(_DUE, asked).all()
    return claimed


def _fire(name: str, session: Session, rows: Sequence[Row[Any]], now: datetime, announce: Announce) -> timedelta:
    """All of them or none; nothing where it was done, or after how long they are to be tried again."""
    again = [AGAIN_AFTER_A_FAILURE]

    def job() -> None:
        try:
            with session.begin_nested():
                _say(session, rows, now, announce)
        except SQLAlchemyError as error:
            if Database.is_undone(error):
                again.append(AGAIN_WHEN_FREE)
            raise

    return NOTHING if attempt(name, job) else again[-1]


def _say(session: Session, rows: Sequence[Row[Any]], now: datetime, announce: Announce) -> None:
    pings = [(row, advance(_policy(row.policy_copy), _position(row), now)) for row in rows]
    # Moved first: what an announcer stops or starts again stays so.
    session.execute(_MOVE, [_moved(row, ping, now) for row, ping in pings])
    with outbox.together(session, at=now):
        put_off = [(row, announce(session, _fired(row, ping, now))) for row, ping in pings]
    if waiting := [_where_it_was(row, until) for row, until in put_off if until]:
        session.execute(_PUT_BACK, waiting)


@lru_cache
def _policy(copy: str) -> Policy:
    """Thousands of rows carry copies of a few policies."""
    return Policy.model_validate_json(copy)


def _position(row: Row[Any]) -> Position:
    return Position(row.began, row.cycle, row.step)


def _fired(row: Row[Any], ping: Ping, now: datetime) -> Fired:
    policy, once_more, reader = row.policy.partition(FOR)
    return Fired(
        escalation_id=row.id,
        subject=Subject.read(row.subject),
        policy=policy,
        reader=reader,
        loop=row.loop + ping.cycle - row.cycle,
        level=ping.level,
        nth=ping.nth,
        whom=ping.whom,
        due=row.next_fire_at,
        when=now,
        last=ping.following is None and not once_more,  # the policy itself goes on
        rank=row.urgency,
        waits_for_slack=ping.waits_for_slack,
    )


_PLACE = ("loop", "began", "cycle", "step", "next_fire_at", "waits_since", "state")
_MOVE = (
    update(escalations)
    .where(escalations.c.id == bindparam("moved"))
    .values({name: bindparam(name) for name in _PLACE})
    .values(held_until=None)
)
_PUT_BACK = _MOVE.where(escalations.c.state != State.STOPPED)
"""What another announcer has stopped meanwhile stays so."""


def _where_it_was(row: Row[Any], until: datetime) -> dict[str, Any]:
    """Not said, and to be said then together with what is due by then."""
    place = {name: getattr(row, name) for name in ("loop", "began", "cycle", "step")}
    return {"moved": row.id, **place, "next_fire_at": until, "waits_since": None, "state": State.RUNNING}


def _moved(row: Row[Any], ping: Ping, now: datetime) -> dict[str, Any]:
    to = ping.following
    if to is None:
        # The loop that was said last, or the next start would say it, and its keys, again.
        loop = row.loop + ping.cycle - row.cycle
        place = {"loop": loop, "began": row.began, "cycle": ping.cycle, "step": row.step}
        return {"moved": row.id, **place, "next_fire_at": None, "waits_since": None, "state": State.EXHAUSTED}
    place = {"loop": row.loop + to.cycle - row.cycle, "began": to.began, "cycle": to.cycle, "step": to.step}
    return {"moved": row.id, **place, "next_fire_at": to.due, "waits_since": now, "state": State.RUNNING}
