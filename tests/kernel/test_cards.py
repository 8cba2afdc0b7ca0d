"""Cards: messages that stay and change in place, and what hangs under them."""

from datetime import timedelta

import pytest

from bot.kernel.outbox.tables import Urgency
from tests.kernel.world import LONG, ROOM, SECOND, UNANSWERED, World


def test_a_card_is_posted_once_and_then_changes_in_place(world: World) -> None:
    for text in ("open", "acknowledged", "resolved"):
        world.show("crisis:7", text)
        world.drain(over=SECOND)
    assert world.slack.texts(ROOM) == ["resolved"]
    assert world.slack.methods() == ["chat.postMessage", "chat.update", "chat.update"]


def test_a_card_for_a_person_is_updated_in_their_direct_message(world: World) -> None:
    world.show("desk:1", "one", "U0MARTA")
    world.drain(over=SECOND)
    world.show("desk:1", "two", "U0MARTA")
    world.drain()
    assert world.slack.texts("D0MARTA") == ["two"]


def test_several_waiting_updates_of_a_card_become_one_that_keeps_its_place(world: World) -> None:
    world.show("crisis:7", "open")
    world.drain(over=SECOND)
    world.show("crisis:7", "one person on it")
    world.post("between")
    for count in range(2, 30):
        world.show("crisis:7", f"{count} people on it")
    world.drain(over=SECOND)
    assert world.slack.methods() == ["chat.postMessage", "chat.update", "chat.postMessage"]
    assert world.slack.texts(ROOM) == ["29 people on it", "between"]


def test_what_a_card_shows_while_it_is_being_sent_comes_after(world: World) -> None:
    def meanwhile() -> None:
        world.show("crisis:7", "acknowledged")

    world.show("crisis:7", "open")
    world.slack.at_the_next_call(meanwhile)
    world.sender.deliver_due()
    assert world.slack.texts(ROOM) == ["open"]
    world.drain(over=SECOND)
    assert world.slack.texts(ROOM) == ["acknowledged"]


def test_a_card_that_fails_says_the_newest_when_it_is_tried_again(world: World) -> None:
    def meanwhile() -> None:
        world.show("crisis:7", "acknowledged", urgency=Urgency.CRISIS)

    world.show("crisis:7", "open")
    world.slack.at_the_next_call(meanwhile)
    world.slack.fail(UNANSWERED)
    world.drain(over=LONG, step=timedelta(minutes=1))
    assert world.slack.texts(ROOM) == ["acknowledged"]
    assert world.states() == {"card:crisis:7:1": "sent", "card:crisis:7:2": "cancelled"}


def test_a_deleted_card_is_posted_anew(world: World) -> None:
    world.show("crisis:7", "open")
    world.drain(over=SECOND)
    world.slack.delete("open")
    world.show("crisis:7", "acknowledged")
    world.drain(over=SECOND)
    world.show("crisis:7", "resolved")
    world.drain(over=SECOND)
    assert world.slack.texts(ROOM) == ["resolved"]


def test_an_answer_to_a_card_waits_for_it_and_hangs_under_it(world: World) -> None:
    world.show("crisis:7", "open")
    world.post("update", thread="crisis:7", urgency=Urgency.CRISIS)
    world.drain(over=SECOND)
    card, update = world.slack.shown
    assert (card.text, card.thread, update.text, update.thread) == ("open", None, "update", card.ts)


def test_an_answer_in_a_persons_thread_goes_to_their_direct_message(world: World) -> None:
    world.show("desk:1", "desk", "U0MARTA")
    world.post("more", "U0MARTA", thread="desk:1")
    world.drain(over=SECOND)
    assert [message.thread for message in world.slack.shown] == [None, world.slack.shown[0].ts]


def test_a_crisis_answer_hastens_the_card_it_waits_for(world: World) -> None:
    world.post("routine", urgency=Urgency.ROUTINE)
    world.show("crisis:7", "open", urgency=Urgency.ROUTINE)
    world.post("update", thread="crisis:7", urgency=Urgency.CRISIS)
    world.drain(over=2 * SECOND)
    assert world.slack.texts(ROOM) == ["open", "update", "routine"]


@pytest.mark.parametrize("channel", [ROOM, "C0ELSEWHERE"])
def test_an_answer_to_a_card_that_is_not_there_goes_outside_of_any_thread(world: World, channel: str) -> None:
    world.show("crisis:7", "open", "C0ELSEWHERE" if channel == ROOM else ROOM)
    world.drain(over=SECOND)
    world.post("update", channel, thread="crisis:7")
    world.post("to nothing", channel, thread="crisis:8")
    world.drain(over=SECOND)
    assert world.slack.texts(channel) == ["update", "to nothing"]
    assert all(message.thread is None for message in world.slack.shown)
