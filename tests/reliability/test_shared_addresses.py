"""A link that several read answers as somebody there who says to be one of them: pings pause until Slack knows more."""

from contextlib import closing
from datetime import timedelta
from html import unescape

import httpx
import pytest

from sandbox.desk import Outcome, readable, texts
from sandbox.workspace.models import Message
from tests.crises.steps import (
    answer,
    asking,
    crisis_now,
    headline,
    offered,
    pinged,
    press,
    raise_crisis,
    resolve,
    show,
)
from tests.handlers.test_what_asks import waiting
from tests.reliability.outage import LIMIT, Outage, another, browser
from tests.reliability.test_answering_by_link import DAVID, THOMAS, confirm, link
from tests.world import Helvia

AN_INTERVAL = timedelta(minutes=5)
"""So long Helvia's red policy waits between its first pings."""
WORDS = "somebody at the crisis lead's address as <@U0THOMAS00>"


def answered_by_link(helvia: Outage, address: str = "crisis-lead", person: str = THOMAS) -> httpx.Response:
    """From a page about a red crisis, while Slack is gone; it is back afterwards."""
    helvia.page_for_a_crisis()
    thanks = confirm(helvia, link(helvia, address), person)
    helvia.slack_is_back()
    return thanks


def question(helvia: Helvia, handle: str = "thomas") -> Message:
    """Whether it was them."""
    [card] = [each for each in helvia.direct(handle) if "crises.not_me" in offered(each)]
    return card


def say(helvia: Helvia, action: str, handle: str = "thomas") -> Outcome:
    card = question(helvia)
    return helvia.desk(handle, force=True).press(card.channel, card.ts, action)


def test_it_is_nobodys_answer_until_it_is_confirmed(helvia: Outage) -> None:
    thanks = answered_by_link(helvia)
    assert "I ask about Crisis 1 again" in unescape(thanks.text)
    assert "unless Thomas Brandt confirms this in Slack" in thanks.text
    crisis = crisis_now(helvia)
    assert (crisis.state, crisis.answered_by, crisis.claimed_by) == ("open", "", THOMAS)
    [entry] = helvia.audit("answer_claimed")
    assert entry.who == "address:crisis_lead"
    assert entry.who_name == "Somebody at the crisis lead's address who says they are Thomas Brandt"
    assert entry.note == "by link (JSON)"
    assert helvia.audit("crisis_acknowledged") == []


def test_card_timeline_and_trail_say_who_said_what(helvia: Outage) -> None:
    answered_by_link(helvia)
    assert WORDS in readable(headline(helvia))
    assert "answered by link as <@U0THOMAS00>" in readable(show(helvia, "marta"))
    [report] = [text for text in helvia.texts("#war-room") if "Alerted in other ways" in text]
    assert "answered by link as Thomas Brandt, not confirmed" in report
    trail = helvia.desk("ines").type("#general", "/social audit crisis:1").text
    assert "Somebody at the crisis lead's address who says they are Thomas Brandt" in trail


def test_the_page_says_that_whoever_is_chosen_is_asked(helvia: Outage) -> None:
    helvia.page_for_a_crisis()
    text = helvia.browser().get(link(helvia, "crisis-lead")).text
    assert "Who are you?" in text
    assert "You are Thomas Brandt" not in text


def test_pings_pause_and_the_person_is_asked_in_slack(helvia: Outage) -> None:
    answered_by_link(helvia)
    helvia.settle()
    assert "Was this you?" in readable(question(helvia))
    before = pinged(helvia)
    helvia.wait(AN_INTERVAL - timedelta(seconds=5))
    assert pinged(helvia) == before


def test_once_it_is_confirmed_the_person_is_on_it(helvia: Outage) -> None:
    answered_by_link(helvia)
    helvia.settle()
    assert say(helvia, "crises.acknowledge").ok
    crisis = crisis_now(helvia)
    assert (crisis.state, crisis.answered_by, crisis.claimed_by) == ("acknowledged", THOMAS, "")
    [entry] = helvia.audit("crisis_acknowledged")
    assert (entry.who, entry.note) == (THOMAS, "Confirmed here what was answered by a link.")
    helvia.wait(timedelta(minutes=20))
    assert asking(helvia, "thomas") == []


def test_where_nobody_confirms_it_the_pings_go_on(helvia: Outage) -> None:
    answered_by_link(helvia)
    helvia.settle()
    before = len(pinged(helvia))
    helvia.wait(AN_INTERVAL + timedelta(seconds=1))
    assert len(pinged(helvia)) == before + 1
    assert crisis_now(helvia).claimed_by == ""
    assert [entry.note for entry in helvia.audit("claim_lapsed")] == [THOMAS]
    assert WORDS not in readable(headline(helvia))
    assert asking(helvia, "thomas")


def test_where_it_was_not_them_people_are_asked_again_at_once(helvia: Outage) -> None:
    answered_by_link(helvia)
    helvia.settle()
    before = len(pinged(helvia))
    assert say(helvia, "crises.not_me").ok
    helvia.settle()
    assert len(pinged(helvia)) == before + 1
    assert len(helvia.audit("claim_denied")) == 1
    assert [each for each in helvia.direct("thomas") if "crises.not_me" in offered(each)] == []


def test_it_stands_on_their_home_with_both_buttons_until_one_is_pressed(helvia: Outage) -> None:
    answered_by_link(helvia)
    helvia.settle()
    thomas, david = helvia.desk("thomas"), helvia.desk("david")
    for desk in (thomas, david):
        desk.open_home()
    helvia.settle()
    assert "Crisis 1" in texts(waiting(thomas))
    assert all(f"'{action}'" in str(waiting(thomas)) for action in ("crises.acknowledge", "crises.not_me"))
    assert "crises.not_me" not in str(waiting(david))
    assert thomas.press_at_home("crises.not_me").ok
    assert len(helvia.audit("claim_denied")) == 1
    assert "crises.not_me" not in str(waiting(thomas))


def test_nobody_else_says_that_it_was_not_them(helvia: Outage) -> None:
    answered_by_link(helvia)
    helvia.settle()
    say(helvia, "crises.not_me", "jonas")
    assert helvia.audit("claim_denied") == []
    assert crisis_now(helvia).claimed_by == THOMAS


def test_whoever_answers_in_slack_meanwhile_is_on_it_and_the_question_is_over(helvia: Outage) -> None:
    answered_by_link(helvia)
    helvia.settle()
    assert answer(helvia, "david").ok
    crisis = crisis_now(helvia)
    assert (crisis.answered_by, crisis.claimed_by) == (DAVID, "")
    assert [each for each in helvia.direct("thomas") if "crises.not_me" in offered(each)] == []


def test_resolving_ends_the_question_too(helvia: Outage) -> None:
    answered_by_link(helvia)
    helvia.settle()
    assert resolve(helvia, "david").ok
    assert crisis_now(helvia).claimed_by == ""
    assert [each for each in helvia.direct("thomas") if "crises.not_me" in offered(each)] == []


@pytest.mark.parametrize("address", ["crisis-lead", "everyone"])
def test_while_slack_stays_away_the_alerts_go_on_after_the_pause(helvia: Outage, address: str) -> None:
    helvia.page_for_a_crisis()
    confirm(helvia, link(helvia, address))
    helvia.addresses.clear()
    helvia.let_pass(AN_INTERVAL + timedelta(seconds=1))
    helvia.let_pass(timedelta(seconds=61))
    assert helvia.addresses.names


def test_a_name_that_was_unknown_when_the_ping_was_due_is_told_when_the_alert_leaves(helvia: Outage) -> None:
    raise_crisis(helvia)
    with closing(another(helvia)) as worker:
        worker.fire_due()
        worker.people.meet([THOMAS])
        helvia.slack_is_gone()
        helvia.workspace.clock.move(LIMIT)
        worker.pager.alert_due()
        shown_page = browser(worker).get(link(helvia, "crisis-lead")).text
    for text in (helvia.addresses.at("thomas").message, shown_page):
        assert "Thomas Brandt" in text
    assert THOMAS not in helvia.addresses.at("thomas").message


def test_a_lead_of_one_person_says_the_same(helvia: Outage) -> None:
    answered_by_link(helvia)
    helvia.settle()
    assert press(helvia, "david", "crises.lead").ok
    assert crisis_now(helvia).claimed_by == ""
