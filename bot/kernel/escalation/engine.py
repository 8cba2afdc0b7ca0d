"""The due step: what is to be asked now is claimed and said, each once, whoever else looks at the same moment."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import compress
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
from bot.kernel.statements import Prepared
from bot.kernel.subject import Subject

Times = Mapping[str, datetime]
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


def _is_astray() -> ColumnElement[bool]:
    return and_(is_running(), escalations.c.waits_since > _FAR)


def _is_any(those: ColumnElement[bool], name: str) -> ColumnElement[bool]:
    return select(escalations.c.id).where(those).exists().label(name)


_LOOK = Prepared(select(_is_any(_is_astray(), "astray"), *(_is_any(_is_due(rank), f"rank_{rank}") for rank in RANKS)))
_DUE = Prepared(
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
    claimed = _claim(session, limit, {"now": now, "far": now + SET_BACK})
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
    .where(_is_astray())
    .order_by(escalations.c.waits_since)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)


def _claim(session: Session, limit: int, clock: Times) -> list[Row[Any]]:
    claimed: list[Row[Any]] = []
    for rank in _ranks(session, limit, clock):
        if len(claimed) < limit:
            claimed += _DUE.run(session, of=rank, most=limit - len(claimed), **clock)
    return claimed


def _ranks(session: Session, limit: int, clock: Times) -> list[int]:
    """Those of which something is due, the worst first."""
    look = _LOOK.run(session, **clock)[0]
    if look.astray:
        _wait_anew(session, limit, **clock)
        look = _LOOK.run(session, **clock)[0]
    return list(compress(RANKS, look[1:]))


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
    _MOVE.run_all(session, [_moved(row, ping, now) for row, ping in pings])
    with outbox.together(session, at=now):
        put_off = [(row, announce(session, _fired(row, ping, now))) for row, ping in pings]
    if waiting := [_where_it_was(row, until) for row, until in put_off if until]:
        _PUT_BACK.run_all(session, waiting)


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
_MOVING = (
    update(escalations)
    .where(escalations.c.id == bindparam("moved"))
    .values({name: bindparam(name) for name in _PLACE})
    .values(held_until=None)
)
_MOVE, _PUT_BACK = Prepared(_MOVING), Prepared(_MOVING.where(escalations.c.state != State.STOPPED))
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
