"""Letters that Slack will never take as they are: where they go instead."""

from datetime import timedelta

import pytest

from bot.health import pruning
from bot.kernel.text.markup import mrkdwn
from bot.kernel.views.blocks import Message, actions, button, header, section
from bot.kernel.views.budget import size
from sandbox.blockkit import problems_of_blocks
from tests.kernel.world import FALLBACK, LONG, ROOM, SECOND, World, error

MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize("gone", ["channel_not_found", "is_archived", "not_in_channel", "user_not_found"])
def test_what_cannot_be_delivered_is_shown_in_the_fallback_channel(world: World, gone: str) -> None:
    world.slack.refusals["C0GONE"] = gone
    world.post("hello", "C0GONE")
    world.post("hello again", "C0GONE")
    world.drain(over=MINUTE)
    first, second = world.slack.texts(FALLBACK)
    assert first.startswith("hello\nThis was for <#C0GONE>")
    assert second.startswith("hello again")
    assert world.told == [("C0GONE", gone)]


def test_a_channel_that_was_repaired_and_breaks_again_is_told_again(world: World) -> None:
    for time in ("first", "second"):
        world.slack.refusals[ROOM] = "is_archived"
        for number in range(2):
            world.post(f"{time} time, {number}")
            world.drain(over=MINUTE)
        world.slack.refusals.pop(ROOM)
        world.post(f"well after the {time}")
        world.drain(over=MINUTE)
    assert world.told == [(ROOM, "is_archived")] * 2


def test_of_a_channel_that_stays_broken_nobody_is_told_again_for_months(world: World) -> None:
    world.slack.refusals[ROOM] = "is_archived"
    for days in (0, 1, 5, 83):
        world.clock.forward(timedelta(days=days))
        pruning.prune(world.database, world.clock.now())
        world.post(f"after {days} days")
        world.drain(over=MINUTE)
    assert world.told == [(ROOM, "is_archived")]


def test_a_deactivated_person_is_not_mistaken_for_a_deactivated_token(world: World) -> None:
    world.slack.refusals["U0PETER"] = "account_inactive"
    world.post("hello", "U0PETER")
    world.drain(over=SECOND)
    assert world.sender.trouble is None
    assert "This was for <@U0PETER>" in world.slack.texts(FALLBACK)[0]


def test_a_card_whose_channel_is_gone_lives_on_in_the_fallback_channel(world: World) -> None:
    world.show("card", "open")
    world.drain(over=SECOND)
    world.slack.refusals[ROOM] = "is_archived"
    world.show("card", "acknowledged")
    world.post("reply", thread="card")
    world.drain(over=MINUTE)
    world.show("card", "resolved")
    world.drain(over=MINUTE)
    assert [text.splitlines()[0] for text in world.slack.texts(FALLBACK)] == ["resolved", "reply"]
    assert "This was for" in world.slack.texts(FALLBACK)[0]
    assert "This was for" in str(world.slack.shown[1].blocks[0])


def test_a_fallback_channel_that_is_gone_is_tried_for_days(world: World) -> None:
    world.slack.refusals |= {"C0GONE": "channel_not_found", FALLBACK: "is_archived"}
    world.post("hello", "C0GONE")
    world.drain(over=timedelta(days=1), step=LONG)
    assert world.states() == {"hello": "waiting"}
    world.slack.refusals.pop(FALLBACK)
    world.drain(over=LONG, step=LONG)
    assert len(world.slack.texts(FALLBACK)) == 1


def test_a_whisper_that_the_channel_does_not_carry_goes_to_the_person_and_nowhere_else(world: World) -> None:
    world.slack.fail(error("user_not_in_channel"), "chat.postEphemeral", times=2)
    world.whisper("psst", "U0MARTA")
    world.whisper("psst too", "U0PETER")
    world.slack.refusals["U0PETER"] = "user_disabled"
    world.drain(over=MINUTE)
    assert [(message.channel, message.text) for message in world.slack.shown] == [("D0MARTA", "psst")]
    assert world.states()["psst too"] == "dead"


def test_a_thread_that_is_closed_is_left(world: World) -> None:
    world.show("card", "card")
    world.drain(over=SECOND)
    world.slack.fail(error("cannot_reply_to_message"))
    world.post("reply", thread="card")
    world.drain(over=SECOND)
    assert [message.thread for message in world.slack.shown] == [None, None]


def test_malformed_blocks_are_left_out_and_the_text_is_sent(world: World) -> None:
    world.post("hello")
    world.slack.fail(error("invalid_blocks"))
    world.drain(over=SECOND)
    assert [(message.text, message.blocks) for message in world.slack.shown] == [("hello", [])]


def test_what_slack_does_not_take_is_shown_in_a_short_form_that_can_be_pressed(world: World) -> None:
    rows = [section(mrkdwn("{}", "x" * 400), button("Show", f"posts.show.{number}")) for number in range(3)]
    decide = actions(button("Approve", "posts.approve", "7"))
    world.say("card:post:7:review", Message(mrkdwn("#7 waits"), [header("#7"), *rows, decide]))
    world.slack.fail(error("msg_blocks_too_long"))
    world.drain(over=SECOND)
    [card] = world.slack.shown
    assert [block["type"] for block in card.blocks] == ["section", "context", *["section"] * 3, "actions"]
    assert card.blocks[0]["text"]["text"] == "#7 waits"
    assert card.blocks[-1] == decide.to_dict()
    assert problems_of_blocks(card.blocks) == []
    assert size(card.blocks) < 1000


def test_administrators_hear_once_of_each_kind_that_is_shown_in_a_short_form(world: World) -> None:
    for number, why in enumerate(["invalid_blocks", "invalid_blocks", "msg_too_long"]):
        world.say(f"post:{number}", Message(mrkdwn("Decide"), [actions(button("Approve", "posts.approve"))]))
        world.slack.fail(error(why))
        world.drain(over=MINUTE)
    assert world.told == [(ROOM, "invalid_blocks"), (ROOM, "msg_too_long")]
    assert [bool(message.blocks) for message in world.slack.shown] == [True] * 3


def test_buttons_that_slack_does_not_take_are_left_out_at_last(world: World) -> None:
    world.say("post:7", Message(mrkdwn("Decide"), [actions(button("Approve", "posts.approve"))]))
    world.slack.fail(error("invalid_blocks"), times=2)
    world.drain(over=SECOND)
    assert [(message.text, message.blocks) for message in world.slack.shown] == [("Decide", [])]


def test_a_card_that_was_shortened_is_shown_whole_once_it_says_something_else(world: World) -> None:
    world.show("post:7", "First", blocks=[actions(button("Approve", "posts.approve"))])
    world.slack.fail(error("invalid_blocks"))
    world.drain(over=SECOND)
    world.show("post:7", "Second")
    world.drain(over=SECOND)
    assert [(message.text, len(message.blocks)) for message in world.slack.shown] == [("Second", 1)]


def test_what_is_malformed_even_as_text_is_given_up_and_said_in_the_fallback_channel(world: World) -> None:
    world.slack.refusals[ROOM] = "invalid_arguments"
    world.post("hello")
    world.drain(over=SECOND)
    assert world.states()["hello"] == "dead"
    assert "`invalid_arguments` (hello)" in world.slack.texts(FALLBACK)[0]


def test_a_notice_that_is_malformed_itself_ends_there(world: World) -> None:
    world.slack.refusals |= {ROOM: "no_text", FALLBACK: "no_text"}
    world.post("hello")
    world.drain(over=MINUTE)
    assert set(world.states().values()) == {"dead"}
    assert len(world.states()) == 2
