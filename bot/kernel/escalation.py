"""Everything that nags is one mechanism: a subject, a ladder copied when it starts, and the time of its next ping."""

from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Any, cast

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Executable,
    Index,
    Row,
    Select,
    Table,
    Text,
    and_,
    bindparam,
    delete,
    false,
    func,
    literal_column,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.kernel import letterbox, outbox
from bot.kernel.db import Base, Instant
from bot.kernel.ladder import Climb, Fired, Level, Policy, Position, climb
from bot.kernel.letters import Serial, Urgency
from bot.kernel.prepared import Insert, Prepared
from bot.kernel.schedule import attempt

__all__ = [
    "Fired",
    "Level",
    "Policy",
    "defer",
    "fire_due",
    "next_due",
    "pause",
    "prune",
    "prune_exhausted",
    "start",
    "stop",
]

Announce = Callable[[Session, Fired], None]

AGAIN_AFTER_A_FAILURE = timedelta(minutes=1)
SHORTEST_PAUSE = timedelta(minutes=1)


class State(StrEnum):
    RUNNING = "running"
    STOPPED = "stopped"
    EXHAUSTED = "exhausted"


_RUNNING = text("state = 'running'")


class Escalation(Base):
    """One subject under one policy, for good: starting it again begins its next `loop`."""

    __tablename__ = "escalations"
    __table_args__ = (
        Index("uq_escalations_subject_policy", "subject", "policy", unique=True),
        Index("ix_escalations_due", "urgency", "next_fire_at", postgresql_where=_RUNNING, sqlite_where=_RUNNING),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Serial, primary_key=True, autoincrement=True)
    subject: Mapped[str]
    policy: Mapped[str]
    ladder: Mapped[dict[str, Any]]
    urgency: Mapped[int]
    loop: Mapped[int]
    began: Mapped[datetime]
    cycle: Mapped[int]
    step: Mapped[int]
    next_fire_at: Mapped[datetime | None]
    state: Mapped[str]
    why: Mapped[str | None]
    held_until: Mapped[datetime | None]
    """It could not be said, and is not tried again before then."""
    interrupted: Mapped[bool] = mapped_column(server_default=false())
    """It began again over a climb that had said something, which may still wait to be sent."""


escalations = cast("Table", Escalation.__table__)


_NOW = bindparam("now", type_=Instant())


def is_running() -> ColumnElement[bool]:
    """Still climbing."""
    # Written out in the statement, or the partial index could not serve it.
    return escalations.c.state == literal_column(f"'{State.RUNNING}'")


def _is_due(of: BindParameter[int] | Urgency) -> ColumnElement[bool]:
    held_until = escalations.c.held_until
    # One that is held for longer than anything ever is was held before the clock was set back.
    may_be_tried = or_(held_until.is_(None), held_until <= _NOW, held_until > bindparam("far", type_=Instant()))
    return and_(is_running(), escalations.c.urgency == of, escalations.c.next_fire_at <= _NOW, may_be_tried)


_ANY_DUE = select(or_(*(select(escalations.c.id).where(_is_due(urgency)).exists() for urgency in Urgency)))
_DUE: Select[Any] = (
    # The ladder as text, which is looked up, as so many are alike.
    select(*(each for each in escalations.c if each.name != "ladder"), escalations.c.ladder.cast(Text).label("ladder"))
    .where(_is_due(bindparam("of")))
    .order_by(escalations.c.next_fire_at)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)


def start(session: Session, *, subject: str, policy: Policy, at: datetime) -> None:
    """Climb `policy`'s ladder from `at` on; where it already runs for this subject it begins again from the bottom."""
    fresh = {
        "ladder": policy.kept,
        "urgency": int(policy.urgency),
        "began": at,
        "cycle": 0,
        "step": 0,
        "next_fire_at": at + policy.steps()[0].offset,
        "state": State.RUNNING,
        "why": None,
        "held_until": None,
        "interrupted": False,
    }
    (begun,) = _BEGIN.run(session, subject=subject, policy=policy.name, loop=1, **fresh)
    if begun.interrupted:
        _silence(session, begun.id)


def _begin(insert: Callable[[Table], Insert]) -> Executable:
    begun = insert(escalations)
    afresh = ("ladder", "urgency", "began", "cycle", "step", "next_fire_at", "state", "why", "held_until")
    again = {**{name: begun.excluded[name] for name in afresh}, "loop": escalations.c.loop + 1}
    has_spoken = or_(escalations.c.step > 0, escalations.c.cycle > 0, escalations.c.state == State.EXHAUSTED)
    again["interrupted"] = and_(escalations.c.state != State.STOPPED, has_spoken)
    begun = begun.on_conflict_do_update(index_elements=[escalations.c.subject, escalations.c.policy], set_=again)
    return begun.returning(escalations.c.id, escalations.c.interrupted)


_BEGIN = Prepared(_begin)


def stop(session: Session, *, subject: str, why: str, policy: str | None = None) -> int:
    """End at once what nags about `subject`, unsent letters included; how many escalations that ended."""
    ended = update(escalations).where(escalations.c.subject == subject, escalations.c.state != State.STOPPED)
    if policy is not None:
        ended = ended.where(escalations.c.policy == policy)
    ended = ended.values(state=State.STOPPED, why=why, next_fire_at=None)
    ids = session.execute(ended.returning(escalations.c.id)).scalars().all()
    for each in ids:
        _silence(session, each)
    return len(ids)


def defer(session: Session, *, subject: str, policy: str, until: datetime) -> None:
    """Snooze: nothing until then, and then on from where it was; a ladder already at its end begins again."""
    if row := _unstopped(session, subject, policy):
        _go_on(session, row, until)


def pause(session: Session, *, subject: str, policy: str, at: datetime) -> datetime:
    """Snooze for as long as the ladder itself waits between its last ping and its next, a minute at least; until when
    that is.
    """
    row = _unstopped(session, subject, policy)
    if row is None:
        return at
    ladder = Policy.model_validate(row.ladder)
    next_step = len(ladder.steps()) - 1 if row.state == State.EXHAUSTED else row.step
    until = at + max(ladder.pause_before(next_step), SHORTEST_PAUSE)
    _go_on(session, row, until)
    return until


def _unstopped(session: Session, subject: str, policy: str) -> Row[Any] | None:
    this = and_(escalations.c.subject == subject, escalations.c.policy == policy)
    return session.execute(
        select(escalations).where(this, escalations.c.state != State.STOPPED).with_for_update()
    ).first()


def _go_on(session: Session, row: Row[Any], until: datetime) -> None:
    ladder = Policy.model_validate(row.ladder)
    if row.state == State.EXHAUSTED:
        start(session, subject=row.subject, policy=ladder, at=until - ladder.steps()[0].offset)
        return
    # The rest of the ladder moves with its next ping.
    began = until - ladder.steps()[row.step].offset
    moved = {"began": began, "next_fire_at": until, "held_until": None}
    session.execute(update(escalations).where(escalations.c.id == row.id).values(moved))
    _silence(session, row.id)


def next_due(session: Session) -> datetime | None:
    """When the next ping of all is due, or has been due since; one that could not be said, when it is tried again."""
    soonest = select(func.min(func.coalesce(escalations.c.held_until, escalations.c.next_fire_at))).where(is_running())
    return cast("datetime | None", session.execute(soonest).scalar_one())


def prune(session: Session, *, before: datetime, limit: int = 10_000) -> int:
    """Forget what was stopped and began before then; how many. Starting one of them again makes a new row."""
    return _forget(session, State.STOPPED, before, limit)


def prune_exhausted(session: Session, *, before: datetime, limit: int = 10_000) -> int:
    """Forget what reached its end and began before then, though its matter was never settled; how many."""
    return _forget(session, State.EXHAUSTED, before, limit)


def _forget(session: Session, state: State, before: datetime, limit: int) -> int:
    # By number, so that the oldest are met first.
    old = select(escalations.c.id).where(escalations.c.state == state, escalations.c.began < before)
    gone = delete(escalations).where(escalations.c.id.in_(old.order_by(escalations.c.id).limit(limit)))
    return len(session.execute(gone.returning(escalations.c.id)).all())


def fire_due(session: Session, *, now: datetime, announce: Announce, limit: int = 100) -> int:
    """One due step: claim up to `limit`, crises first, and say each once, however late; how many were claimed."""
    claimed = _claim(session, now, limit)
    if claimed and not _fire("escalations", session, claimed, now, announce):
        # One of them cannot be said. The others must not wait for it, and it is tried again later.
        for row in claimed:
            if not _fire(f"escalation {row.id} of {row.subject}", session, [row], now, announce):
                later = update(escalations).where(escalations.c.id == row.id)
                session.execute(later.values(held_until=now + AGAIN_AFTER_A_FAILURE))
    return len(claimed)


def _claim(session: Session, now: datetime, limit: int) -> list[Row[Any]]:
    claimed: list[Row[Any]] = []
    clock = {"now": now, "far": now + AGAIN_AFTER_A_FAILURE}
    if not session.execute(_ANY_DUE, clock).scalar_one():
        return claimed
    for urgency in sorted(Urgency):
        if len(claimed) < limit:
            asked = {"of": urgency, "most": limit - len(claimed), **clock}
            claimed += session.execute(_DUE, asked).all()
    return claimed


def _fire(name: str, session: Session, rows: list[Row[Any]], now: datetime, announce: Announce) -> bool:
    """All of them or none; whether it was done."""

    def job() -> None:
        with session.begin_nested():
            climbs = [(row, climb(_policy(row.ladder), _position(row), now)) for row in rows]
            # Moved first: what an announcer stops or starts again stays so.
            session.execute(_MOVE, [_moved(row, found) for row, found in climbs])
            with letterbox.together(session):
                for row, found in climbs:
                    announce(session, _fired(row, found, now))

    return attempt(name, job)


@lru_cache
def _policy(ladder: str) -> Policy:
    """Thousands of rows carry copies of a few ladders."""
    return Policy.model_validate_json(ladder)


def _position(row: Row[Any]) -> Position:
    return Position(row.began, row.cycle, row.step)


def _fired(row: Row[Any], found: Climb, now: datetime) -> Fired:
    return Fired(
        escalation_id=row.id,
        subject=row.subject,
        policy=row.policy,
        loop=row.loop + found.cycle - row.cycle,
        level=found.level,
        nth=found.nth,
        whom=found.whom,
        due=row.next_fire_at,
        when=now,
        last=found.following is None,
        urgency=Urgency(row.urgency),
        waits_for_slack=found.waits_for_slack,
    )


_MOVE = (
    update(escalations)
    .where(escalations.c.id == bindparam("moved"))
    .values({name: bindparam(name) for name in ("loop", "began", "cycle", "step", "next_fire_at", "state")})
    .values(held_until=None)
)


def _moved(row: Row[Any], found: Climb) -> dict[str, Any]:
    to = found.following
    if to is None:
        # The loop that was said last, or the next start would say it, and its keys, again.
        loop = row.loop + found.cycle - row.cycle
        kept = {"loop": loop, "began": row.began, "cycle": found.cycle, "step": row.step}
        return {"moved": row.id, **kept, "next_fire_at": None, "state": State.EXHAUSTED}
    place = {"loop": row.loop + to.cycle - row.cycle, "began": to.began, "cycle": to.cycle, "step": to.step}
    return {"moved": row.id, **place, "next_fire_at": to.due, "state": State.RUNNING}


def _silence(session: Session, escalation_id: int) -> None:
    outbox.withdraw(session, path=f"escalation:{escalation_id}")
