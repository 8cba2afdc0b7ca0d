"""What the engines owe: how much is due, since when, and which of it is late."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from bot import audit
from bot.alerts.queue import alerts_ahead, late_alerts
from bot.governance import Lateness
from bot.kernel import backlog, escalation, outbox
from bot.kernel.backlog import Backlogs
from bot.kernel.numbers import number_of


@dataclass(frozen=True, slots=True)
class Owed:
    """`due`: letters, escalations and alerts that are due now. `next_due`: when the next ping is, or the next letter
    that waits. `at`: when that was so.
    """

    at: datetime
    due: Mapping[str, Backlogs]
    next_due: datetime | None
    ahead: int
    """How much waits since later than now."""
    unanchored: Sequence[str]
    """What the trail has not put outside the database in time, a sentence each."""

    def late(self, limits: Lateness) -> Iterator[str]:
        """A sentence for each urgency of which something is later than it may be, and for a clock that was set back."""
        for what, one in WORDS.items():
            for urgency, waiting in sorted(self.due[what].items()):
                if self.at - waiting.turn > limits.limit(urgency):
                    since = f"{waiting.turn:%Y-%m-%d %H:%M:%S} UTC"
                    subject, count = f"A {urgency.name.lower()} {one}", f"({waiting.count:,} in all)"
                    yield f"{subject} has been due since {since} {count}."
        if self.ahead:
            yield f"The clock was set back: nobody knows how late {number_of(self.ahead, 'message')} may be."


WORDS = {"letters": "letter", "escalations": "ping", "pages": "alert"}


def ask(session: Session, now: datetime) -> Owed:
    """Some questions that need no more than what is due."""
    due = {
        "letters": backlog.late_letters(session, now),
        "escalations": backlog.late_escalations(session, now),
        "pages": late_alerts(session, now),
    }
    ahead = backlog.ahead(session, now) + alerts_ahead(session, now)
    dues = escalation.next_due(session), outbox.next_due(session, now)
    unanchored = [sentence for _, sentence in audit.unanchored(session, now)]
    return Owed(now, due, min((each for each in dues if each), default=None), ahead, unanchored)
