"""How many alerts are due and not sent, for whoever watches."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.alerts.model import alerts
from bot.kernel.backlog import Backlog, Backlogs
from bot.kernel.clock import SET_BACK
from bot.kernel.outbox.tables import Urgency, live


def late_alerts(session: Session, now: datetime) -> Backlogs:
    """All alerts are of a crisis, or about Concord itself when it cannot serve one."""
    waiting = select(func.count(), func.min(alerts.c.due_at)).where(live(alerts.c.state), alerts.c.due_at <= now)
    count, oldest = session.execute(waiting).one()
    return {Urgency.CRISIS: Backlog(count, oldest, oldest)} if count else {}


def alerts_ahead(session: Session, now: datetime) -> int:
    """Those that were planned or tried later than it is now, by a clock that was set back since."""
    waiting = select(func.count()).where(live(alerts.c.state), alerts.c.tried_at > now + SET_BACK)
    return session.execute(waiting).scalar_one()
