"""How many pages are due and not sent, for whoever watches."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.kernel.lateness import Backlog, Backlogs
from bot.kernel.letters import Urgency, live
from bot.paging.model import pages


def late_pages(session: Session, now: datetime) -> Backlogs:
    """All pages are of a crisis, or about Concord itself when it cannot serve one."""
    waiting = select(func.count(), func.min(pages.c.due_at)).where(live(pages.c.state), pages.c.due_at <= now)
    count, oldest = session.execute(waiting).one()
    return {Urgency.CRISIS: Backlog(count, oldest, oldest)} if count else {}
