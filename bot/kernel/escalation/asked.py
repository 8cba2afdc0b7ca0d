"""What policies have asked by now."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, String, cast, or_, select
from sqlalchemy.orm import Session

from bot.kernel.escalation.policy import Fired, Policy
from bot.kernel.escalation.tables import FOR, State, escalations
from bot.kernel.subject import Subject


def words_by_now(session: Session, subjects: Collection[str], policy: str) -> dict[str, tuple[str, ...]]:
    """By subject that still follows the policy: whom it has asked by now, or asks first, in the policy's words."""
    columns = escalations.c
    these = (columns.subject.in_(subjects), columns.policy == policy, columns.state != State.STOPPED)
    place = (columns.subject, columns.policy_copy, columns.state, columns.cycle, columns.step)
    rows = session.execute(select(*place).where(*these))
    return {
        subject: _words(Policy.model_validate(copy), step, is_through=_is_through(state, cycle))
        for subject, copy, state, cycle, step in rows
    }


def _is_through(state: str, cycle: int) -> bool:
    """Whether all its levels have asked."""
    return state == State.EXHAUSTED or cycle > 0


def _words(followed: Policy, step: int, *, is_through: bool) -> tuple[str, ...]:
    """Before that step, the first included, or in a whole pass."""
    if is_through:
        return followed.words
    levels = dict.fromkeys(each.level for each in followed.steps()[: max(step, 1)])
    return tuple(dict.fromkeys(word for level in levels for word in followed.levels[level].whom))


@dataclass(frozen=True, slots=True)
class Asking:
    """A level that has asked about a subject that still waits; `level` counts from 0, `words` are those of all that its
    policy has asked by now.
    """

    subject: Subject
    policy: Policy
    level: int
    words: Sequence[str]
    rank: int

    @property
    def whom(self) -> Sequence[str]:
        return self.policy.levels[self.level].whom

    def as_fired(self, at: datetime) -> Fired:
        """As what that level says, to be shown once more at that moment."""
        return Fired(
            escalation_id=0,
            subject=self.subject,
            policy=self.policy.name,
            loop=0,
            level=self.level,
            nth=0,
            whom=tuple(self.whom),
            due=at,
            when=at,
            last=self.policy.cycles == 1 and len(self.policy.steps()) == 1,
            rank=self.rank,
        )


def asking(session: Session, word: str) -> list[Asking]:
    """Of each policy that has asked with this word by now, and was not stopped, the last level that did."""
    columns = escalations.c
    has_spoken = or_(columns.step > 0, columns.cycle > 0, columns.state == State.EXHAUSTED)
    has_word = cast(columns.policy_copy, String).contains(json.dumps(word), autoescape=True)
    these = (columns.state != State.STOPPED, columns.policy.not_like(f"%{FOR}%"), has_spoken, has_word)
    rows = session.execute(select(escalations).where(*these).order_by(columns.id)).all()
    return list(filter(None, (_asking(row, word) for row in rows)))


def asked_about(session: Session, subject: str) -> list[Asking]:
    """The same of each policy that has asked about that, with whatever word."""
    columns = escalations.c
    these = (columns.subject == subject, columns.state != State.STOPPED, columns.policy.not_like(f"%{FOR}%"))
    rows = session.execute(select(escalations).where(*these).order_by(columns.id)).all()
    return list(filter(None, map(_asking, rows)))


def _asking(row: Row[Any], word: str = "") -> Asking | None:
    policy = Policy.model_validate(row.policy_copy)
    steps = policy.steps() if _is_through(row.state, row.cycle) else policy.steps()[: row.step]
    levels = [each.level for each in steps if not word or word in policy.levels[each.level].whom]
    if not levels:
        return None
    words = _words(policy, row.step, is_through=_is_through(row.state, row.cycle))
    return Asking(Subject.read(row.subject), policy.called(row.policy), levels[-1], words, row.urgency)
