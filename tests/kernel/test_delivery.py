"""What the sender does when Slack fails, forgets, refuses or is gone."""

from datetime import timedelta

import pytest

from bot.kernel import backlog
from bot.kernel.outbox import sender
from bot.kernel.outbox.slack import Answer
from bot.kernel.outbox.tables import Urgency
from tests.kernel.world import LONG, ROOM, SECOND, UNANSWERED, UNREACHED, World, error, ok, slow_down

MINUTE = timedelta(minutes=1)


def test_a_429_waits_exactly_as_long_as_it_says(world: World) -> None:
    world.post("hello")
    world.slack.fail(slow_down(30))
    world.drain(over=29 * SECOND)
    assert world.slack.shown == []
    world.drain(over=SECOND)
    assert world.slack.texts(ROOM) == ["hello"]
    assert world.slack.methods() == ["chat.postMessage"] * 2


def test_that_method_waits_for_a_429_in_every_channel_and_no_other_method_does(world: World) -> None:
    world.show("card", "open")
    world.drain(over=SECOND)
    world.slack.fail(slow_down(30))
    world.post("late")
    world.drain()
    world.post("elsewhere", "C0ELSEWHERE")
    world.show("card", "changed")
    world.drain(over=29 * SECOND)
    assert world.slack.texts("C0ELSEWHERE") == []
    assert world.slack.texts(ROOM) == ["changed"]
    world.drain(over=SECOND)
    assert world.slack.texts("C0ELSEWHERE") == ["elsewhere"]


def test_of_several_429s_the_longest_is_waited_for(world: World) -> None:
    for channel, seconds in (("C0A", 30), ("C0B", 5)):
        world.post(channel, channel)
        world.slack.fail(slow_down(seconds))
    world.sender.deliver_due()
    world.drain(over=29 * SECOND)
    assert world.slack.shown == []
    world.drain(over=SECOND)
    assert len(world.slack.shown) == 2


def test_after_a_429_crises_go_first(world: World) -> None:
    world.post("routine", "C0A")
    world.slack.fail(slow_down(30))
    world.drain()
    world.post("crisis", "C0B", urgency=Urgency.CRISIS)
    world.clock.forward(30 * SECOND)
    world.sender.deliver_due()
    assert {payload["channel"] for _, payload in world.slack.calls[1:]} == {"C0A", "C0B"}
    assert world.slack.calls[1][1]["channel"] == "C0B"


def test_a_429_of_one_worker_is_respected_by_the_others(world: World) -> None:
    world.post("first")
    world.slack.fail(slow_down(30))
    world.drain()
    world.post("second")
    other = world.another_sender()
    world.clock.forward(29 * SECOND)
    assert other.deliver_due() == 0
    world.clock.forward(SECOND)
    assert other.deliver_due() == 1


@pytest.mark.parametrize("lost", [UNANSWERED, UNREACHED, ok(), error("internal_error"), error("never_heard_of")])
def test_what_may_pass_is_tried_again(world: World, lost: Answer) -> None:
    world.post("hello")
    world.slack.fail(lost, times=5)
    world.drain(over=LONG, step=MINUTE)
    assert world.slack.texts(ROOM) == ["hello"]


def test_the_pauses_grow_and_stay_short_for_a_crisis(world: World) -> None:
    world.post("routine", "C0A")
    world.post("crisis", "C0B", urgency=Urgency.CRISIS)
    world.slack.fail(UNREACHED, times=1000)
    world.drain(over=5 * MINUTE, step=5 * SECOND)
    tried = [payload["channel"] for _, payload in world.slack.calls]
    assert tried.count("C0A") < 12
    assert tried.count("C0B") > 28


def test_a_crisis_is_never_given_up_and_the_rest_after_days(world: World) -> None:
    world.post("routine", "C0A")
    world.post("crisis", "C0B", urgency=Urgency.CRISIS)
    world.slack.refusals |= {"C0A": "fatal_error", "C0B": "fatal_error"}
    world.drain(over=timedelta(days=6), step=timedelta(hours=3))
    assert world.states() == {"routine": "dead", "crisis": "waiting"}
    world.slack.refusals.clear()
    world.drain(over=MINUTE)
    assert world.slack.texts("C0B") == ["crisis"]


def test_days_in_which_nobody_could_try_are_no_days_of_trying(world: World) -> None:
    world.post("routine")
    world.slack.fail(UNREACHED)
    world.drain()
    world.slack.refusals |= {"auth.test": "token_revoked", ROOM: "token_revoked"}
    world.drain(over=timedelta(days=4), step=timedelta(hours=12))
    world.slack.refusals.clear()
    world.slack.fail(UNREACHED)
    world.drain(over=10 * MINUTE, step=10 * SECOND)
    assert world.slack.texts(ROOM) == ["routine"]


def test_without_a_token_that_works_the_sender_rests_between_its_looks(world: World) -> None:
    def look_meanwhile() -> None:
        world.sender.deliver_due()

    world.post("hello")
    world.slack.refusals |= {"auth.test": "token_revoked", ROOM: "token_revoked"}
    world.slack.at_the_next_call(look_meanwhile)
    world.sender.deliver_due()
    assert world.sender.trouble == "token_revoked"
    world.clock.forward(MINUTE)
    world.sender.deliver_due()
    assert world.sender.rest() == sender.POLL_S


@pytest.mark.parametrize("revoked", ["invalid_auth", "token_revoked", "account_inactive"])
def test_a_revoked_token_stops_delivery_until_it_works_again(world: World, revoked: str) -> None:
    world.slack.refusals |= {ROOM: revoked, "auth.test": revoked}
    world.post("hello", urgency=Urgency.CRISIS)
    world.drain()
    assert trouble(world) == ("invalid_auth" if revoked == "account_inactive" else revoked)
    world.post("other", "C0OTHER")
    calls = len(world.slack.calls)
    world.drain(over=29 * SECOND)
    assert len(world.slack.calls) == calls
    world.drain(over=SECOND)
    assert world.slack.methods()[calls:] == ["auth.test"]
    world.slack.refusals.clear()
    world.drain(over=31 * SECOND)
    assert trouble(world) is None
    assert sorted(message.text for message in world.slack.shown) == ["hello", "other"]


def trouble(world: World) -> str | None:
    return world.sender.trouble


def test_a_revoked_token_is_noticed_while_looking_for_a_letter_too(world: World) -> None:
    world.slack.swallows = 1
    world.post("hello")
    world.drain()
    world.slack.fail(error("token_revoked"), "conversations.history")
    world.drain(over=5 * SECOND)
    assert world.sender.trouble == "token_revoked"
    world.drain(over=2 * MINUTE)
    assert world.slack.texts(ROOM) == ["hello"]


def test_a_clock_that_is_set_back_holds_nothing_up(world: World) -> None:
    world.post("first")
    world.slack.fail(UNREACHED)
    world.drain()
    world.slack.fail(slow_down(30), "chat.update")
    world.clock.forward(-LONG)
    world.post("second")
    world.drain(over=SECOND)
    assert world.slack.texts(ROOM) == ["first", "second"]


def test_a_letter_that_waits_for_another_in_its_channel_is_not_held_up_by_a_clock_that_is_set_back(
    world: World,
) -> None:
    for key in ("first", "second"):
        world.post(key)
    world.sender.deliver_due()
    world.clock.forward(-LONG)
    with world.database.snapshot() as session:
        assert backlog.ahead(session, world.clock.now()) == 1
    world.drain(over=SECOND)
    assert world.slack.texts(ROOM) == ["first", "second"]
