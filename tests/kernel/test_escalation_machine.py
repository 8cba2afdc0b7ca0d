"""Escalations against a plain list of pings, through lateness, crashes, restarts and a clock that goes astray."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import ClassVar

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.kernel import escalation, outbox
from bot.kernel.db import Database
from bot.kernel.escalation import Fired, Policy
from bot.kernel.outbox.tables import Urgency, letters, live
from bot.kernel.text.markup import mrkdwn
from bot.kernel.views.blocks import Message
from tests.kernel.world import NOON, emptied
from tests.thoroughness import examples

MINUTE = timedelta(minutes=1)
ENOUGH = 200
"""Passes of a policy without end that a model needs to know."""

POLICIES = {
    "endless": Policy.model_validate(
        {
            "name": "endless",
            "cycles": 0,
            "urgency": "crisis",
            "levels": [
                {"after": "0m", "whom": ["first"], "every": "2m", "times": 2},
                {"after": "5m", "whom": ["second"], "every": "5m", "times": 2},
            ],
        }
    ),
    "twice": Policy.model_validate(
        {"name": "twice", "cycles": 2, "levels": [{"after": "3m", "whom": ["first"], "every": "7m", "times": 3}]}
    ),
    "once": Policy.model_validate(
        {
            "name": "once",
            "urgency": "decision",
            "levels": [{"after": "0m", "whom": ["first"]}, {"after": "0m", "whom": ["second"]}],
        }
    ),
}
SUBJECTS = st.sampled_from(["crisis:1", "post:2"])
NAMES = st.sampled_from(sorted(POLICIES))


@dataclass(frozen=True)
class Ping:
    due: datetime
    loop: int
    level: int
    nth: int


@dataclass
class Model:
    """What one subject's policy has still to say, in order; `ended` once it may not say more. `said`: the keys of the
    letters that it wrote and that still wait. `since`: when the pause before the next one began, where it is one.
    """

    pings: list[Ping]
    loop: int
    ended: bool = False
    since: datetime | None = None
    has_asked: bool = False
    said: set[str] = field(default_factory=set)


class KilledError(BaseException):
    """The process dies here."""


class Escalations(RuleBasedStateMachine):
    database: ClassVar[Database]

    def __init__(self) -> None:
        super().__init__()
        emptied(self.database)
        self.now = NOON
        self.models: dict[tuple[str, str], Model] = {}
        self.keys: set[str] = set()

    @rule(subject=SUBJECTS, name=NAMES, late=st.integers(-5, 5), chosen=st.booleans())
    def start(self, subject: str, name: str, late: int, chosen: bool) -> None:
        at = self.now - late * MINUTE
        known = self.models.get((subject, name))
        loop = known.loop + 1 if known else 1
        since = None if chosen else self.now
        self.models[subject, name] = Model(pings(POLICIES[name], at, loop), loop, since=since)
        with self.database.transaction() as session:
            escalation.start(session, subject=subject, policy=POLICIES[name], at=at, since=since)

    @rule(subject=SUBJECTS)
    def stop(self, subject: str) -> None:
        for (other, _), model in self.models.items():
            if other == subject:
                model.pings, model.ended, model.said = [], True, set()
        with self.database.transaction() as session:
            escalation.stop(session, subject=subject, why="acknowledged")

    @rule(subject=SUBJECTS, name=NAMES, minutes=st.integers(0, 30))
    def snooze(self, subject: str, name: str, minutes: int) -> None:
        until = self.now + minutes * MINUTE
        model = self.models.get((subject, name))
        if model and not model.ended:
            model.said, model.since = set(), None
            if model.pings:
                moved = until - model.pings[0].due
                model.pings = [Ping(p.due + moved, p.loop, p.level, p.nth) for p in model.pings]
            else:
                model.loop += 1
                model.has_asked = False
                policy = POLICIES[name]
                model.pings = pings(policy, until - policy.levels[0].after, model.loop)
        with self.database.transaction() as session:
            escalation.defer(session, subject=subject, policy=name, until=until)

    @rule(minutes=st.sampled_from([0, 1, 2, 5, 19, 60, 300, -1, -3, -40, -300]))
    def time_goes_by(self, minutes: int) -> None:
        self.now += minutes * MINUTE

    @rule()
    def look(self) -> None:
        fired: list[Fired] = []
        self.notice_the_clock()

        def announce(session: Session, each: Fired) -> None:
            outbox.post(session, key=each.key("U"), channel="C0ROOM", message=Message(mrkdwn("answer")), at=self.now)
            fired.append(each)

        with self.database.transaction() as session:
            escalation.fire_due(session, now=self.now, announce=announce)
        assert {(each.subject, each.policy) for each in fired} == set(self.due())
        assert [each.urgency for each in fired] == sorted(each.urgency for each in fired)
        for each in fired:
            self.check(each)

    def notice_the_clock(self) -> None:
        """Whatever began to wait in the future waits anew; a crisis that has asked before asks at once."""
        for (_, name), model in self.models.items():
            if model.pings and model.since and model.since > self.now + MINUTE:
                due = model.pings[0].due
                at_once = POLICIES[name].urgency is Urgency.CRISIS and model.has_asked
                pause = 0 * MINUTE if at_once else max(due - model.since, 0 * MINUTE)
                moved = min(self.now + pause, due) - due
                model.pings = [Ping(p.due + moved, p.loop, p.level, p.nth) for p in model.pings]
                model.since = self.now

    @rule(after=st.integers(0, 3))
    def look_and_die(self, after: int) -> None:
        left = after

        def announce(_: Session, __: Fired) -> None:
            nonlocal left
            left -= 1
            if left < 0:
                raise KilledError

        try:
            with self.database.transaction() as session:
                escalation.fire_due(session, now=self.now, announce=announce)
                raise KilledError
        except KilledError:
            return

    @invariant()
    def the_next_ping_is_known(self) -> None:
        waiting = [model.pings[0].due for model in self.models.values() if model.pings]
        with self.database.transaction() as session:
            assert escalation.next_due(session) == min(waiting, default=None)

    @invariant()
    def what_was_said_waits_until_its_pass_ends(self) -> None:
        with self.database.transaction() as session:
            waiting = session.execute(select(letters.c.key).where(live(letters.c.state))).scalars().all()
        assert set(waiting) == {key for model in self.models.values() for key in model.said}

    def due(self) -> list[tuple[str, str]]:
        return [name for name, model in self.models.items() if model.pings and model.pings[0].due <= self.now]

    def check(self, fired: Fired) -> None:
        """The last ping that is due, once, for everybody whom one before it concerned."""
        model, policy = self.models[fired.subject, fired.policy], POLICIES[fired.policy]
        due = [ping for ping in model.pings if ping.due <= self.now]
        model.pings = model.pings[len(due) :]
        model.loop = model.pings[0].loop if model.pings else due[-1].loop
        model.since, model.has_asked = self.now, True
        assert fired.due == due[0].due
        assert (fired.loop, fired.level, fired.nth) == (due[-1].loop, due[-1].level, due[-1].nth)
        assert set(fired.whom) == {one for ping in due for one in policy.levels[ping.level].whom}
        assert fired.last == (not model.pings)
        assert fired.key("U") not in self.keys
        self.keys.add(fired.key("U"))
        model.said.add(fired.key("U"))


def pings(policy: Policy, at: datetime, loop: int) -> list[Ping]:
    planned = []
    began = at
    for cycle in range(policy.cycles or ENOUGH):
        last = began
        for number, level in enumerate(policy.levels):
            for nth in range(level.times):
                last = began + level.after + nth * (level.every or 0 * MINUTE)
                planned.append(Ping(last, loop + cycle, number, nth))
        began = last + (policy.levels[-1].every or 0 * MINUTE)
    return planned


def test_each_ping_is_said_once_whatever_time_and_the_processes_do(database: Database) -> None:
    machine = type("EscalationsHere", (Escalations,), {"database": database})
    run_state_machine_as_test(
        machine, settings=settings(max_examples=examples(25), stateful_step_count=40, deadline=None)
    )
