"""However many look, the question is asked once a second, and nobody waits for it long."""

import threading
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.health.glance import LASTS_S, Glance
from bot.health.glance import PATIENCE_S as PATIENCE_OF_LOOKERS_S
from tests.patience import PATIENCE_S

WAITS = st.lists(st.floats(0, 3), min_size=1, max_size=50)


@given(WAITS)
def test_a_flood_of_looks_asks_once_a_second(waits: list[float]) -> None:
    now, asked = [0.0], list[float]()

    def ask() -> float:
        asked.append(now[0])
        return now[0]

    glance = Glance(ask, lambda: now[0])
    for wait in waits:
        now[0] += wait
        seen = glance()
        assert seen is not None
        assert now[0] - seen < LASTS_S
    assert all(later - earlier >= LASTS_S for earlier, later in pairwise(asked))


def test_those_who_look_together_share_one_answer() -> None:
    asking, answer, asked = threading.Event(), threading.Event(), list[int]()

    def ask() -> int:
        asked.append(len(asked))
        asking.set()
        answer.wait(PATIENCE_S)
        return len(asked)

    glance, seen = Glance(ask, lambda: 0.0), list[int | None]()
    looking = [threading.Thread(target=lambda: seen.append(glance()), daemon=True) for _ in range(8)]
    looking[0].start()
    assert asking.wait(PATIENCE_S)
    for each in looking[1:]:
        each.start()
    answer.set()
    for each in looking:
        each.join(PATIENCE_S)
    assert seen == [1] * 8


def test_an_answer_that_does_not_come_is_waited_for_once_and_not_by_each() -> None:
    now, asking, answer = [0.0], threading.Event(), threading.Event()

    def ask() -> int:
        asking.set()
        answer.wait(PATIENCE_S)
        return 1

    glance = Glance(ask, lambda: now[0])
    first = threading.Thread(target=glance, daemon=True)
    first.start()
    assert asking.wait(PATIENCE_S)
    now[0] += PATIENCE_OF_LOOKERS_S
    assert glance() is None
    answer.set()
    first.join(PATIENCE_S)
    assert glance() == 1
