"""Generations of workers that are born to be killed."""

import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from tests.reliability.nursery import Nursery

POINTS = [f"{step}.{when}" for step in ("lease", "call", "record", "beat") for when in ("before", "after")]
"""Before and after the commit of a lease, the call to Slack, the commit of its record, the commit of what was due."""
AT_RANDOM = "at random"
LATEST_MOMENT_S = 0.12
"""Of a death at random, after birth."""
PATIENCE_S = 0.6
"""Whoever has not come to its point by then is killed where it is; on a slow machine later, until two in three come to
theirs.
"""
LATE, IN_TIME = 1.5, 0.8
"""By how much it changes with each."""


@dataclass
class Doomed:
    point: str
    until: float
    """By `time.monotonic`: to be killed then."""


class Deaths:
    def __init__(self, home: Nursery, workers: int, chance: Random) -> None:
        self._home, self._workers, self._chance = home, workers, chance
        self._deck: list[str] = []
        self._patience_s = PATIENCE_S
        self.at: Counter[str] = Counter()
        """How many died where."""

    @property
    def count(self) -> int:
        return self.at.total()

    def happen(self) -> Iterator[None]:
        """One generation lives and dies; whoever walks through this may write something after each death."""
        living = dict(self._bear() for _ in range(self._workers))
        while living:
            soonest = min(each.until for each in living.values())
            dead = self._home.wait(max(soonest - time.monotonic(), 0))
            if dead is not None:
                point = living.pop(dead).point
                self.at[point] += 1
                if point != AT_RANDOM:
                    self._patience_s = max(self._patience_s * IN_TIME, PATIENCE_S)
                yield
            else:
                self._kill_those_who_live_too_long(living)

    def _bear(self) -> tuple[int, Doomed]:
        if not self._deck:
            self._deck = [*POINTS, *[AT_RANDOM] * 3]
            self._chance.shuffle(self._deck)
        point = self._deck.pop()
        if point == AT_RANDOM:
            moment = self._chance.uniform(0, LATEST_MOMENT_S)
            return self._home.bear(), Doomed(AT_RANDOM, time.monotonic() + moment)
        nth = self._chance.randint(1, 3) if point.startswith(("call", "record")) else 1
        return self._home.bear(point, nth), Doomed(point, time.monotonic() + self._patience_s)

    def _kill_those_who_live_too_long(self, living: dict[int, Doomed]) -> None:
        now = time.monotonic()
        for pid, doomed in living.items():
            if doomed.until <= now:
                self._home.kill(pid)
                if doomed.point != AT_RANDOM:
                    self._patience_s *= LATE
                doomed.point, doomed.until = AT_RANDOM, now + self._patience_s
