"""Escalations on the database: started, fired, late, snoozed and ended."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from bot.kernel import escalation, outbox
from bot.kernel.db import Database
from bot.kernel.escalation import Fired, Policy
from bot.kernel.text.markup import mrkdwn, name
from bot.kernel.views.blocks import Message
from tests.kernel.world import LONG, NOON, World

MINUTE = timedelta(minutes=1)


def asking(name: str = "crisis", **change: Any) -> Policy:
    levels = [
        {"after": "0m", "whom": ["lead"], "every": "5m", "times": 2},
        {"after": "10m", "whom": ["leadership"]},
    ]
    return Policy.model_validate({"name": name, "levels": levels, **change})


class Watch:
    """Escalations that announce by letter, and what they announced."""

    def __init__(self, database: Database) -> None:
        self.world = World(database)
        self.fired: list[Fired] = []

    def start(self, subject: str = "crisis:7", policy: Policy | None = None, at: datetime = NOON) -> None:
        with self.world.database.transaction() as session:
            escalation.start(session, subject=subject, policy=policy or asking(), at=at)

    def stop(self, subject: str = "crisis:7", policy: str | None = None) -> int:
        with self.world.database.transaction() as session:
            return escalation.stop(session, subject=subject, why="acknowledged", policy=policy)

    def defer(self, until: datetime, subject: str = "crisis:7", policy: str = "crisis") -> None:
        with self.world.database.transaction() as session:
            escalation.defer(session, subject=subject, policy=policy, until=until)

    def say_later(self, fired: Fired, reader: str, minutes: float) -> None:
        with self.world.database.transaction() as session:
            escalation.say_later(session, fired, reader, at=NOON + minutes * MINUTE)

    def look(self, minutes: float = 0, limit: int = 100, put_off: datetime | None = None) -> list[Fired]:
        """What fires at that many minutes past noon, unless it is put off."""
        before = len(self.fired)
        announce = (lambda *_: put_off) if put_off else self.announce
        with self.world.database.transaction() as session:
            escalation.fire_due(session, now=NOON + minutes * MINUTE, announce=announce, limit=limit)
        return self.fired[before:]

    def announce(self, session: Session, fired: Fired) -> None:
        for person in fired.whom:
            outbox.post(session, key=fired.key(person), channel="C0ROOM", message=Message(name(person)), at=fired.when)
        self.fired.append(fired)

    def next_due(self) -> datetime | None:
        with self.world.database.transaction() as session:
            return escalation.next_due(session)


@pytest.fixture
def watch(database: Database) -> Watch:
    return Watch(database)


def test_nothing_fires_before_it_is_due(watch: Watch) -> None:
    watch.start(at=NOON + MINUTE)
    assert watch.look() == []
    assert watch.next_due() == NOON + MINUTE


def test_a_policy_is_followed_ping_by_ping_and_ends(watch: Watch) -> None:
    watch.start()
    seen = [(minute, f.level, f.nth, f.whom, f.last) for minute in range(60) for f in watch.look(minute)]
    assert seen == [
        (0, 0, 0, ("lead",), False),
        (5, 0, 1, ("lead",), False),
        (10, 1, 0, ("leadership",), True),
    ]
    assert watch.next_due() is None


def test_two_looks_at_one_moment_fire_once(watch: Watch) -> None:
    watch.start()
    assert len(watch.look()) == 1
    assert watch.look() == []


def test_what_is_fired_tells_all_that_an_announcer_needs(watch: Watch) -> None:
    watch.start(policy=asking(urgency="crisis"))
    (fired,) = watch.look(2)
    assert (fired.subject, fired.policy, fired.loop, fired.due, fired.when) == (
        "crisis:7",
        "crisis",
        1,
        NOON,
        NOON + 2 * MINUTE,
    )
    assert fired.urgency is outbox.Urgency.CRISIS
    assert fired.key("U0MARTA") == f"escalation:{fired.escalation_id}:1:0:0:U0MARTA"


def test_a_worker_that_was_down_fires_once_names_everybody_and_says_how_late(watch: Watch) -> None:
    watch.start()
    (fired,) = watch.look(60)
    assert (fired.level, fired.whom, fired.overdue, fired.last) == (1, ("lead", "leadership"), LONG, True)


def test_a_moments_delay_is_not_called_late(watch: Watch) -> None:
    watch.start()
    (fired,) = watch.look(0.5)
    assert fired.overdue == timedelta(0)


def test_the_policy_is_copied_when_it_starts(watch: Watch) -> None:
    watch.start(policy=asking(levels=[{"after": "1m", "whom": ["somebody else"]}]))
    watch.start("crisis:8", policy=asking())
    assert [fired.whom for fired in watch.look(1)] == [("lead",), ("somebody else",)]


def test_stopping_ends_it_at_once_with_the_letters_that_wait(watch: Watch) -> None:
    watch.start()
    watch.start("crisis:8")
    watch.look()
    assert watch.stop() == 1
    watch.world.drain(over=LONG, step=MINUTE)
    assert watch.world.slack.texts("C0ROOM") == ["lead"]
    assert [fired.subject for fired in watch.look(30)] == ["crisis:8"]
    assert watch.stop() == 0


def test_stopping_a_policy_at_its_end_withdraws_its_last_letters(watch: Watch) -> None:
    watch.start()
    watch.look(60)
    assert watch.stop() == 1
    watch.world.drain(over=LONG, step=MINUTE)
    assert watch.world.slack.shown == []


def test_one_policy_of_a_subject_can_be_stopped_alone(watch: Watch) -> None:
    watch.start(policy=asking("nag"))
    watch.start(policy=asking("page"))
    assert watch.stop(policy="nag") == 1
    assert [fired.policy for fired in watch.look()] == ["page"]


def test_starting_again_begins_a_new_loop_from_the_bottom(watch: Watch) -> None:
    watch.start()
    watch.look(10)
    watch.start(at=NOON + LONG)
    assert watch.world.states() == dict.fromkeys(watch.world.states(), "cancelled")
    (fired,) = watch.look(60)
    assert (fired.loop, fired.level, fired.nth) == (2, 0, 0)
    watch.world.clock.forward(LONG)
    watch.world.drain()
    assert watch.world.slack.texts("C0ROOM") == ["lead"]


def test_one_that_was_stopped_can_start_again(watch: Watch) -> None:
    watch.start()
    watch.stop()
    watch.start()
    assert [fired.loop for fired in watch.look()] == [2]


def test_each_pass_of_a_policy_that_goes_on_has_keys_of_its_own(watch: Watch) -> None:
    levels = [{"after": "0m", "whom": ["lead"], "every": "5m", "times": 1}]
    watch.start(policy=asking(cycles=0, levels=levels))
    keys = [fired.key("U0MARTA") for minute in range(0, 30, 5) for fired in watch.look(minute)]
    assert len(keys) == len(set(keys)) == 6


def test_a_policy_whose_last_pass_was_said_late_starts_again_with_keys_of_its_own(watch: Watch) -> None:
    levels = [{"after": "0m", "whom": ["lead"], "every": "5m"}]
    watch.start(policy=asking(cycles=3, levels=levels))
    watch.look(60)
    watch.start(at=NOON + LONG)
    watch.look(60)
    assert [fired.loop for fired in watch.fired] == [3, 4]


def test_a_snooze_moves_the_rest_of_the_policy(watch: Watch) -> None:
    watch.start()
    watch.look()
    watch.defer(NOON + LONG)
    assert watch.look(59) == []
    assert [(fired.level, fired.nth) for fired in watch.look(60)] == [(0, 1)]
    assert watch.look(64) == []
    assert [(fired.level, fired.nth) for fired in watch.look(65)] == [(1, 0)]


def test_a_snooze_silences_the_letters_that_wait(watch: Watch) -> None:
    watch.start()
    watch.look()
    watch.defer(NOON + LONG)
    watch.world.drain()
    assert watch.world.slack.shown == []


def test_a_snooze_after_the_end_begins_again_at_its_time(watch: Watch) -> None:
    watch.start()
    watch.look(10)
    watch.defer(NOON + LONG)
    assert watch.look(59) == []
    assert [(fired.loop, fired.level) for fired in watch.look(60)] == [(2, 0)]


@pytest.mark.parametrize("subject", ["crisis:7", "crisis:99"])
def test_a_snooze_of_what_has_ended_changes_nothing(watch: Watch, subject: str) -> None:
    watch.start()
    watch.stop()
    watch.defer(NOON + LONG, subject)
    assert watch.next_due() is None


def test_the_most_urgent_fires_first_and_then_the_oldest(watch: Watch) -> None:
    watch.start("routine late", asking(), NOON - LONG)
    watch.start("routine", asking(), NOON)
    watch.start("decision", asking(urgency="decision"), NOON)
    watch.start("crisis", asking(urgency="crisis"), NOON)
    order = [fired.subject for _ in range(4) for fired in watch.look(limit=1)]
    assert order == ["crisis", "decision", "routine late", "routine"]


def test_one_step_claims_no_more_than_its_limit(watch: Watch) -> None:
    for number in range(5):
        watch.start(f"crisis:{number}", asking(urgency="crisis" if number % 2 else "routine"))
    assert [len(watch.look(limit=2)) for _ in range(4)] == [2, 2, 1, 0]


def test_one_that_cannot_be_said_does_not_hold_up_the_others_and_is_tried_again(watch: Watch) -> None:
    announced: list[str] = []
    broken = True

    def announce(session: Session, fired: Fired) -> None:
        outbox.post(session, key=fired.subject, channel="C0ROOM", message=Message(mrkdwn("hello")), at=NOON)
        if fired.subject == "crisis:1" and broken:
            raise LookupError(fired.subject)
        announced.append(fired.subject)

    def look(minutes: float) -> list[str]:
        announced.clear()
        with watch.world.database.transaction() as session:
            escalation.fire_due(session, now=NOON + minutes * MINUTE, announce=announce)
        return sorted(set(announced))

    for number in range(3):
        watch.start(f"crisis:{number}")
    assert look(0) == ["crisis:0", "crisis:2"]
    assert sorted(watch.world.states()) == ["crisis:0", "crisis:2"]
    assert look(0.5) == []
    broken = False
    assert look(1) == ["crisis:1"]


def test_an_announcer_may_end_what_it_finds_pointless(watch: Watch) -> None:
    def announce(session: Session, fired: Fired) -> None:
        watch.announce(session, fired)
        escalation.stop(session, subject=fired.subject, why="retired meanwhile")

    watch.start()
    with watch.world.database.transaction() as session:
        escalation.fire_due(session, now=NOON, announce=announce)
    assert watch.look(60) == []
    assert set(watch.world.states().values()) == {"cancelled"}


def test_a_clock_that_is_set_back_doubles_and_loses_nothing(watch: Watch) -> None:
    watch.start()
    seen = [(f.level, f.nth) for minute in (0, 5, -60, 3, 5, 9, 10, 10, 4, 30) for f in watch.look(minute)]
    assert seen == [(0, 0), (0, 1), (1, 0)]


def test_what_is_put_off_is_said_once_to_all_whom_it_should_have_reached_by_then(watch: Watch) -> None:
    opening = NOON + 30 * MINUTE
    watch.start()
    for minutes in (0, 5, 10):
        watch.look(minutes, put_off=opening)
    assert watch.fired == []
    assert watch.next_due() == opening
    [fired] = watch.look(30)
    assert (fired.whom, fired.level, fired.overdue) == (("lead", "leadership"), 1, timedelta(0))
    assert watch.look(60) == []


def test_what_waits_for_one_reader_is_said_to_them_alone_and_ends_with_its_matter(watch: Watch) -> None:
    watch.start()
    [fired] = watch.look()
    watch.say_later(fired, "lead", 3)
    [later] = watch.look(3)
    assert (later.reader, later.policy, later.is_first) == ("lead", fired.policy, False)
    assert watch.look(3) == []
    watch.say_later(fired, "lead", 4)
    assert watch.stop() == 2
    assert watch.look(4) == []


def test_what_waits_for_one_reader_is_not_said_once_its_policy_begins_again_or_is_snoozed(watch: Watch) -> None:
    watch.start()
    [fired] = watch.look()
    watch.say_later(fired, "lead", 3)
    watch.start()
    [again] = watch.look(4)
    assert again.reader == ""
    watch.say_later(again, "lead", 6)
    watch.defer(NOON + 30 * MINUTE)
    assert watch.look(7) == []
