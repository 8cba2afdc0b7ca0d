"""How often the main gestures ask the database: each statement is a trip to it; what is only written goes together."""

from collections.abc import Callable

import pytest

from sandbox.desk import Desk
from tests.accounts.steps import ANSWERS
from tests.crises import steps as crises
from tests.posts import steps as posts
from tests.statements import statements
from tests.steps import register_account
from tests.world import Helvia

Gesture = Callable[[], object]


def log_a_post(helvia: Helvia) -> Gesture:
    register_account(helvia)
    return lambda: helvia.desk("jonas").type("#general", "/account log @Cardiva https://x.com/Cardiva/status/1")


def register(helvia: Helvia) -> Gesture:
    desk = helvia.desk("jonas")
    desk.type("#general", "/account register")
    desk.press_in_modal("accounts.register.more")
    desk.fill(ANSWERS)
    return desk.submit


def raise_a_crisis(helvia: Helvia) -> Gesture:
    return crises.filled_in(helvia).submit


def be_on_it(helvia: Helvia) -> Gesture:
    crises.raise_crisis(helvia)
    card = crises.headline(helvia)
    return lambda: helvia.press("thomas", card, crises.ON_IT)


def submit_a_post(helvia: Helvia) -> Gesture:
    return _post(helvia).submit


def _post(helvia: Helvia) -> Desk:
    account, desk = posts.register_account(helvia), helvia.desk("jonas")
    desk.type("#general", "/post submit")
    desk.search("account", "")
    desk.choose_in_modal("posts.submit.account", str(account))
    desk.press_in_modal("posts.submit.more")
    desk.fill(posts.ANSWERS)
    return desk


def approve_a_post(helvia: Helvia) -> Gesture:
    posts.submitted(helvia)
    posts.cards(helvia, "lucas", "posts.approve")
    return lambda: posts.press(helvia, "lucas", "posts.approve")


MOST: dict[Callable[[Helvia], Gesture], int] = {
    log_a_post: 10,
    register: 10,
    raise_a_crisis: 11,
    be_on_it: 21,
    submit_a_post: 18,
    approve_a_post: 21,
}


@pytest.mark.parametrize("prepare", MOST, ids=lambda each: each.__name__)
def test_a_gesture_asks_no_more_often_than_it_must(helvia: Helvia, prepare: Callable[[Helvia], Gesture]) -> None:
    gesture = prepare(helvia)
    helvia.settle()
    before = helvia.concord.commits
    with statements(helvia) as asked:
        gesture()
    assert helvia.concord.commits == before + 1
    assert len([each for each in asked if not each.startswith("BEGIN")]) <= MOST[prepare], "\n".join(asked)
