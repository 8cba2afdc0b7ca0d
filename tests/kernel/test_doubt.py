"""Letters of which nobody knows whether Slack has them: looked for before they are sent, by whoever holds them."""

from datetime import timedelta

import pytest

from bot.kernel import outbox
from bot.kernel.outbox.slack import Answer
from bot.kernel.outbox.tables import Urgency
from tests.kernel.world import LONG, ROOM, SECOND, UNANSWERED, World, error, ok, says, slow_down

MINUTE = timedelta(minutes=1)


class Killed(BaseException):
    pass


def die() -> None:
    raise Killed


def test_a_swallowed_answer_is_found_in_the_history_and_nothing_is_said_twice(world: World) -> None:
    world.slack.swallows = 3
    world.post("to a channel")
    world.post("to a person", "U0MARTA")
    world.show("card", "card", "C0CARDS")
    world.drain(over=MINUTE)
    assert sorted(message.text for message in world.slack.shown) == ["card", "to a channel", "to a person"]
    assert set(world.states().values()) == {"sent"}


def test_a_swallowed_answer_in_a_thread_is_found_among_its_replies(world: World) -> None:
    world.show("card", "card")
    world.drain(over=SECOND)
    world.slack.swallows = 1
    world.post("reply", thread="card")
    world.drain(over=MINUTE)
    assert world.slack.texts(ROOM) == ["card", "reply"]
    assert "conversations.replies" in world.slack.methods()


def test_a_card_whose_first_answer_was_swallowed_shows_the_newest_state(world: World) -> None:
    world.slack.swallows = 1
    world.show("card", "open")
    world.drain()
    world.show("card", "acknowledged")
    world.drain(over=MINUTE)
    assert world.slack.texts(ROOM) == ["acknowledged"]


def test_history_is_read_page_by_page_until_it_is_older_than_the_letter(world: World) -> None:
    def page(ts: float, cursor: str) -> Answer:
        return ok(messages=[{"ts": f"{ts}"}], response_metadata={"next_cursor": cursor})

    since = world.clock.now().timestamp()
    world.post("hello")
    world.slack.fail(UNANSWERED)
    world.drain()
    world.slack.faults += [
        ("conversations.history", page(since + 5, "second")),
        ("conversations.history", page(since - LONG.total_seconds(), "third")),
    ]
    world.drain(over=MINUTE)
    asked = [payload.get("cursor") for method, payload in world.slack.calls if method == "conversations.history"]
    assert asked == [None, "second"]
    assert world.slack.texts(ROOM) == ["hello"]


@pytest.mark.parametrize("silent", [UNANSWERED, slow_down(20), error("internal_error")])
def test_nothing_is_sent_while_slack_will_not_say_whether_it_has_it(world: World, silent: Answer) -> None:
    world.slack.swallows = 1
    world.post("hello")
    world.slack.fail(silent, "conversations.history", times=3)
    world.drain(over=LONG, step=MINUTE)
    assert world.slack.texts(ROOM) == ["hello"]
    assert world.slack.methods().count("chat.postMessage") == 1


@pytest.mark.parametrize("refused", ["missing_scope", "channel_not_found", "not_in_channel"])
def test_where_history_is_closed_a_letter_is_sent_rather_than_lost(world: World, refused: str) -> None:
    world.post("hello")
    world.slack.fail(UNANSWERED)
    world.slack.refusals["conversations.history"] = refused
    world.slack.fail(error(refused), "conversations.history")
    world.drain(over=MINUTE)
    assert world.slack.texts(ROOM) == ["hello"]


def test_a_malformed_history_is_no_reason_to_fail(world: World) -> None:
    world.post("hello")
    world.post("direct", "U0MARTA")
    world.slack.fail(UNANSWERED, times=2)
    world.slack.fail(ok(messages=[None, {"metadata": "none"}], response_metadata=None), "conversations.history")
    world.slack.fail(ok(channel="gone"), "conversations.open")
    world.drain(over=MINUTE)
    assert sorted(message.text for message in world.slack.shown) == ["direct", "hello"]


def test_after_a_crash_the_next_sender_looks_before_it_sends(world: World) -> None:
    world.post("not yet sent", "C0A")
    world.slack.at_the_next_call(die)
    with pytest.raises(Killed):
        world.sender.deliver_due()
    world.sender = world.another_sender()
    world.drain()
    assert world.slack.shown == []
    world.drain(over=MINUTE)
    assert world.slack.texts("C0A") == ["not yet sent"]
    assert world.slack.methods() == ["conversations.history", "chat.postMessage"]


def test_a_worker_that_slept_through_its_lease_does_not_send_what_another_has_taken(world: World) -> None:
    other = world.another_sender()

    def oversleep() -> None:
        world.clock.forward(MINUTE)
        other.drain()

    world.post("hello")
    world.slack.fail(UNANSWERED)
    world.drain(over=SECOND)
    world.slack.at_the_next_call(oversleep)
    world.clock.forward(SECOND)
    world.sender.deliver_due()
    others = ["conversations.history", "chat.postMessage"]
    assert world.slack.methods() == ["chat.postMessage", *others, "conversations.history"]
    assert world.slack.texts(ROOM) == ["hello"]


def test_a_look_that_takes_longer_than_a_lease_keeps_the_letter_and_sends_it(world: World) -> None:
    world.post("crisis", "U0ANNA", urgency=Urgency.CRISIS)
    world.slack.fail(UNANSWERED)
    world.drain()
    world.slack.on_call = lambda: world.clock.forward(20 * SECOND)
    world.clock.forward(MINUTE)
    world.sender.deliver_due()
    world.slack.on_call = lambda: None
    assert world.slack.methods()[1:] == ["conversations.open", "conversations.history", "chat.postMessage"]
    assert world.slack.texts("D0ANNA") == ["crisis"]


def test_a_ping_in_the_hands_of_a_worker_that_died_is_not_said_once_its_matter_has_ended(world: World) -> None:
    world.show("crisis:1:ping:U0ANNA", "needs you", "U0ANNA", Urgency.CRISIS)
    world.slack.at_the_next_call(die)
    with pytest.raises(Killed):
        world.another_sender().deliver_due()
    with world.database.transaction() as session:
        outbox.settle(session, path="crisis:1:ping", message=says("answered"), at=world.clock.now())
    world.drain(over=MINUTE)
    texts = [payload["text"] for method, payload in world.slack.calls if method.startswith("chat.")]
    assert set(texts) == {"answered"}


def test_an_answer_that_comes_after_the_lease_went_to_another_changes_nothing(world: World) -> None:
    other = world.another_sender()

    def meanwhile() -> None:
        world.clock.forward(MINUTE)
        other.drain()
        world.slack.fail(error("channel_not_found"))

    world.post("hello")
    world.slack.at_the_next_call(meanwhile)
    world.sender.deliver_due()
    world.drain(over=MINUTE)
    assert [message.channel for message in world.slack.shown] == [ROOM]
    assert world.states() == {"hello": "sent"}


def test_a_whisper_without_an_answer_is_whispered_again(world: World) -> None:
    world.slack.swallows = 1
    world.whisper("psst", "U0MARTA")
    world.drain(over=MINUTE)
    assert len(world.slack.whispers) == 2


def test_a_letter_is_looked_for_where_it_went_even_if_its_thread_came_later(world: World) -> None:
    world.slack.swallows = 1
    world.post("reply", thread="card")
    world.drain()
    world.show("card", "card")
    world.drain(over=MINUTE)
    assert sorted(world.slack.texts(ROOM)) == ["card", "reply"]


def test_a_letter_is_looked_for_in_the_thread_it_went_to_even_if_the_card_is_posted_anew(world: World) -> None:
    world.show("card", "card")
    world.drain(over=SECOND)
    world.slack.swallows = 1
    world.post("reply", thread="card")
    world.drain()
    world.slack.delete("card")
    world.show("card", "card again")
    world.drain(over=MINUTE)
    assert world.slack.texts(ROOM) == ["reply", "card again"]
