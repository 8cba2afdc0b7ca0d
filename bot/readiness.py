"""Whether Concord can do its work now, and if not, why, in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.exc import SQLAlchemyError

from bot import audit
from bot.governance import Lateness
from bot.kernel import escalation, lateness, outbox
from bot.kernel.clock import Clock
from bot.kernel.db import Database
from bot.kernel.durations import spoken
from bot.kernel.lateness import Backlogs
from bot.paging.queue import late_pages
from bot.pulse import Pulse

BEAT_STOPPED_S = 30.0


@dataclass(frozen=True, slots=True)
class Readiness:
    """Ready where there is no reason why not. `next_due`: when the next ping is, or the next letter that waits."""

    why: tuple[str, ...]
    next_due: datetime | None = None

    @property
    def is_ready(self) -> bool:
        return not self.why


def readiness(
    database: Database, clock: Clock, limits: Lateness, pulse: Pulse, trouble: str | None, filing: str | None = None
) -> Readiness:
    """`trouble` is Slack's word for why it takes no letters, `filing` says why checkpoints cannot be written."""
    now = clock.now()
    try:
        with database.transaction() as session:
            dues = escalation.next_due(session), outbox.next_due(session, now)
            letters, pings = lateness.late_letters(session, now), lateness.late_escalations(session, now)
            pages = late_pages(session, now)
            trail = [sentence for _, sentence in audit.unanchored(session, now)]
    except SQLAlchemyError:
        return Readiness(("The database does not answer.",))
    why = []
    if trouble:
        why.append(f"Slack takes no letters: {trouble}.")
    why += _late("letter", "sent", letters, limits, now)
    why += _late("ping", "said", pings, limits, now)
    why += _late("page", "sent", pages, limits, now)
    if (age := pulse.age()) is not None and age > BEAT_STOPPED_S:
        why.append(f"The scheduler has not beaten for {spoken(timedelta(seconds=age))}.")
    why += [*trail, *([filing] if filing else [])]
    return Readiness(tuple(why), min((due for due in dues if due), default=None))


def _late(what: str, done: str, backlogs: Backlogs, limits: Lateness, now: datetime) -> Iterator[str]:
    for urgency, backlog in sorted(backlogs.items()):
        if now - backlog.oldest > limits.limit(urgency):
            since = f"{backlog.oldest:%Y-%m-%d %H:%M:%S} UTC"
            kind = urgency.name.lower()
            yield f"A {kind} {what} has been due since {since} and is not {done} yet ({backlog.count} are due)."
