"""How many letters a sender has in hand at once, and when it looks for more."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from bot.kernel.outbox import sender
from bot.kernel.outbox.sender import Sender
from bot.kernel.outbox.slack import Answer
from bot.kernel.outbox.tables import Urgency
from tests.kernel.world import ROOM, World
from tests.patience import PATIENCE_S
from tests.reliability.test_intent_before_answer import one_commit_fails


@contextmanager
def at_work(sender: Sender) -> Iterator[threading.Event]:
    """In a thread of its own, until what is yielded is set; in the end it has left."""
    stop = threading.Event()
    running = threading.Thread(target=sender.run, args=[stop])
    running.start()
    try:
        yield stop
    finally:
        stop.set()
        sender.wake()
        running.join(PATIENCE_S)
    assert not running.is_alive()


def test_a_hanging_channel_delays_no_other_and_a_crisis_finds_a_free_hand(world: World) -> None:
    hanging, let_go, arrived = threading.Semaphore(0), threading.Event(), threading.Event()

    class Hanging:
        def call(self, method: str, payload: Mapping[str, Any]) -> Answer:
            if str(payload.get("channel")).startswith("C0HANGS"):
                hanging.release()
                let_go.wait(PATIENCE_S)
            answer = world.slack.call(method, payload)
            if payload.get("text") == "crisis":
                arrived.set()
            return answer

    for number in range(10):
        world.post(f"hangs {number}", f"C0HANGS{number}")
    with at_work(Sender(world.database, Hanging(), world.clock, world.habits, lambda *_: None)) as stop:
        for _ in range(world.habits.threads - world.habits.reserved):
            assert hanging.acquire(timeout=PATIENCE_S)
        world.post("crisis", "C0WARROOM", urgency=Urgency.CRISIS)
        assert arrived.wait(PATIENCE_S)
        assert world.slack.texts("C0WARROOM") == ["crisis"]
        stop.set()
        let_go.set()
    assert len(world.slack.shown) == 1 + world.habits.threads - world.habits.reserved


def test_a_commit_in_this_process_is_noticed_without_waiting_for_the_next_look(world: World) -> None:
    arrived = threading.Event()

    class Telling:
        def call(self, method: str, payload: Mapping[str, Any]) -> Answer:
            arrived.set()
            return world.slack.call(method, payload)

    with at_work(Sender(world.database, Telling(), world.clock, world.habits, lambda *_: None)):
        world.post("hello")
        assert arrived.wait(PATIENCE_S)
    assert world.slack.texts(ROOM) == ["hello"]
    assert world.database.after_commit == []


@contextmanager
def resting(world: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A sender that has looked, and does not look again by itself."""
    monkeypatch.setattr(sender, "BREATH_S", 2 * PATIENCE_S)
    rests = threading.Event()

    class Resting(Sender):
        def rest(self) -> float:
            rests.set()
            return 2 * PATIENCE_S

    with at_work(Resting(world.database, world.slack, world.clock, world.habits, lambda *_: None)):
        assert rests.wait(PATIENCE_S)
        yield


def test_what_is_said_of_a_crisis_sets_out_with_the_commit_that_says_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    arrived = threading.Event()
    world.slack.on_call = arrived.set
    with resting(world, monkeypatch):
        world.post("crisis", urgency=Urgency.CRISIS)
        assert arrived.wait(PATIENCE_S)
    assert world.slack.texts(ROOM) == ["crisis"]


def test_a_commit_that_fails_takes_nothing_along(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    arrived = threading.Event()
    world.slack.on_call = arrived.set
    with resting(world, monkeypatch):
        with one_commit_fails(world.database), pytest.raises(OperationalError):
            world.post("a crisis that nobody raised", urgency=Urgency.CRISIS)
        world.post("crisis", urgency=Urgency.CRISIS)
        assert arrived.wait(PATIENCE_S)
    assert world.slack.texts(ROOM) == ["crisis"]


def test_a_sender_that_rests_leaves_as_soon_as_it_is_woken_to_stop(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sender, "POLL_S", 2 * PATIENCE_S)
    looked = threading.Event()
    world.post("hello")
    world.slack.on_call = looked.set
    with at_work(Sender(world.database, world.slack, world.clock, world.habits, lambda *_: None)):
        assert looked.wait(PATIENCE_S)


def test_a_database_that_fails_for_a_while_stops_no_sender(world: World) -> None:
    world.post("hello")
    with world.database.transaction() as session:
        session.connection().exec_driver_sql("ALTER TABLE lanes RENAME TO lanes_gone")
    with at_work(world.sender):
        with world.database.transaction() as session:
            session.connection().exec_driver_sql("ALTER TABLE lanes_gone RENAME TO lanes")
        sent = threading.Event()
        world.slack.on_call = sent.set
        assert sent.wait(PATIENCE_S)
    assert world.slack.texts(ROOM) == ["hello"]
