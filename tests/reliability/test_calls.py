"""Somebody who is called by name, or is to lead or speak, hears of it in other ways, too, where Slack is too slow or
they do not answer.
"""

from datetime import timedelta

import pytest

from sandbox.desk import readable
from tests.crises.steps import ON_IT, UPDATE, answer, asking, crisis_now, fill_and_submit, headline, raise_crisis
from tests.drills.steps import AGREE, DAVID, THOMAS, plan, press
from tests.reliability.outage import LIMIT, SECOND, Outage

INES = "U0INES0000"
PAUSE = timedelta(minutes=5)
"""After which a red crisis asks again."""


def call(helvia: Outage, word: str = "call") -> None:
    raise_crisis(helvia)
    answer(helvia, "david")
    helvia.settle()
    assert helvia.desk("david").type("#general", f"/crisis {word} 1 @ines").ok


@pytest.mark.parametrize("word", ["call", "lead", "speaker"])
def test_where_slack_does_not_take_it_they_are_alerted_and_may_come_by_the_link(helvia: Outage, word: str) -> None:
    call(helvia, word)
    helvia.slack_is_gone()
    helvia.let_pass(LIMIT - SECOND)
    assert helvia.addresses.names == []
    helvia.let_pass(SECOND)
    assert helvia.addresses.names == ["ines"]
    alert = helvia.addresses.at("ines")
    assert alert.title == "Crisis 1 (red) needs you"
    assert "Slack was too slow." in alert.message
    assert "vials" not in alert.message
    with helvia.browser() as browser:
        assert "needs you" in browser.get(alert.link).text
        assert browser.post(alert.link, data={"person": INES}).is_success
    assert list(crisis_now(helvia).on_it) == ["U0DAVID000", INES]
    helvia.let_pass(PAUSE)
    assert helvia.addresses.names == ["ines"]
    helvia.slack_is_back()


def test_whoever_does_not_answer_in_slack_is_alerted_once_whatever_others_do_meanwhile(helvia: Outage) -> None:
    call(helvia)
    helvia.settle()
    assert helvia.press("david", headline(helvia), UPDATE).ok
    assert fill_and_submit(helvia, "david", update="The police are informed").ok
    helvia.settle()
    helvia.let_pass(LIMIT)
    assert helvia.addresses.names == []
    helvia.let_pass(PAUSE)
    assert helvia.addresses.names == ["ines"]
    assert "Asked in Slack; no answer yet." in helvia.addresses.at("ines").message
    helvia.let_pass(PAUSE)
    assert helvia.addresses.names == ["ines"]
    helvia.settle()
    assert any("Alerted" in readable(each) for each in helvia.messages("#war-room"))


def test_whoever_comes_or_is_needed_no_more_is_alerted_no_more(helvia: Outage) -> None:
    call(helvia)
    [card] = asking(helvia, "ines")
    assert helvia.press("ines", card, ON_IT).ok
    helvia.let_pass(2 * PAUSE)
    assert helvia.addresses.names == []
    assert {page.state for page in helvia.pages() if ":called:" in page.recipient} == {"withdrawn"}


@pytest.mark.parametrize("agrees", [True, False], ids=["who agreed", "who did not"])
def test_in_a_drill_whoever_agreed_is_alerted_where_slack_is_too_slow_and_nobody_else(
    helvia: Outage, agrees: bool
) -> None:
    an_hour = timedelta(hours=1)
    assert plan(helvia, players=[THOMAS, DAVID], begins_at=int((helvia.now + an_hour).timestamp())).ok
    if agrees:
        assert press(helvia, "thomas", AGREE).ok
    helvia.settle()
    helvia.slack_is_gone()
    for span in (an_hour, LIMIT, PAUSE):
        helvia.let_pass(span)
    assert helvia.addresses.names == (["thomas"] if agrees else [])
    assert all(each.title.startswith("DRILL 1") for each in helvia.addresses.arrived)
    helvia.slack_is_back()
