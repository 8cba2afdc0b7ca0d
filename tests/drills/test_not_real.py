"""A drill is never a crisis, does not become one, counts as none, holds nothing, and makes way for a real one."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from prometheus_client import generate_latest

from bot.alerts.model import AlertRow
from bot.briefing.looking import Briefings
from bot.crises.model import Crisis
from bot.drills.model import State
from bot.drills.queries import of_crisis
from bot.posts.model import Status
from tests.crises.outsiders import stands
from tests.crises.steps import filled_in, raise_crisis
from tests.drills.steps import DAVID, HANA, THOMAS, crisis, drill, end, plan, press, typed, written_to
from tests.freezes import steps as freezes
from tests.posts import steps as posts
from tests.thoroughness import examples
from tests.world import Helvia

pytestmark = pytest.mark.any_database

ANSWER = "crises.acknowledge"
OUTSIDERS = ("jonas", "priya", "elena", "lucas")
"""Who take no part."""


def lists(helvia: Helvia) -> Iterator[str]:
    """All that counts, lists or offers crises."""
    for narrowed in ("", "resolved", "false", "all"):
        yield typed(helvia, "thomas", f"/crisis list {narrowed}")
    yield typed(helvia, "thomas", "/crisis thaw")
    yield typed(helvia, "thomas", "/crisis show")
    yield typed(helvia, "thomas", "/crisis show A pharmacist posts")
    yield typed(helvia, "thomas", "/social report")
    yield typed(helvia, "thomas", "/calendar week")


def test_it_stands_nowhere_and_is_counted_nowhere(helvia: Helvia) -> None:
    before = list(lists(helvia))
    assert plan(helvia, what="Fake vials of Cardiva are sold on X", scenario=None, players=[THOMAS, HANA]).ok
    assert press(helvia, "thomas", ANSWER).ok
    Briefings(helvia.database, helvia.concord.clock, helvia.concord.company).look()
    helvia.settle()
    assert list(lists(helvia)) == before
    assert "drill" not in generate_latest(helvia.concord.metrics.registry).decode().lower()
    others = [text for handle in OUTSIDERS for text in stands(helvia, handle) if "drill-1" not in text]
    assert [text for text in others if "DRILL" in text and "DRILL 1" not in text] == []
    assert "DRILL" not in written_to(helvia, "david")
    for channel in ("#war-room", "#social-reviews", "#social-reminders"):
        assert "DRILL" not in str(helvia.texts(channel))
    desk = filled_in(helvia)
    assert desk.submit().ok
    assert "DRILL" not in str(desk.modal and desk.modal.content)
    assert "1 open crisis" in typed(helvia, "thomas", "/crisis list")
    assert "1 drill" in typed(helvia, "thomas", "/crisis list drills")
    with helvia.session() as session:
        assert {each.subject for each in session.query(AlertRow)} <= {"crisis:2"}


def test_a_freeze_in_one_holds_nothing_and_asks_all_the_same(helvia: Helvia) -> None:
    post = posts.scheduled(helvia)
    assert plan(helvia).ok
    assert press(helvia, "thomas", ANSWER).ok
    freezes.freeze(helvia, scope=["all"])
    helvia.settle()
    assert posts.now(helvia, post).status is Status.SCHEDULED
    assert "Publish nothing" in written_to(helvia, "sofia")
    assert "Frozen" not in " ".join(stands(helvia, "marta"))
    assert end(helvia).ok
    helvia.settle()
    assert posts.now(helvia, post).status is Status.SCHEDULED
    assert "Still right?" not in written_to(helvia, "jonas")


def test_it_cannot_become_a_crisis(helvia: Helvia) -> None:
    assert plan(helvia).ok
    desk = helvia.desk("thomas")
    for is_over in (False, True):
        if is_over:
            assert end(helvia).ok
        for words in ("resolve 1", "false alarm 1", "same 1", "reopen 1", "review 1"):
            answer = desk.type("#general", f"/crisis {words}")
            assert desk.modal is None
            assert "DRILL 1" in answer.text
            assert "Ask somebody to write it" not in answer.text
    assert crisis(helvia).drill


def test_a_real_crisis_ends_it_for_those_whom_it_calls(helvia: Helvia) -> None:
    assert plan(helvia, players=[THOMAS, HANA]).ok
    assert press(helvia, "thomas", ANSWER).ok
    raise_crisis(helvia)
    helvia.settle()
    assert "DRILL 1* is over for you: a real crisis calls you" in written_to(helvia, "thomas")
    assert list(crisis(helvia).players) == [HANA]
    assert crisis(helvia).on_it == {}
    assert drill(helvia).state is State.RUNNING
    assert crisis(helvia, 1).rank > crisis(helvia, 2).rank
    assert "No other crisis is open" in typed(helvia, "thomas", "/crisis same 2")


def test_with_the_last_of_those_who_take_part_it_is_over(helvia: Helvia) -> None:
    assert plan(helvia, players=[THOMAS]).ok
    raise_crisis(helvia)
    helvia.settle()
    assert drill(helvia).state is State.OVER
    assert crisis(helvia).is_resolved
    assert not crisis(helvia, 2).is_resolved
    assert "DRILL" not in written_to(helvia, "david")
    assert "DRILL 1* is over" in written_to(helvia, "thomas")


DEEDS: dict[str, Any] = {
    "a real crisis": lambda helvia: raise_crisis(helvia, "jonas", what=f"Something happened at {helvia.now}"),
    "somebody ends it": lambda helvia: end(helvia),
    "the observer ends it": lambda helvia: end(helvia, "ines"),
    "Thomas answers": lambda helvia: helvia.desk("thomas").type("#general", "/crisis update 1 We look"),
    "David answers": lambda helvia: helvia.desk("david").type("#general", "/crisis update 1 We look too"),
    "it is re-scored": lambda helvia: helvia.desk("thomas").type("#general", "/crisis rescore 1"),
    "time passes": lambda helvia: helvia.leap(timedelta(minutes=31)),
}


def test_whatever_happens_it_is_ended_once_and_stays_a_drill(helvia: Helvia) -> None:
    @settings(max_examples=examples(1), database=None)
    @given(st.permutations(sorted(DEEDS)))
    def run(order: list[str]) -> None:
        number = plan_another(helvia)
        ended = 0
        for deed in order:
            DEEDS[deed](helvia)
            helvia.settle()
            its, rehearsal = crisis(helvia, number), drill_of(helvia, number)
            assert its.drill
            assert its.is_resolved == (rehearsal.state is State.OVER)
            assert bool(its.is_resolved) >= bool(ended)
            ended = its.is_resolved
        assert len(helvia.audit("drill_ended")) == len(helvia.audit("drill_started"))

    run()


def plan_another(helvia: Helvia) -> int:
    assert plan(helvia, players=[THOMAS, DAVID]).ok
    with helvia.session() as session:
        return max(each.id for each in session.query(Crisis).where(Crisis.drill))


def drill_of(helvia: Helvia, number: int) -> Any:
    with helvia.session() as session:
        return of_crisis(session, number)
