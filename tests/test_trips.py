"""How often the main gestures go to the database: what nobody waits for goes with what is waited for next."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from bot.freezes.queries import held
from bot.freezes.service import nothing_elsewhere
from bot.kernel.act import Act
from sandbox.desk import Desk
from tests.accounts.steps import ANSWERS
from tests.crises import steps as crises
from tests.freezes import steps as freezes
from tests.freezes.many import many
from tests.posts import steps as posts
from tests.posts.steps import now
from tests.statements import trips_to
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


MOST: dict[Callable[[Helvia], Gesture], tuple[int, int]] = {
    log_a_post: (10, 7),
    register: (11, 7),
    raise_a_crisis: (12, 8),
    be_on_it: (16, 9),
    submit_a_post: (19, 16),
    approve_a_post: (21, 16),
}
"""Statements, BEGIN among them, to SQLite; trips to PostgreSQL."""


@pytest.mark.parametrize("prepare", MOST, ids=lambda each: each.__name__)
def test_a_gesture_asks_no_more_often_than_it_must(
    helvia: Helvia, prepare: Callable[[Helvia], Gesture], monkeypatch: pytest.MonkeyPatch
) -> None:
    gesture = prepare(helvia)
    helvia.settle()
    before = helvia.concord.commits
    with trips_to(helvia, monkeypatch) as trips:
        gesture()
    assert helvia.concord.commits == before + 1
    to_sqlite, to_postgresql = MOST[prepare]
    assert len(trips) <= (to_sqlite if helvia.database.is_sqlite else to_postgresql), "\n\n".join(trips)


def test_a_crisis_that_begins_is_asked_about_and_sent_in_few_trips(
    helvia: Helvia, monkeypatch: pytest.MonkeyPatch
) -> None:
    raise_a_crisis(helvia)()
    with trips_to(helvia, monkeypatch) as firing:
        helvia.concord.fire_due()
    with trips_to(helvia, monkeypatch) as sending:
        helvia.concord.sender.deliver_due()
    most = (20, 30) if helvia.database.is_sqlite else (16, 13)  # once the card stands, the ping is told where it is
    assert (len(firing) <= most[0], len(sending) <= most[1]) == (True, True), "\n\n".join([*firing, *sending])


def test_a_freeze_asks_the_database_as_often_for_300_accounts_and_120_people_as_for_a_few(
    helvia: Helvia, monkeypatch: pytest.MonkeyPatch
) -> None:
    [somebody, *_] = many(helvia, accounts=300, people=120, posts=6)
    crises.raise_crisis(helvia)
    thomas = helvia.desk("thomas")

    def form(word: str, **answers: Any) -> Desk:
        assert thomas.type("#general", f"/crisis {word} 1").ok
        freezes.fill(thomas, **answers)
        return thomas

    def answer() -> None:
        who = helvia.concord.people.actor(somebody)
        with helvia.session() as session:
            nothing_elsewhere(Act(session, who, helvia.now), held(session, 1))

    def again() -> Gesture:
        helvia.workspace.clock.move(timedelta(minutes=15))
        return helvia.concord.fire_due

    steps: dict[str, Callable[[], Gesture]] = {
        "freeze": lambda: form("freeze", scope=["all"], **freezes.WHY).submit,
        "ask": lambda: helvia.concord.fire_due,
        "answer": lambda: answer,
        "ask again": again,
        "thaw": lambda: form("thaw").submit,
    }
    counted = dict[str, int]()
    for name, prepare in steps.items():
        gesture = prepare()
        with trips_to(helvia, monkeypatch) as trips:
            gesture()
        counted[name] = len(trips)
    assert now(helvia, 6).status == "on hold"
    most = (50, 28, 21, 33, 44) if helvia.database.is_sqlite else (46, 25, 20, 30, 40)
    assert not {name: trips for (name, trips), limit in zip(counted.items(), most, strict=True) if trips > limit}
