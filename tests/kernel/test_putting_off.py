"""Escalations that wait: snoozed, put off until people work, said later to one reader."""

from datetime import timedelta

import pytest

from tests.kernel.watching import MINUTE, Watch
from tests.kernel.world import LONG, NOON


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
