"""Who is asked again: the newest message asks, and rings; what asked before is deleted, or says so."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.kernel import outbox
from bot.kernel.outbox.tables import Urgency
from bot.kernel.views.blocks import actions, button
from tests.kernel.world import ROOM, SECOND, UNANSWERED, UNREACHED, World, says

MARTA, HERS = "U0MARTA", "D0MARTA"


def an_ask(key: str, channel: str = MARTA, matter: str = "post:7") -> outbox.Ask:
    asks = says(f"answer! {key}")
    return outbox.Ask(
        channel=channel,
        path=f"{matter}:call:{channel}",
        key=key,
        message=replace(asks, blocks=[*asks.blocks, actions(button("I do", "posts.call"))]),
        before=says("asked again later"),
        urgency=Urgency.DECISION,
    )


def ask(world: World, *keys: str, channel: str = MARTA) -> None:
    """One after the other, each as far as Slack lets it."""
    for key in keys:
        with world.database.transaction() as session:
            outbox.ask(session, an_ask(key, channel), at=world.clock.now())
        world.drain(over=5 * SECOND)


def ask_together(world: World, key: str, matters: Sequence[str]) -> None:
    with world.database.transaction() as session, outbox.together(session, at=world.clock.now()):
        for matter in matters:
            outbox.gather(session, an_ask(key, matter=matter))
    world.drain(over=5 * SECOND)


def end(world: World) -> None:
    with world.database.transaction() as session:
        outbox.settle(session, path="post:7", message=says("it is published"), at=world.clock.now())
    world.drain(over=5 * SECOND)


def said(world: World) -> list[str]:
    return [each for each in world.slack.methods() if each.startswith("chat.")]


def test_a_person_has_only_the_newest_and_never_none(world: World) -> None:
    ask(world, "1", "2", "3")
    assert world.slack.texts(HERS) == ["answer! 3"]
    assert said(world) == ["chat.postMessage", *["chat.postMessage", "chat.delete"] * 2]


def test_in_a_channel_others_may_have_answered_so_what_asked_stays_and_says_so(world: World) -> None:
    ask(world, "1", "2", channel=ROOM)
    assert world.slack.texts(ROOM) == ["asked again later", "answer! 2"]


@pytest.mark.parametrize("channel", [MARTA, ROOM])
def test_what_asked_before_goes_on_asking_until_the_newer_message_is_there(world: World, channel: str) -> None:
    ask(world, "1", channel=channel)
    world.slack.fail(UNREACHED, times=3)
    ask(world, "2", channel=channel)
    [only] = world.slack.shown
    assert only.text == "answer! 1"
    world.drain(over=30 * SECOND)
    assert [each.text for each in world.slack.shown if each.text.startswith("answer!")] == ["answer! 2"]


def test_of_messages_that_slack_never_took_the_last_takes_the_place_of_the_first(world: World) -> None:
    ask(world, "1")
    world.slack.fail(UNREACHED, times=4)
    ask(world, "2", "3")
    world.drain(over=30 * SECOND)
    assert world.slack.texts(HERS) == ["answer! 3"]


def test_where_the_matter_ends_before_the_newer_message_is_there_the_older_one_says_how(world: World) -> None:
    ask(world, "1")
    world.slack.fail(UNREACHED, times=4)
    ask(world, "2")
    end(world)
    world.drain(over=30 * SECOND)
    assert world.slack.texts(HERS) == ["it is published"]


def test_what_was_deleted_is_not_posted_anew_when_the_matter_ends(world: World) -> None:
    ask(world, "1", "2")
    end(world)
    assert world.slack.texts(HERS) == ["it is published"]
    assert said(world).count("chat.postMessage") == 2


@pytest.mark.parametrize("why", ["cant_delete_message", "access_denied"])
def test_where_slack_deletes_nothing_it_says_so_too(world: World, why: str) -> None:
    world.slack.refusals["chat.delete"] = why
    ask(world, "1", "2")
    assert world.slack.texts(HERS) == ["asked again later", "answer! 2"]
    assert world.told == []


@pytest.mark.parametrize("failing", ["swallowed", "unanswered", "gone already"])
def test_whatever_fails_meanwhile_it_goes_and_nothing_is_said_anew(world: World, failing: str) -> None:
    ask(world, "1")
    if failing == "unanswered":
        world.slack.fail(UNANSWERED, "chat.delete")
    elif failing == "swallowed":
        world.slack.swallows = 2
    else:
        world.slack.delete("answer! 1")
    ask(world, "2")
    world.drain(over=2 * world.habits.lease)
    assert world.slack.texts(HERS) == ["answer! 2"]
    assert set(world.states().values()) == {"sent"}


def test_a_worker_that_dies_after_it_deleted_leaves_the_next_one_nothing_to_do(world: World) -> None:
    ask(world, "1", "2")
    with world.database.transaction() as session:
        outbox.ask(session, an_ask("3"), at=world.clock.now())
    world.clock.forward(5 * SECOND)

    def die() -> None:
        if said(world)[-1] == "chat.delete":
            raise SystemExit

    world.slack.on_answer = die
    with pytest.raises(SystemExit):
        world.drain(over=5 * SECOND)
    world.slack.on_answer = lambda: None
    world.sender = world.another_sender()
    world.drain(over=2 * world.habits.lease)
    assert world.slack.texts(HERS) == ["answer! 3"]
    assert set(world.states().values()) == {"sent"}


def test_a_message_of_which_nobody_knows_whether_it_is_there_is_found_and_deleted(world: World) -> None:
    world.slack.swallows = 1
    world.slack.refusals["conversations.history"] = "internal_error"
    ask(world, "1", "2")
    assert world.slack.texts(HERS) == ["answer! 1", "answer! 2"]
    del world.slack.refusals["conversations.history"]
    world.drain(over=60 * SECOND)
    assert world.slack.texts(HERS) == ["answer! 2"]


def test_and_one_that_is_not_there_is_not_posted_any_more(world: World) -> None:
    world.slack.fail(UNANSWERED)
    world.slack.refusals["conversations.history"] = "internal_error"
    ask(world, "1", "2")
    del world.slack.refusals["conversations.history"]
    world.drain(over=60 * SECOND)
    assert world.slack.texts(HERS) == ["answer! 2"]
    assert sorted(world.states().values()) == ["cancelled", "sent"]


def test_a_person_who_cannot_be_written_to_any_more_loses_nothing(world: World) -> None:
    ask(world, "1")
    world.slack.refusals[MARTA] = "user_not_found"
    ask(world, "2")
    assert world.slack.texts(HERS) == ["asked again later"]
    [moved] = world.slack.texts("C0FALLBACK")
    assert moved.startswith("answer! 2")


def test_a_digest_goes_once_newer_messages_ask_all_of_it(world: World) -> None:
    ask_together(world, "1", ["post:7", "post:8"])
    ask_together(world, "2", ["post:7"])
    assert world.slack.texts(HERS) == ["1 reminder", "answer! 2"]
    ask_together(world, "3", ["post:7", "post:8"])
    assert world.slack.texts(HERS) == ["2 reminders"]


def test_a_digest_stays_where_one_of_its_matters_ended(world: World) -> None:
    ask_together(world, "1", ["post:7", "post:8"])
    end(world)
    ask_together(world, "2", ["post:8"])
    assert world.slack.texts(HERS) == ["Nothing of this waits any more", "answer! 2"]


def test_somebody_deleted_it_before_so_it_is_not_posted_anew(world: World) -> None:
    ask(world, "1", channel=ROOM)
    world.slack.delete("answer! 1")
    ask(world, "2", channel=ROOM)
    assert world.slack.texts(ROOM) == ["answer! 2"]


def test_what_asked_before_an_ask_that_nobody_saw_follows_the_matter(world: World) -> None:
    ask(world, "1")
    with world.database.transaction() as session:
        outbox.ask(session, an_ask("2"), at=world.clock.now())
    for state, is_last in (("one is on it", False), ("two are on it", False), ("it is over", True)):
        with world.database.transaction() as session:
            outbox.settle(session, path="post:7", message=says(state), at=world.clock.now(), is_last=is_last)
        world.drain(over=5 * SECOND)
        assert world.slack.texts(HERS) == [state]
