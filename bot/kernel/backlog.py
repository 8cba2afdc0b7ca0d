"""How much waits in the two engines, since when, and since when it might have gone: one indexed question each, for
whoever watches them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Select, Subquery, and_, case, func, literal, select, union_all
from sqlalchemy.orm import Session

from bot.kernel import escalation
from bot.kernel.clock import SET_BACK
from bot.kernel.escalation import escalations
from bot.kernel.outbox.tables import ANY, RANKS, Urgency, lanes, letters, live


@dataclass(frozen=True, slots=True)
class Backlog:
    """`count` of what is due; `oldest`: since when the first of it has been. `turn`: since when the first might have
    gone. A channel takes one message a second: what waits there behind others, while they go, is not late yet.
    """

    count: int
    oldest: datetime
    turn: datetime


Backlogs = Mapping[Urgency, Backlog]


def late_letters(session: Session, now: datetime) -> Backlogs:
    """Letters that are due and not sent, by urgency; an urgency for which nothing waits is left out."""
    lane = and_(lanes.c.channel == letters.c.channel, lanes.c.method == ANY, lanes.c.held_at <= now + SET_BACK)
    turn = func.coalesce(
        letters.c.first_tried_at, case((lanes.c.free_at > letters.c.due_at, lanes.c.free_at)), letters.c.due_at
    )
    waiting = select(letters.c.urgency, func.count(), func.min(letters.c.due_at), func.min(turn))
    waiting = waiting.join_from(letters, lanes, lane, isouter=True)
    return _read(session, waiting.where(live(letters.c.state), letters.c.due_at <= now).group_by(letters.c.urgency))


def late_escalations(session: Session, now: datetime) -> Backlogs:
    """Escalations whose next ping is due and not said, by urgency."""
    # One range of the index for each rank: those that are due later, which are nearly all, are not walked through.
    return _read(session, select(union_all(*[select(_due(rank, now)) for rank in RANKS]).subquery()))


def ahead(session: Session, now: datetime) -> int:
    """Letters and pings that wait since later than now: the clock was set back, and nobody knows how late they are."""
    far = now + SET_BACK
    letter = select(func.count()).where(live(letters.c.state), letters.c.tried_at > far)
    ping = select(func.count()).where(escalation.is_running(), escalations.c.waits_since > far)
    return cast("int", session.execute(select(letter.scalar_subquery() + ping.scalar_subquery())).scalar_one())


def _due(rank: int, now: datetime) -> Subquery:
    fire_at = escalations.c.next_fire_at
    oldest = func.min(fire_at)
    return (
        select(
            literal(rank).label("urgency"),
            func.count().label("count"),
            oldest.label("oldest"),
            oldest.label("turn"),
        )
        .where(escalation.is_running(), escalations.c.urgency == rank, fire_at <= now)
        .subquery()
    )


def _read(session: Session, query: Select[Any]) -> Backlogs:
    backlogs: dict[Urgency, Backlog] = {}
    for rank, count, oldest, turn in session.execute(query):
        if count:
            urgency = Urgency.of(rank)
            before = backlogs.get(urgency, Backlog(0, oldest, turn))
            backlogs[urgency] = Backlog(before.count + count, min(before.oldest, oldest), min(before.turn, turn))
    return backlogs
