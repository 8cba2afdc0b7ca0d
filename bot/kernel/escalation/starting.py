"""How a subject begins to follow a policy, and follows none any more."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from itertools import chain
from typing import Any, cast

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Executable,
    Table,
    and_,
    bindparam,
    or_,
    update,
)
from sqlalchemy.orm import Session
from sqlalchemy.sql.dml import ReturningUpdate

from bot.kernel import outbox
from bot.kernel.escalation.policy import Policy
from bot.kernel.escalation.tables import FOR, State, escalations, is_running
from bot.kernel.statements import Insert, Prepared, in_one_trip

Values = Mapping[str, Any]

_BEGINS = "concord.begins"


def start(
    session: Session,
    *,
    subject: str,
    policy: Policy,
    at: datetime,
    since: datetime | None = None,
    rank: int | None = None,
) -> None:
    """Follow `policy` from `at` on; where it already runs for this subject it begins again.

    `since` is now, where `at` lies so far from it because the policy says so; without it `at` is a moment of its own,
    such as one that somebody chose. `rank`: where the policy's urgency does not say all.
    """
    _start(session, [], [_starting(subject, policy, at, since, rank)])


def start_each(session: Session, *, subjects: Sequence[str], policy: Policy, at: datetime, since: datetime) -> None:
    """All of these, in as many trips as one."""
    _start(session, [], [_starting(each, policy, at, since, None) for each in subjects])


def turn(
    session: Session,
    *,
    subject: str,
    why: str,
    to: Sequence[tuple[Policy, datetime]],
    since: datetime | None = None,
    rank: int | None = None,
) -> None:
    """Stop all that nags about `subject`, and follow these policies instead, each from then on."""
    stopping = [(_STOP, {"of": subject, "why": why})]
    _start(session, stopping, [_starting(subject, policy, at, since, rank) for policy, at in to])


def _start(session: Session, stopping: Sequence[tuple[Prepared, Values]], starting: Sequence[Values]) -> None:
    """In one trip."""
    if not starting:
        return
    first = min(each["next_fire_at"] for each in starting)
    session.info[_BEGINS] = min(begins(session) or first, first)
    answers = in_one_trip(session, [*stopping, *((_BEGIN, each) for each in starting)])
    for row in chain.from_iterable(answers[: len(stopping)]):
        silence(session, row.id)
    for each, (begun,) in zip(starting, answers[len(stopping) :], strict=True):
        if begun.interrupted:
            silence(session, begun.id)
            forget_readers(session, each["subject"], each["policy"])


def _starting(subject: str, policy: Policy, at: datetime, since: datetime | None, rank: int | None) -> Values:
    return {
        "subject": subject,
        "policy": policy.name,
        "policy_copy": policy.as_json,
        "urgency": int(policy.urgency) if rank is None else rank,
        "loop": 1,
        "began": at,
        "cycle": 0,
        "step": 0,
        "next_fire_at": at + policy.steps()[0].offset,
        "waits_since": since,
        "state": State.RUNNING,
        "why": None,
        "held_until": None,
        "interrupted": False,
    }


def begins(session: Session) -> datetime | None:
    """When the first of the policies begins to ask that this session has started."""
    return cast("datetime | None", session.info.get(_BEGINS))


def _begin(insert: Callable[[Table], Insert]) -> Executable:
    begun = insert(escalations)
    place = ("began", "cycle", "step", "next_fire_at", "waits_since", "state")
    afresh = ("policy_copy", "urgency", *place, "why", "held_until")
    again = {**{name: begun.excluded[name] for name in afresh}, "loop": escalations.c.loop + 1}
    has_spoken = or_(escalations.c.step > 0, escalations.c.cycle > 0, escalations.c.state == State.EXHAUSTED)
    again["interrupted"] = and_(escalations.c.state != State.STOPPED, has_spoken)
    begun = begun.on_conflict_do_update(index_elements=[escalations.c.subject, escalations.c.policy], set_=again)
    return begun.returning(escalations.c.id, escalations.c.interrupted)


_BEGIN = Prepared(_begin)


def stop(session: Session, *, subject: str, why: str, policy: str | None = None) -> int:
    """End at once what nags about `subject`, unsent letters included; how many escalations that ended."""
    if policy is None:
        return stop_each(session, subjects=[subject], why=why)
    its = or_(escalations.c.policy == policy, _is_for_a_reader(policy))
    rows = list(session.execute(_stopping(subject).where(its), {"why": why}))
    for row in rows:
        silence(session, row.id)
    return len(rows)


def stop_each(session: Session, *, subjects: Sequence[str], why: str) -> int:
    """All that nags about any of them, in as many trips as about one; how many escalations that ended."""
    answers = _STOP.run_each(session, [{"of": each, "why": why} for each in subjects])
    rows = list(chain.from_iterable(answers))
    outbox.withdraw_each(session, paths=[_letters_of(row.id) for row in rows])
    return len(rows)


def _stopping(subject: BindParameter[str] | str) -> ReturningUpdate[Any]:
    ended = update(escalations).where(escalations.c.subject == subject, escalations.c.state != State.STOPPED)
    stopped: dict[str, Any] = {"state": State.STOPPED, "why": bindparam("why"), "next_fire_at": None}
    return ended.values(stopped).returning(escalations.c.id)


_STOP = Prepared(_stopping(bindparam("of")))


def forget_readers(session: Session, subject: str, policy: str) -> None:
    waiting = and_(escalations.c.subject == subject, _is_for_a_reader(policy), is_running())
    why = "its policy began again"
    session.execute(update(escalations).where(waiting).values(state=State.STOPPED, why=why, next_fire_at=None))


def _is_for_a_reader(policy: str) -> ColumnElement[bool]:
    return escalations.c.policy.startswith(f"{policy}{FOR}", autoescape=True)


def silence(session: Session, escalation_id: int) -> None:
    outbox.withdraw(session, path=_letters_of(escalation_id))


def _letters_of(escalation_id: int) -> str:
    return f"escalation:{escalation_id}"
