"""Which crises there are, and what each person is offered."""

from datetime import timedelta

import pytest

from bot.crises import queries
from bot.kernel.act import due
from sandbox.desk import readable
from tests.crises.steps import (
    FOLLOW,
    FREEZE,
    GREEN,
    KIND,
    LEAD,
    MORE,
    ON_IT,
    RESOLVE,
    SPEAK,
    UPDATE,
    answer,
    offered,
    raise_crisis,
    resolve,
    show,
)
from tests.statements import statements
from tests.world import Helvia

pytestmark = pytest.mark.any_database


def typed(helvia: Helvia, line: str, handle: str = "jonas") -> str:
    return helvia.desk(handle).type("#general", line).text


def test_without_a_crisis_the_command_says_so_and_offers_to_raise_one(helvia: Helvia) -> None:
    message = helvia.desk("jonas").type("#general", "/crisis").message
    assert message is not None
    assert readable(message).count("No crisis is open") == 1
    assert "0 " not in readable(message)
    assert "crises.raise" in offered(message)


def test_the_list_shows_what_is_open_and_leads_to_each(helvia: Helvia) -> None:
    raise_crisis(helvia)
    raise_crisis(helvia, **GREEN | {"what": "A rude <comment>"})
    answer(helvia, "thomas", number=1)
    jonas = helvia.desk("jonas")
    listed = jonas.type("#general", "/crisis list").message
    assert listed is not None
    text = readable(listed)
    assert "*2 open crises*" in text
    assert ":red_circle: *Crisis 1* · <@U0THOMAS00> is on it" in text
    assert ":large_green_circle: *Crisis 2* · waits for an answer" in text
    assert "A rude &lt;comment&gt;" in text
    assert jonas.press("#general", listed.ts, "crises.show", value="2").ok
    assert "Crisis 2 needs an answer" in readable(jonas.read("#general")[-1])


def test_resolved_ones_are_listed_apart(helvia: Helvia) -> None:
    raise_crisis(helvia)
    raise_crisis(helvia, **GREEN)
    resolve(helvia, "thomas", number=1)
    assert "*1 open crisis*" in typed(helvia, "/crisis list open")
    assert "Crisis 1* · resolved by <@U0THOMAS00>" in typed(helvia, "/crisis list resolved")
    assert "*2 crises*" in typed(helvia, "/crisis list ALL")
    jonas = helvia.desk("jonas")
    listed = jonas.type("#general", "/crisis").message
    assert listed is not None
    assert jonas.press("#general", listed.ts, "crises.list.resolved").ok
    assert "*1 resolved crisis*" in readable(jonas.read("#general")[-1])


def test_what_is_overdue_says_so_in_lists_and_where_one_is_shown(helvia: Helvia) -> None:
    raise_crisis(helvia)
    assert "Answer due: " in typed(helvia, "/crisis list")
    helvia.wait(timedelta(minutes=31))
    assert "*Answer overdue* since" in typed(helvia, "/crisis list")
    assert "*Answer overdue* since" in readable(show(helvia, "jonas"))


def test_ten_are_shown_a_page(helvia: Helvia) -> None:
    for number in range(1, 12):
        raise_crisis(helvia, **GREEN | {"what": f"Matter {number}"})
    jonas = helvia.desk("jonas")
    first = jonas.type("#general", "/crisis").message
    assert first is not None
    assert "Crisis 11*" in readable(first)
    assert "Crisis 1*" not in readable(first)
    assert jonas.press("#general", first.ts, "crises.list.next").ok
    second = jonas.read("#general")[-1]
    assert "Crisis 1*" in readable(second)
    assert "Page 2 of 2" in readable(second)
    assert jonas.press("#general", second.ts, "crises.list.previous").ok
    assert "Page 1 of 2" in readable(jonas.read("#general")[-1])


@pytest.mark.parametrize(
    ("handle", "expected"),
    [
        ("sofia", {FOLLOW}),
        ("jonas", {FOLLOW}),
        ("thomas", {ON_IT, LEAD, UPDATE, KIND, RESOLVE, FREEZE, FOLLOW, MORE, SPEAK}),
        ("david", {ON_IT, LEAD, UPDATE, KIND, RESOLVE, FREEZE, FOLLOW, MORE, SPEAK}),
    ],
)
def test_each_person_is_offered_what_they_may_do(helvia: Helvia, handle: str, expected: set[str]) -> None:
    raise_crisis(helvia, "jonas")
    assert offered(show(helvia, handle)) == expected


NOT_UNDERSTOOD = {
    "/crisis show": "Which crisis?",
    "/crisis show seven": "Which crisis?",
    "/crisis show 99": "There is no crisis 99",
    "/crisis show 99999999999999999999": "Which crisis?",
    "/crisis update": "Which crisis? None is open",
    "/crisis update 99999999999999999999": "For instance `/crisis update 7`",
    "/crisis resolve": "Which crisis?",
    "/crisis list mine": "I cannot list “mine” crises",
    "/crisis rise": "Did you mean `/crisis raise",
}


def test_what_is_not_understood_is_answered_with_what_to_type(helvia: Helvia) -> None:
    for line, sentence in NOT_UNDERSTOOD.items():
        assert sentence in typed(helvia, line), line


def test_the_number_may_carry_a_sign_and_the_only_one_needs_none(helvia: Helvia) -> None:
    raise_crisis(helvia)
    for line in ("/crisis show #1", "/crisis show"):
        assert "Crisis 1 needs an answer" in typed(helvia, line)
    assert "Which crisis?" in typed(helvia, "/crisis show what")


def test_the_home_finds_the_worst_first(helvia: Helvia) -> None:
    raise_crisis(helvia, **GREEN)
    raise_crisis(helvia)
    raise_crisis(helvia)
    resolve(helvia, "thomas", number=3)
    with helvia.session() as session:
        worst = queries.worst(due(session, helvia.now), 1)
        assert ([crisis.id for crisis in worst.rows], worst.total) == ([2], 2)


@pytest.mark.parametrize("word", ["show", "update", "resolve"])
def test_to_show_a_crisis_or_a_form_about_it_locks_nothing(helvia: Helvia, word: str) -> None:
    raise_crisis(helvia)
    with statements(helvia) as asked:
        assert helvia.desk("thomas").type("#general", f"/crisis {word} 1").ok
    about_crises = [each for each in asked if "FROM crises" in each]
    assert about_crises
    assert not [each for each in about_crises if " FOR " in each]
