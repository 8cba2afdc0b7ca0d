"""A card whose matter has ended: what was seen says how it ended, what nobody saw is not sent at all."""

from bot.kernel import outbox
from tests.kernel.world import ROOM, SECOND, UNANSWERED, World, says


def settled(world: World, path: str, *, is_last: bool = True) -> int:
    with world.database.transaction() as session:
        return outbox.settle(session, path=path, message=says("over"), at=world.clock.now(), is_last=is_last)


def test_a_card_that_was_posted_shows_its_last_state(world: World) -> None:
    world.show("crisis:7:ping:1", "answer!")
    world.drain()
    assert settled(world, "crisis:7") == 1
    world.drain(over=SECOND)
    assert world.slack.texts(ROOM) == ["over"]
    assert settled(world, "crisis:7") == 0


def test_a_card_that_nobody_has_seen_is_never_posted(world: World) -> None:
    world.show("crisis:7:ping:1", "answer!")
    assert settled(world, "crisis:7") == 1
    world.drain()
    assert world.slack.texts(ROOM) == []


def test_a_card_that_was_withdrawn_unseen_and_is_shown_again_asks_again(world: World) -> None:
    world.show("crisis:7:ping:1", "answer!")
    assert settled(world, "crisis:7", is_last=False) == 1
    world.show("crisis:7:ping:1", "answer after all!")
    world.drain()
    assert world.slack.texts(ROOM) == ["answer after all!"]
    assert settled(world, "crisis:7") == 1
    world.drain(over=SECOND)
    assert world.slack.texts(ROOM) == ["over"]


def test_a_card_that_may_have_been_seen_is_found_and_shows_its_last_state(world: World) -> None:
    world.show("crisis:7:ping:1", "answer!")
    world.slack.fail(UNANSWERED)
    world.drain()
    assert settled(world, "crisis:7") == 1
    world.drain(over=world.habits.lease)
    assert world.slack.texts(ROOM) == ["over"]


def test_a_card_that_is_just_being_posted_shows_its_last_state_right_after(world: World) -> None:
    def meanwhile() -> None:
        world.slack.on_call = lambda: None
        assert settled(world, "crisis:7") == 1

    world.show("crisis:7:ping:1", "answer!")
    world.slack.on_call = meanwhile
    world.drain(over=SECOND)
    assert world.slack.texts(ROOM) == ["over"]


def test_a_card_that_is_settled_twice_while_it_is_being_posted_shows_its_last_state(world: World) -> None:
    """Its second letter waits behind the first: nobody withdrew what had been on its way all the while."""

    def meanwhile() -> None:
        world.slack.on_call = lambda: None
        assert settled(world, "crisis:7", is_last=False) == 1
        assert settled(world, "crisis:7") == 1

    world.show("crisis:7:ping:1", "answer!")
    world.slack.on_call = meanwhile
    world.drain(over=SECOND)
    assert world.slack.texts(ROOM) == ["over"]
