"""A worker that stood still between its lease and the call looks whether the letter is its own, whatever the hour."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from bot.kernel.outbox.sender import Sender
from tests.kernel.world import LONG, ROOM, World

MINUTE = timedelta(minutes=1)


class Seconds:
    """What nobody can set, but for a test."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def frozen_after_its_lease(world: World, seconds: Seconds, meanwhile: Callable[[], None]) -> Sender:
    def once(_: Session) -> None:
        world.database.after_commit.remove(once)
        meanwhile()

    world.database.after_commit.append(once)
    return Sender(world.database, world.slack, world.clock, world.habits, lambda *_: None, uniform=max, seconds=seconds)


@pytest.mark.parametrize("back", [MINUTE, LONG, 24 * LONG])
def test_it_does_not_send_what_another_has_taken_though_the_clock_was_set_back_meanwhile(
    world: World, back: timedelta
) -> None:
    seconds = Seconds()

    def oversleep() -> None:
        seconds.now += MINUTE.total_seconds()
        world.clock.forward(MINUTE)
        world.another_sender().drain()
        world.clock.forward(-back)

    world.post("hello")
    frozen_after_its_lease(world, seconds, oversleep).deliver_due()
    assert world.slack.texts(ROOM) == ["hello"]


def test_it_does_not_send_what_another_has_taken_because_the_clock_was_set_back(world: World) -> None:
    def set_back() -> None:
        world.clock.forward(-LONG)
        world.another_sender().drain()

    world.post("hello")
    frozen_after_its_lease(world, Seconds(), set_back).deliver_due()
    assert world.slack.methods() == ["conversations.history", "chat.postMessage"]
    assert world.slack.texts(ROOM) == ["hello"]


def test_it_sends_what_nobody_has_taken(world: World) -> None:
    world.post("hello")
    frozen_after_its_lease(world, Seconds(), lambda: world.clock.forward(-LONG)).deliver_due()
    assert world.slack.methods() == ["chat.postMessage"]
    assert world.states() == {"hello": "sent"}
