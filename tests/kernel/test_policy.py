"""Policies as arithmetic: which ping is due, for whom, and which follows."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.kernel.escalation.policy import Ping, Policy, Position, advance
from bot.kernel.outbox.tables import Urgency
from tests.kernel.world import NOON

MINUTE = timedelta(minutes=1)

POLICY = Policy.model_validate(
    {
        "name": "crisis",
        "cycles": 0,
        "urgency": "crisis",
        "levels": [
            {"after": "0m", "whom": ["lead"], "every": "2m", "times": 3},
            {"after": "10m", "whom": ["lead", "leadership"], "every": "5m", "times": 2},
        ],
    }
)


def look(minutes: float, *, step: int = 0, policy: Policy = POLICY) -> Ping:
    return advance(policy, Position(NOON, 0, step), NOON + minutes * MINUTE)


def test_a_policy_survives_being_copied() -> None:
    assert Policy.model_validate(POLICY.model_dump(mode="json")) == POLICY
    assert POLICY.urgency is Urgency.CRISIS


def test_the_pings_of_a_pass_in_order() -> None:
    steps = [(step.offset / MINUTE, step.level, step.nth) for step in POLICY.steps()]
    assert steps == [(0, 0, 0), (2, 0, 1), (4, 0, 2), (10, 1, 0), (15, 1, 1)]
    assert POLICY.length() == 20 * MINUTE


def test_a_level_takes_over_from_the_repeats_of_the_one_before() -> None:
    policy = Policy.model_validate(
        {
            "name": "short",
            "levels": [
                {"after": "0m", "whom": ["a"], "every": "2m", "times": 9},
                {"after": "4m", "whom": ["b"]},
                {"after": "4m", "whom": ["c"]},
            ],
        }
    )
    steps = [(step.offset / MINUTE, step.level, step.nth) for step in policy.steps()]
    assert steps == [(0, 0, 0), (2, 0, 1), (4, 1, 0), (4, 2, 0)]
    assert look(4, step=2, policy=policy).whom == ("b", "c")


def test_on_time_each_ping_is_said_by_itself() -> None:
    ping = look(2, step=1)
    assert (ping.level, ping.nth, ping.whom) == (0, 1, ("lead",))
    assert ping.following is not None
    assert ping.following.due == NOON + 4 * MINUTE


def test_skipped_repeats_are_not_replayed() -> None:
    ping = look(9)
    assert (ping.level, ping.nth, ping.whom) == (0, 2, ("lead",))


def test_the_people_of_a_skipped_level_are_told_with_those_of_the_one_that_is_due() -> None:
    ping = look(12)
    assert (ping.level, ping.nth, ping.whom) == (1, 0, ("lead", "leadership"))


def test_a_pass_that_was_slept_through_goes_on_in_the_right_one() -> None:
    ping = look(20 * 1_000_000 + 2.5)
    assert (ping.cycle, ping.level, ping.nth, ping.whom) == (1_000_000, 0, 1, ("lead", "leadership"))


def test_the_end_of_one_pass_and_the_beginning_of_the_next() -> None:
    ping = look(15, step=4)
    assert ping.following is not None
    assert (ping.following.cycle, ping.following.step) == (1, 0)
    assert ping.following.due == NOON + 20 * MINUTE
    assert look(21, step=4).whom == ("lead", "leadership")


def test_a_policy_of_three_passes_ends_after_the_third() -> None:
    policy = POLICY.model_copy(update={"cycles": 3})
    ping = look(10_000, policy=policy)
    assert (ping.cycle, ping.level, ping.nth, ping.following) == (2, 1, 1, None)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"levels": []}, "at least 1 item"),
        ({"levels": [{"after": "0m", "whom": []}]}, "at least 1 item"),
        ({"levels": [{"after": "0m", "whom": ["a"], "times": 2}]}, "needs “every”"),
        ({"levels": [{"after": "5m", "whom": ["a"]}, {"after": "1m", "whom": ["b"]}]}, "counts from the start"),
        ({"cycles": 2, "levels": [{"after": "5m", "whom": ["a"]}]}, "the last level needs “every”"),
        ({"levels": [{"after": "0m", "whom": ["a"], "every": "0m"}]}, "cannot be zero"),
        ({"levels": [{"after": "-PT5M", "whom": ["a"]}]}, "cannot be negative"),
        ({"urgency": "meh"}, "urgency"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_a_policy_that_cannot_be_followed_is_refused(change: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        Policy.model_validate({"name": "wrong", "levels": [{"after": "0m", "whom": ["a"]}], **change})


MINUTES = st.integers(0, 30).map(lambda count: count * MINUTE)


@st.composite
def policies(draw: st.DrawFn) -> Policy:
    starts = sorted(draw(st.lists(MINUTES, min_size=1, max_size=4)))
    cycles = draw(st.integers(0, 3))
    levels = []
    for number, after in enumerate(starts):
        times = draw(st.integers(1, 4))
        every = draw(st.integers(1, 20)) * MINUTE
        levels.append({"after": after, "whom": [f"level {number}"], "every": every, "times": times})
    return Policy.model_validate({"name": "any", "levels": levels, "cycles": cycles})


@given(policies(), st.lists(st.integers(0, 400), min_size=1, max_size=30))
def test_however_late_the_looks_each_level_that_was_due_is_named_and_no_ping_is_said_twice(
    policy: Policy, looks: list[int]
) -> None:
    """Against the plain list of all pings that a perfect clock would have said."""
    most = policy.cycles or 500
    perfect = [
        (NOON + cycle * policy.length() + step.offset, cycle, step.level, step.nth)
        for cycle in range(most)
        for step in policy.steps()
    ]
    position: Position | None = Position(NOON, 0, 0)
    due = perfect[0][0]
    done = 0
    for minutes in sorted(looks):
        now = NOON + minutes * MINUTE
        expected = [ping for ping in perfect[done:] if ping[0] <= now]
        if position is None or due > now:
            assert not expected
            continue
        latest = advance(policy, position, now)
        done += len(expected)
        assert (latest.cycle, latest.level, latest.nth) == expected[-1][1:]
        assert set(latest.whom) == {f"level {ping[2]}" for ping in expected}
        position = latest.following
        if latest.following:
            due = latest.following.due
            assert due == perfect[done][0]
        else:
            assert done == len(perfect)
