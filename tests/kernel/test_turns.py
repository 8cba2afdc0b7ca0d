"""Whoever has waited for longest comes next, and nobody waits for somebody who has left."""

import threading

from bot.kernel.turns import Turns
from tests.patience import PATIENCE_S


class Waiting(threading.Thread):
    """Takes a turn when it comes, says so, and keeps it."""

    def __init__(self, turns: Turns, served: list[str], name: str) -> None:
        super().__init__(name=name)
        self.has_one = threading.Event()
        self._turns, self._served = turns, served
        before = turns.waiting
        self.start()
        while turns.waiting == before:
            assert self.is_alive()

    def run(self) -> None:
        assert self._turns.take(PATIENCE_S)
        self._served.append(self.name)
        self.has_one.set()


def test_who_came_first_is_served_first_and_whoever_comes_later_waits_behind_all() -> None:
    turns, served = Turns(1), list[str]()
    assert turns.take(0)
    queue = [Waiting(turns, served, name) for name in ("first", "second", "third")]
    for each in queue:
        turns.give_back()
        assert not turns.take(0)
        assert each.has_one.wait(PATIENCE_S)
        each.join(PATIENCE_S)
    assert served == ["first", "second", "third"]


def test_whoever_has_left_is_not_waited_for() -> None:
    turns = Turns(2)
    assert turns.take(0)
    assert turns.take(0)
    assert not turns.take(0)
    assert turns.waiting == 0
    turns.give_back()
    assert turns.take(0)
