"""The pager: sends what Slack did not take in time by other ways, in a loop of its own that never asks Slack."""

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session
from structlog.typing import FilteringBoundLogger

from bot.alerts import leasing, service
from bot.alerts.alert import Alert
from bot.alerts.links import Links
from bot.alerts.ways import Way
from bot.kernel.clock import Clock
from bot.kernel.db import Database
from bot.kernel.schedule import attempt

Tell = Callable[[Session, str, Sequence[Alert], datetime], None]
"""Told once alerts were sent, in a transaction: the card that tells of them, and those that are new on it."""
Count = Callable[[str], None]
"""Counts an attempt by what came of it."""

POLL_S = 1.0
PATIENCE_S = 20.0
"""So long the next look waits for the services of this one; what takes longer goes on beside it."""
MOST_AT_WORK = 32

log = structlog.get_logger(__name__)


class Pager:
    """Any number of processes may have one. `ways` are the governance file's, by address; `named` puts names in the
    place of the ids of people who were unknown when an alert was planned.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        ways: Callable[[], Mapping[str, Way]],
        links: Links | None,
        tell: Tell,
        count: Count,
        named: Callable[[str], str] = str,
    ) -> None:
        self._database, self._clock = database, clock
        self._ways, self._links = ways, links
        self._tell, self._count, self._named = tell, count, named
        self._at_work: list[threading.Thread] = []

    def run(self, stop: threading.Event) -> None:
        while not stop.is_set():
            attempt("pager", self.alert_due)
            stop.wait(POLL_S)

    def alert_due(self) -> int:
        """Send what is due now, and tell of what was sent; how many alerts were taken in hand."""
        self._at_work = [thread for thread in self._at_work if thread.is_alive()]
        free = MOST_AT_WORK - len(self._at_work)
        given = self._database.transact(lambda session: leasing.lease(session, self._clock.now(), free))
        mine = [
            threading.Thread(target=self._send, args=[alert], name=f"alert-{alert.id}", daemon=True) for alert in given
        ]
        self._at_work += mine
        for thread in mine:
            thread.start()
        until = time.monotonic() + PATIENCE_S
        for thread in mine:
            thread.join(max(until - time.monotonic(), 0))
        self._database.transact(self._tell_of_sent)
        return len(given)

    def _send(self, alert: Alert) -> None:
        fields = {"page": alert.id, "subject": alert.subject, "whose": alert.whose, "service": alert.service}
        try:
            self._hand_over(alert, log.bind(**fields))
        except SQLAlchemyError:
            log.exception("page_not_recorded", **fields)

    def _hand_over(self, alert: Alert, logger: FilteringBoundLogger) -> None:
        way = self._ways().get(alert.address)
        taken = way is not None and way.send(alert.title, self._body(alert))
        self._count("sent" if taken else "refused" if way else "no address")
        if taken:
            self._database.transact(lambda session: leasing.sent(session, alert, self._clock.now()))
            logger.info("page_sent")
        elif way is None:
            self._database.transact(lambda session: leasing.drop(session, alert))
            logger.error("page_without_an_address", why="it is not in the governance file any more")
        elif self._database.transact(lambda session: leasing.refused(session, alert, self._clock.now())):
            logger.error("page_given_up")
        else:
            logger.warning("page_refused")

    def _body(self, alert: Alert) -> str:
        if self._links is None or not alert.people:
            return self._named(f"{alert.body}\n\n{alert.otherwise}".strip())
        return f"{self._named(alert.body)}\n\nAnswer here: {self._links.make(alert.id, self._clock.now())}"

    def _tell_of_sent(self, session: Session) -> None:
        for subject, sent in service.untold(session).items():
            self._tell(session, service.tell_in(session, subject, sent), sent, self._clock.now())
