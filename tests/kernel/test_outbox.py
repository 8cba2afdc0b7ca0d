"""Letters and whispers, from the transaction that writes them to the channel that shows them."""

from datetime import timedelta

import pytest
from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import SectionBlock

from bot.kernel import outbox
from bot.kernel.outbox.tables import Urgency
from bot.kernel.text.markup import mrkdwn
from bot.kernel.views.blocks import Message
from tests.kernel.world import LONG, NOON, ROOM, SECOND, UNANSWERED, World


def test_a_letter_arrives(world: World) -> None:
    world.post("hello")
    world.drain()
    assert world.slack.texts(ROOM) == ["hello"]
    assert world.states() == {"hello": "sent"}


def test_the_same_key_twice_is_one_letter(world: World) -> None:
    for _ in range(2):
        world.post("hello")
        world.drain(over=2 * SECOND)
    assert world.slack.texts(ROOM) == ["hello"]


def test_nothing_is_said_of_what_was_not_committed(world: World) -> None:
    with world.database.transaction() as session:
        outbox.post(session, key="hello", channel=ROOM, message=Message(mrkdwn("hello")), at=NOON)
        session.rollback()
    world.drain()
    assert world.slack.calls == []


def test_malformed_blocks_fail_where_they_are_written(world: World) -> None:
    with pytest.raises(SlackObjectFormationError), world.database.transaction() as session:
        outbox.post(session, key="hello", channel=ROOM, message=Message(mrkdwn("hello"), [SectionBlock()]), at=NOON)
    assert world.states() == {}


def test_a_letter_for_later_waits_for_its_time(world: World) -> None:
    world.post("tomorrow", at=NOON + LONG)
    world.drain()
    assert world.slack.shown == []
    world.clock.forward(LONG)
    world.drain()
    assert world.slack.texts(ROOM) == ["tomorrow"]


def test_a_channel_is_sent_one_message_a_second(world: World) -> None:
    for key in "abc":
        world.post(key)
    world.drain()
    assert world.slack.texts(ROOM) == ["a"]
    world.drain(over=SECOND)
    assert world.slack.texts(ROOM) == ["a", "b"]
    world.drain(over=SECOND / 2, step=SECOND / 2)
    assert world.slack.texts(ROOM) == ["a", "b"]


def test_one_channels_backlog_does_not_delay_another(world: World) -> None:
    for number in range(100):
        world.post(f"many {number}", "C0BUSY")
    world.post("one", "C0QUIET")
    world.drain()
    assert world.slack.texts("C0QUIET") == ["one"]


def test_a_crisis_passes_everything_in_its_channel(world: World) -> None:
    world.post("routine")
    world.post("decision", urgency=Urgency.DECISION)
    world.post("crisis", urgency=Urgency.CRISIS)
    world.drain(over=2 * SECOND)
    assert world.slack.texts(ROOM) == ["crisis", "decision", "routine"]


def test_crises_pass_everything_in_other_channels(world: World) -> None:
    for number in range(20):
        world.post(f"routine {number}", f"C0CHANNEL{number}")
    world.post("crisis", "C0WARROOM", urgency=Urgency.CRISIS)
    world.sender.deliver_due()
    assert "crisis" in world.slack.texts("C0WARROOM")


def test_a_whisper_is_heard_by_one_person(world: World) -> None:
    world.whisper("psst", "U0MARTA")
    world.drain()
    assert world.slack.whispers == [(ROOM, "U0MARTA", "psst")]
    assert world.slack.shown == []


def test_what_is_withdrawn_is_not_sent(world: World) -> None:
    world.post("crisis:7:ping:U0MARTA")
    world.post("crisis:71:ping:U0MARTA")
    assert world.withdraw("crisis:7") == 1
    world.drain(over=SECOND)
    assert world.slack.texts(ROOM) == ["crisis:71:ping:U0MARTA"]
    assert world.withdraw("crisis") == 0


def test_only_what_begins_with_a_path_and_a_colon_is_beneath_it_whatever_follows(world: World) -> None:
    odd = ["!", "%", "_", "\\", ";", "9", "A", "é", "中", "\U0010ffff"]
    for each in odd:
        world.post(f"slot:7:{each}")
        world.post(f"slot:7{each}")
    world.post("slot:7")
    assert world.withdraw("slot:7") == len(odd)
    assert {key for key, state in world.states().items() if state == "cancelled"} == {f"slot:7:{each}" for each in odd}


def test_what_is_withdrawn_while_it_is_being_sent_is_not_tried_again(world: World) -> None:
    def meanwhile() -> None:
        assert world.withdraw("ping") == 1

    world.post("ping:1")
    world.slack.at_the_next_call(meanwhile)
    world.slack.fail(UNANSWERED)
    world.drain(over=LONG, step=timedelta(minutes=1))
    assert world.slack.shown == []
    assert world.states() == {"ping:1": "cancelled"}


def test_the_next_letter_that_waits_for_its_time_is_known(world: World) -> None:
    with world.database.transaction() as session:
        assert outbox.next_due(session, NOON) is None
    world.post("later", at=NOON + LONG)
    world.post("now")
    with world.database.transaction() as session:
        assert outbox.next_due(session, NOON) == NOON + LONG


def test_old_letters_are_forgotten_and_young_or_unsent_ones_kept(world: World) -> None:
    world.post("old")
    world.show("old card", "shown", "C0CARDS")
    world.drain()
    world.slack.refusals["C0STUCK"] = "fatal_error"
    world.post("stuck", "C0STUCK", urgency=Urgency.CRISIS)
    world.clock.forward(LONG)
    world.post("young")
    world.drain()
    with world.database.transaction() as session:
        assert outbox.prune(session, before=NOON + LONG / 2) == 2
        assert outbox.prune_cards(session, before=NOON + LONG / 2) == 1
    assert world.states() == {"stuck": "waiting", "young": "sent"}
    world.show("old card", "again", "C0CARDS")
    world.drain()
    assert world.slack.texts("C0CARDS") == ["shown", "again"]
