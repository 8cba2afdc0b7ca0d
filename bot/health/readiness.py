"""How this process is: whether it can answer, and whether the engines do their work in time, with reasons in words."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.exc import SQLAlchemyError

from bot.governance import Lateness
from bot.health import owed
from bot.health.glance import Glance
from bot.health.owed import Owed
from bot.health.pulse import Pulse
from bot.health.sign_of_life import SignOfLife
from bot.kernel.clock import Clock
from bot.kernel.db import Database
from bot.kernel.durations import spoken

BEAT_STOPPED_S = 30.0
DISCONNECTED_S = 60.0
NO_ANSWER = "The database does not answer."


@dataclass(frozen=True, slots=True)
class Readiness:
    """Ready where there is no reason why not. `next_due`: when the next ping is, or the next letter that waits, as it
    stood `as_of` then.
    """

    why: tuple[str, ...]
    next_due: datetime | None = None
    as_of: datetime | None = None

    @property
    def is_ready(self) -> bool:
        return not self.why


class Health:
    """Looking changes nothing, and asks the database once a second however many look.

    `beat` is silent in a process without a scheduler, `line` in one without a connection to Slack. `troubles`
    are what this process cannot do just now, a sentence each.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        limits: Callable[[], Lateness],
        *,
        sign: SignOfLife,
        troubles: Callable[[], Iterable[str]],
    ) -> None:
        self.database, self.sign = database, sign
        self.beat, self.line = Pulse(), Pulse()
        self._clock, self._limits, self._troubles = clock, limits, troubles
        self.owed = Glance(self._ask)
        """None where the database does not answer."""

    def readiness(self) -> Readiness:
        """Of this process: what the engines owe counts only where it runs them."""
        return self._judged(engines=self.beat.age() is not None)

    def status(self) -> Readiness:
        """Of all that is to be done, whoever does it."""
        return self._judged(engines=True)

    def _judged(self, *, engines: bool) -> Readiness:
        owed = self.owed()
        why = [*self._cannot_answer(owed), *(self._is_owed(owed) if owed and engines else ())]
        return Readiness(tuple(why), owed.next_due, owed.at) if owed else Readiness(tuple(why))

    def _cannot_answer(self, owed: Owed | None) -> Iterator[str]:
        if owed is None:
            yield NO_ANSWER
        elif self.sign.is_missing:
            yield "The database takes no writes."
        if (age := self.line.age()) is not None and age > DISCONNECTED_S:
            yield f"No connection to Slack for {spoken(timedelta(seconds=age))}."

    def _is_owed(self, owed: Owed) -> Iterator[str]:
        yield from self._troubles()
        yield from owed.late(self._limits())
        if (age := self.beat.age()) is not None and age > BEAT_STOPPED_S:
            yield f"The scheduler has not run for {spoken(timedelta(seconds=age))}."
        yield from owed.unanchored

    def _ask(self) -> Owed | None:
        try:
            with self.database.snapshot() as session:
                return owed.ask(session, self._clock.now())
        except SQLAlchemyError:
            return None
