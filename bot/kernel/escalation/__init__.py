"""Everything that nags is one mechanism: a subject, a policy copied when it starts, and the time of its next ping.

`states.md` draws its states.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import Row, bindparam, delete, func, select, update
from sqlalchemy.orm import Session

from bot.kernel.db import Instant
from bot.kernel.escalation.asked import Asking, asked_about, asking, words_by_now
from bot.kernel.escalation.engine import fire_due
from bot.kernel.escalation.policy import Fired, Level, Policy
from bot.kernel.escalation.reminding import remind
from bot.kernel.escalation.starting import begins, forget_readers, silence, start, start_each, stop, stop_each, turn
from bot.kernel.escalation.tables import FOR, State, escalations, is_running
from bot.kernel.statements import Prepared

__all__ = [
    "Asking",
    "Fired",
    "Level",
    "Policy",
    "asked_about",
    "asking",
    "begins",
    "defer",
    "escalations",
    "fire_due",
    "hold",
    "hold_each",
    "hurry",
    "is_running",
    "next_due",
    "pause",
    "prune",
    "prune_exhausted",
    "remind",
    "say_again",
    "say_later",
    "start",
    "start_each",
    "stop",
    "stop_each",
    "turn",
    "words_by_now",
]

SHORTEST_PAUSE = timedelta(minutes=1)


def say_later(session: Session, fired: Fired, reader: str, *, at: datetime) -> None:
    """The same ping for this reader alone, then; unless a later one comes first, or the policy begins again or ends."""
    then = Policy(name=f"{fired.policy}{FOR}{reader}", levels=[Level(after=timedelta(0), whom=list(fired.whom))])
    start(session, subject=fired.subject, policy=then, at=at, rank=fired.rank)


def say_again(session: Session, asked: Asking, reader: str, *, at: datetime) -> None:
    """What that level asked, to this reader alone; to all whom it means now where none is named."""
    name, level = f"{asked.policy.name}{FOR}{reader}", {"after": "0s", "whom": asked.whom}
    once = {"name": name, "levels": [level] * (asked.level + 1), "cycles": 1}  # so that it is said as that level
    then = Policy.model_validate(asked.policy.as_json | once)
    start(session, subject=asked.subject, policy=then, at=at, rank=asked.rank)


def hold(session: Session, *, subject: str) -> None:
    """Wait until whoever says a ping about `subject` just now has said it: what is shown from here on replaces it too.
    What becomes due meanwhile waits for the transaction's end.
    """
    hold_each(session, subjects=[subject])


def hold_each(session: Session, *, subjects: Collection[str]) -> None:
    """The same for all of these."""
    theirs = select(escalations.c.id).where(escalations.c.subject.in_(subjects))
    session.execute(theirs.order_by(escalations.c.id).with_for_update())


def defer(session: Session, *, subject: str, policy: str | None = None, until: datetime) -> None:
    """Snooze: nothing until then, and then on from where it was; a policy already at its end begins again. Where no
    policy is named, the one that the subject began to follow last.
    """
    if row := _unstopped(session, subject, policy):
        _go_on(session, row, until)


def pause(session: Session, *, subject: str, at: datetime) -> datetime:
    """Snooze for as long as what the subject follows waits between its last ping and its next, a minute at least; until
    when that is.
    """
    row = _unstopped(session, subject)
    if row is None:
        return at
    followed = Policy.model_validate(row.policy_copy)
    next_step = len(followed.steps()) - 1 if row.state == State.EXHAUSTED else row.step
    until = at + max(followed.pause_before(next_step), SHORTEST_PAUSE)
    _go_on(session, row, until, since=at)
    return until


def _unstopped(session: Session, subject: str, policy: str | None = None) -> Row[Any] | None:
    named = escalations.c.policy == policy if policy else escalations.c.policy.not_like(f"%{FOR}%")
    these = select(escalations).where(escalations.c.subject == subject, named, escalations.c.state != State.STOPPED)
    return session.execute(these.order_by(escalations.c.began.desc()).limit(1).with_for_update()).first()


def _go_on(session: Session, row: Row[Any], until: datetime, since: datetime | None = None) -> None:
    policy = Policy.model_validate(row.policy_copy)
    if row.state == State.EXHAUSTED:
        at = until - policy.steps()[0].offset
        start(session, subject=row.subject, policy=policy, at=at, since=since, rank=row.urgency)
        return
    # The rest of the policy moves with its next ping.
    began = until - policy.steps()[row.step].offset
    moved = {"began": began, "next_fire_at": until, "waits_since": since, "held_until": None}
    session.execute(update(escalations).where(escalations.c.id == row.id).values(moved))
    silence(session, row.id)
    forget_readers(session, row.subject, row.policy)


def next_due(session: Session) -> datetime | None:
    """When the next ping of all is due, or has been due since; one that could not be said, when it is tried again."""
    soonest = select(func.min(func.coalesce(escalations.c.held_until, escalations.c.next_fire_at))).where(is_running())
    return cast("datetime | None", session.execute(soonest).scalar_one())


def hurry(session: Session, *, policy: str, at: datetime) -> None:
    """What follows this policy of one level looks now, and goes on from here; nobody waits for it to be written."""
    _HURRY.later(session, named=policy, now=at)


_NOW = bindparam("now", type_=Instant())
_HURRY = Prepared(
    update(escalations)
    .where(escalations.c.policy == bindparam("named"), is_running())
    .values(began=_NOW, next_fire_at=_NOW, step=0, held_until=None)
)


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
