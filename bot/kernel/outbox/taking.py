"""What one process takes in hand: looked for among all that may go, or along with the commit that wrote it."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.kernel.clock import Clock
from bot.kernel.db import Database
from bot.kernel.outbox import leasing
from bot.kernel.outbox.hands import Hands
from bot.kernel.outbox.leased import Leased, Record
from bot.kernel.outbox.tables import Urgency
from bot.kernel.outbox.writing import written_rank

Recorded = Callable[[Session], Record | None]


class Taking:
    """`next_free` is when the next channel becomes free, where the last look found nothing."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        hands: Hands,
        lease: timedelta,
        record: Recorded,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self.next_free: datetime | None = None
        self._database, self._clock, self._hands, self._lease = database, clock, hands, lease
        self._record, self._seconds = record, seconds

    def look(self) -> list[Leased]:
        """In a transaction of its own."""
        limit, least = self._hands.free()
        if limit <= 0:
            return []
        seconds = self._seconds()
        given = self._database.transact(lambda session: self._look(session, limit, least))
        self._hands.take(given, seconds)
        return given

    def along(self, session: Session) -> None:
        """What is said of a crisis is leased by the transaction that says it: a look for it, in another transaction
        and by a thread that has to wake up, would take as long again.
        """
        limit, least = self._hands.free(Urgency.CRISIS)
        if limit > 0 and self not in session.info and written_rank(session) <= Urgency.CRISIS.last:
            seconds = self._seconds()
            session.info[self] = self._take(session, limit, least), seconds

    def committed(self, session: Session) -> list[Leased]:
        """What that transaction took along, now in hand."""
        given: list[Leased]
        given, seconds = session.info.get(self, ([], 0.0))
        self._hands.take(given, seconds)
        return given

    def _look(self, session: Session, limit: int, least: Urgency) -> list[Leased]:
        if not leasing.is_anything_left(session):
            return []
        given = self._take(session, limit, least)
        if not given:
            self.next_free = leasing.next_free(session, self._clock.now())
        return given

    def _take(self, session: Session, limit: int, least: Urgency) -> list[Leased]:
        now, besides = self._clock.now(), self._hands.numbers()
        until = now + self._lease
        given = leasing.lease(session, now=now, until=until, limit=limit, least=least, besides=besides)
        if not any(letter.payload.get("on_record") for letter in given):
            return given
        record = self._record(session)
        return [replace(letter, record=record) if letter.payload.get("on_record") else letter for letter in given]
