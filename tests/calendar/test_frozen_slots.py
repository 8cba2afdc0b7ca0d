"""Slots on a frozen account: nothing is asked for, and nobody missed what could not go out."""

from datetime import timedelta

import pytest

from tests.calendar.steps import A_DAY, GRACE, REMINDERS, occurrences, plan, statuses
from tests.freezes.steps import freeze_all, thaw_all
from tests.posts.steps import AN_HOUR, register_account
from tests.world import Helvia

pytestmark = pytest.mark.any_database


def daily(helvia: Helvia) -> None:
    """Each day at 09:00 from tomorrow on, 23 hours from now."""
    account = register_account(helvia)
    plan(helvia, account, repeats="every day")


def test_what_falls_into_a_freeze_is_passed_over_and_what_comes_after_it_is_missed_again(helvia: Helvia) -> None:
    daily(helvia)
    freeze_all(helvia)
    helvia.wait(2 * A_DAY)
    assert statuses(helvia) == ["skipped", "skipped", "planned"]
    [first, *_] = occurrences(helvia)
    assert (first.reason, first.settled_by_name) == ("Freeze 1 froze the account.", "Concord")
    assert helvia.texts(REMINDERS) == []
    assert thaw_all(helvia).ok
    helvia.wait(A_DAY)
    assert statuses(helvia) == ["skipped", "skipped", "missed", "planned"]
    assert len(helvia.texts(REMINDERS)) == 1


@pytest.mark.parametrize(
    ("frozen_after", "for_", "status"),
    [
        (timedelta(hours=22), timedelta(minutes=70), "skipped"),
        (timedelta(hours=23, minutes=10), timedelta(minutes=5), "skipped"),
        (timedelta(hours=21), AN_HOUR, "missed"),
    ],
    ids=[
        "thawed before anybody would be told",
        "frozen after its time, before its grace ends",
        "thawed before its time",
    ],
)
def test_whoever_was_held_by_a_freeze_for_some_of_the_time_missed_nothing(
    helvia: Helvia, frozen_after: timedelta, for_: timedelta, status: str
) -> None:
    daily(helvia)
    helvia.wait(frozen_after)
    freeze_all(helvia)
    helvia.wait(for_)
    assert thaw_all(helvia).ok
    helvia.wait(timedelta(hours=23) + GRACE - frozen_after - for_)
    assert statuses(helvia)[0] == status


def test_nobody_is_reminded_of_what_was_missed_before_while_nothing_may_go_out(helvia: Helvia) -> None:
    daily(helvia)
    helvia.wait(A_DAY)
    assert len(helvia.texts(REMINDERS)) == 1
    freeze_all(helvia)
    helvia.wait(A_DAY)
    assert len(helvia.texts(REMINDERS)) == 1


def test_of_days_that_nobody_could_tell_of_those_that_were_frozen_are_passed_over(helvia: Helvia) -> None:
    daily(helvia)
    helvia.wait(20 * AN_HOUR)
    freeze_all(helvia)
    helvia.leap(2 * A_DAY)
    assert thaw_all(helvia).ok
    helvia.leap(2 * A_DAY)
    assert statuses(helvia) == ["skipped", "skipped", "missed", "missed", "planned"]
