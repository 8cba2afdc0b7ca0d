"""Which alerts leave now, who sends them, and what came of it; each step is a transaction of its own."""

from collections.abc import Collection
from datetime import datetime, timedelta
from random import SystemRandom
from typing import Any

from sqlalchemy import and_, or_, select, update
from sqlalchemy.orm import Session

from bot.alerts.alert import COLUMNS, Alert, read
from bot.alerts.model import State, alerts
from bot.kernel.clock import SET_BACK
from bot.kernel.outbox.tables import cards, letters, live

LEASE = timedelta(minutes=1)
FIRST_PAUSE_S = 2.0
LONGEST_PAUSE_S = 60.0
GIVE_UP_AFTER = timedelta(days=1)
FEWEST_TRIES = 30
"""Before an alert is given up, however old: it may be the clock that is wrong."""

_uniform = SystemRandom().uniform


def lease(session: Session, now: datetime, limit: int) -> list[Alert]:
    """Take up to `limit` alerts that are due; those whose card Slack has taken meanwhile are needless."""
    set_back = alerts.c.tried_at > now + SET_BACK
    due = and_(alerts.c.state == State.WAITING, or_(alerts.c.not_before <= now, set_back))
    lapsed = and_(alerts.c.state == State.LEASED, or_(alerts.c.lease_until <= now, set_back))
    query = (
        select(alerts.c.id, alerts.c.instead_of)
        .where(live(alerts.c.state), or_(due, lapsed))
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    rows = session.execute(query.order_by(alerts.c.urgency, alerts.c.due_at, alerts.c.id)).all()
    arrived = _arrived(session, {row.instead_of for row in rows if row.instead_of})
    _set(session, [row.id for row in rows if row.instead_of in arrived], state=State.NEEDLESS)
    taken = [row.id for row in rows if row.instead_of not in arrived]
    _set(session, taken, state=State.LEASED, lease_until=now + LEASE, tried_at=now, attempts=alerts.c.attempts + 1)
    return read(session, COLUMNS.where(alerts.c.id.in_(taken)).order_by(alerts.c.id))


def sent(session: Session, alert: Alert, now: datetime) -> None:
    """One that was withdrawn while it was on its way was sent all the same."""
    states = [State.LEASED, State.WITHDRAWN]
    session.execute(_ours(alert).where(alerts.c.state.in_(states)).values(state=State.SENT, sent_at=now))


def refused(session: Session, alert: Alert, now: datetime) -> bool:
    """To be tried again later, or given up after a day; whether it was given up."""
    over = now - alert.due_at > GIVE_UP_AFTER and alert.attempts >= FEWEST_TRIES
    longest = min(LONGEST_PAUSE_S, FIRST_PAUSE_S * 2 ** min(alert.attempts, 16))
    pause = timedelta(seconds=_uniform(FIRST_PAUSE_S / 2, longest))
    state = State.DEAD if over else State.WAITING
    back = _ours(alert).where(alerts.c.state == State.LEASED).values(state=state, not_before=now + pause)
    session.execute(back)
    return over


def drop(session: Session, alert: Alert) -> None:
    """Its address is not in the governance file any more."""
    session.execute(_ours(alert).values(state=State.DEAD))


def _ours(alert: Alert) -> Any:
    return update(alerts).where(alerts.c.id == alert.id, alerts.c.attempts == alert.attempts)


def _arrived(session: Session, keys: Collection[str]) -> set[str]:
    """Cards that are where they were meant to be, as they are meant to be now; the fallback channel is not."""
    on_its_way = select(letters.c.number).where(letters.c.card == cards.c.key, live(letters.c.state)).exists()
    stands = and_(cards.c.ts.is_not(None), cards.c.meant_for.is_(None), ~on_its_way)
    return set(session.execute(select(cards.c.key).where(cards.c.key.in_(keys), stands)).scalars())


def _set(session: Session, ids: Collection[int], **values: Any) -> None:
    session.execute(update(alerts).where(alerts.c.id.in_(ids)).values(values))
