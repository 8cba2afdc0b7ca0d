"""Escalations on the database: started, fired, late and ended."""

from datetime import timedelta

from sqlalchemy.orm import Session

from bot.kernel import escalation, outbox
from bot.kernel.escalation import Fired
from bot.kernel.text.markup import mrkdwn
from bot.kernel.views.blocks import Message
from tests.kernel.watching import MINUTE, Watch, asking
from tests.kernel.world import LONG, NOON


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
