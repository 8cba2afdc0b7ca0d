"""A clock that jumps back and ahead: once it keeps time again, each policy asks within one of its pauses."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from bot.kernel import backlog, escalation
from bot.kernel.db import Database
from bot.kernel.escalation import Fired, Policy
from tests.kernel.world import NOON, emptied
from tests.thoroughness import examples

MINUTE = timedelta(minutes=1)
CRISIS = Policy.model_validate(
    {
        "name": "crisis",
        "cycles": 0,
        "urgency": "crisis",
        "levels": [{"after": "0m", "whom": ["lead"], "every": "5m", "times": 4}],
    }
)
REMINDER = Policy.model_validate(
    {"name": "reminder", "cycles": 0, "levels": [{"after": "0m", "whom": ["owner"], "every": "1h", "times": 2}]}
)
PAUSES = {"crisis": 5 * MINUTE, "reminder": 60 * MINUTE}
JUMPS = st.lists(st.tuples(st.integers(-3000, 3000), st.integers(0, 3)), max_size=4)
"""By how many minutes the clock jumps, and how many pauses it then keeps time."""
LOOKS = 4
"""In each pause."""


class Watched:
    """A policy that nobody answers, looked at a few times in each of its pauses."""

    def __init__(self, database: Database, policy: Policy) -> None:
        emptied(database)
        self.database, self.now, self.said, self.pause = database, NOON, 0, PAUSES[policy.name]
        with database.transaction() as session:
            escalation.start(session, subject="matter:1", policy=policy, at=NOON, since=NOON)

    def announce(self, _session: Session, _fired: Fired) -> None:
        self.said += 1

    def keep_time(self, pauses: int) -> None:
        for _ in range(pauses * LOOKS):
            self.look()

    def look(self) -> None:
        self.now += self.pause / LOOKS
        self.database.transact(lambda session: escalation.fire_due(session, now=self.now, announce=self.announce))


@pytest.mark.parametrize("policy", [CRISIS, REMINDER], ids=lambda policy: policy.name)
def test_each_policy_asks_within_a_pause_once_the_clock_keeps_time(database: Database, policy: Policy) -> None:
    @settings(max_examples=examples(8), deadline=None)
    @given(jumps=JUMPS)
    def whatever_the_clock_does(jumps: list[tuple[int, int]]) -> None:
        watched = Watched(database, policy)
        watched.keep_time(1)
        for jump, pauses in jumps:
            watched.now += jump * MINUTE
            watched.keep_time(pauses)
        usual = 2 + sum(pauses for _, pauses in jumps)
        assert watched.said <= usual + len(jumps)
        before = watched.said
        watched.look()  # from which on it knows what time it is
        watched.keep_time(1)
        assert watched.said > before
        with database.snapshot() as session:
            assert backlog.ahead(session, watched.now) == 0

    whatever_the_clock_does()
