"""The link of a page shows what it is about, answers once, for whom it was sent to, and nobody can make one up."""

from datetime import timedelta

import httpx
import pytest
from sqlalchemy import update

from bot.alerts.links import GOOD_FOR, Links
from bot.alerts.model import alerts
from bot.kernel.db import Database
from tests.crises.steps import answer, asking, crisis_now, headline, post_update, raise_crisis, resolve
from tests.kernel.world import NOON
from tests.reliability.outage import LIMIT, PUBLIC_URL, Outage

THOMAS, DAVID = "U0THOMAS00", "U0DAVID000"


def link(helvia: Outage, address: str = "thomas") -> str:
    return helvia.addresses.at(address).link


def confirm(helvia: Outage, path: str, person: str = THOMAS) -> httpx.Response:
    return helvia.browser().post(path, data={"person": person})


def test_looking_shows_who_is_asked_and_no_word_of_what_happened_and_changes_nothing(helvia: Outage) -> None:
    helvia.page_for_a_crisis(what="A video shows split capsules")
    page = helvia.browser().get(link(helvia))
    assert page.status_code == 200
    assert "<h1>Crisis 1 (red) needs an answer</h1>" in page.text
    assert "split capsules" not in page.text
    assert "You are Thomas Brandt." in page.text
    assert crisis_now(helvia).state == "open"
    assert helvia.browser().head(link(helvia)).status_code == 200


def test_looking_waits_for_nobody_who_writes(helvia: Outage) -> None:
    helvia.page_for_a_crisis()
    path = link(helvia)
    with helvia.database.engine.connect() as writer, writer.begin() as writing:
        writer.execute(update(alerts).values(told_in=None))
        assert helvia.browser().get(path).status_code == 200
        writing.rollback()


def test_the_page_of_a_link_keeps_to_itself(helvia: Outage) -> None:
    helvia.page_for_a_crisis()
    headers = helvia.browser().get(link(helvia)).headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "default-src 'none'" in headers["Content-Security-Policy"]


def test_confirming_answers_as_that_person_while_slack_is_gone(helvia: Outage) -> None:
    helvia.page_for_a_crisis()
    thanks = confirm(helvia, link(helvia))
    assert "Thank you, Thomas Brandt: you are on Crisis 1" in thanks.text
    crisis = crisis_now(helvia)
    assert (crisis.state, crisis.answered_by, crisis.answered_name) == ("acknowledged", THOMAS, "Thomas Brandt")
    [entry] = helvia.audit("crisis_acknowledged")
    assert (entry.who, entry.note) == (THOMAS, "by link (JSON)")


def test_after_an_answer_by_link_nobody_is_asked_when_slack_is_back(helvia: Outage) -> None:
    helvia.page_for_a_crisis()
    confirm(helvia, link(helvia))
    helvia.let_pass(timedelta(minutes=5))
    assert len(helvia.addresses.arrived) == 3
    helvia.slack_is_back()
    helvia.settle()
    assert asking(helvia, "thomas") == []
    assert "is being handled" in headline(helvia).text
    [report] = [text for text in helvia.texts("#war-room") if "Alerted in other ways" in text]
    assert "answered by link by Thomas Brandt" in report


def test_a_link_works_once(helvia: Outage) -> None:
    helvia.page_for_a_crisis()
    confirm(helvia, link(helvia))
    again = confirm(helvia, link(helvia))
    assert "Thomas Brandt is on Crisis 1" in again.text
    assert len(helvia.audit("crisis_acknowledged")) == 1


def test_a_used_link_does_not_answer_when_the_crisis_is_open_again(helvia: Outage) -> None:
    helvia.page_for_a_crisis()
    used = link(helvia)
    confirm(helvia, used)
    helvia.slack_is_back()
    helvia.wait(timedelta(minutes=31))
    assert crisis_now(helvia).state == "open"
    assert "This link was used already" in helvia.browser().get(used).text
    assert "This link was used already" in confirm(helvia, used).text
    assert crisis_now(helvia).state == "open"


def test_a_late_link_is_answered_kindly(helvia: Outage) -> None:
    helvia.page_for_a_crisis()
    helvia.slack_is_back()
    helvia.settle()
    assert answer(helvia, "david").ok
    page = helvia.browser().get(link(helvia))
    assert "Nothing left to do" in page.text
    assert "David Okafor is on Crisis 1" in page.text
    assert post_update(helvia, "david", "All quiet").ok
    assert resolve(helvia, "david").ok
    assert "David Okafor resolved" in confirm(helvia, link(helvia)).text


def test_a_link_expires(helvia: Outage) -> None:
    helvia.page_for_a_crisis()
    helvia.workspace.clock.move(GOOD_FOR + LIMIT)
    assert "This link has expired" in helvia.browser().get(link(helvia)).text
    assert "This link has expired" in confirm(helvia, link(helvia)).text
    assert crisis_now(helvia).state == "open"


def test_only_those_whom_the_alert_asks_answer_by_it(helvia: Outage) -> None:
    helvia.page_for_a_crisis()
    assert "Choose who you are" in confirm(helvia, link(helvia), "U0JONAS000").text
    assert "Choose who you are" in helvia.browser().post(link(helvia)).text
    assert crisis_now(helvia).state == "open"


def test_where_an_alert_asks_several_each_says_who_they_are(helvia: Outage) -> None:
    raise_crisis(helvia)
    helvia.settle()
    helvia.slack_is_gone()
    helvia.let_pass(timedelta(minutes=10))
    helvia.let_pass(LIMIT)
    page = helvia.browser().get(link(helvia, "everyone")).text
    assert "Who are you?" in page
    assert "Thomas Brandt" in page
    assert confirm(helvia, link(helvia, "everyone"), DAVID).status_code == 200
    assert crisis_now(helvia).claimed_by == DAVID


def test_somebody_who_was_deactivated_cannot_answer_by_a_link(helvia: Outage) -> None:
    raise_crisis(helvia)
    helvia.slack_is_gone()
    helvia.let_pass()
    helvia.let_pass(LIMIT)
    helvia.slack_is_back()
    helvia.workspace.roster.deactivate(THOMAS)
    helvia.sandbox.events.settle()
    page = confirm(helvia, link(helvia))
    assert "Only active people can act" in page.text
    assert crisis_now(helvia).state == "open"


@pytest.mark.parametrize(
    "change", [lambda path: path + "x", lambda path: path.replace(".", "1.", 1), lambda _: "/answer/"]
)
def test_a_link_that_was_made_up_leads_nowhere(helvia: Outage, change: object) -> None:
    helvia.page_for_a_crisis()
    assert callable(change)
    made_up = helvia.browser().get(change(link(helvia)))
    assert made_up.status_code == 404
    assert "link is not valid" in made_up.text


def test_for_a_link_that_was_made_up_the_database_is_asked_nothing(
    helvia: Outage, monkeypatch: pytest.MonkeyPatch
) -> None:
    nowhere = Database("postgresql://concord@127.0.0.1:1/nowhere")
    monkeypatch.setattr(helvia.concord, "database", nowhere)
    assert helvia.browser().get("/answer/1.1767225600.made-up").status_code == 404
    nowhere.close()


def test_another_key_makes_other_links() -> None:
    ours, theirs = Links(PUBLIC_URL, "our secret, long enough"), Links(PUBLIC_URL, "their secret, long enough")
    assert ours.make(7, NOON) != theirs.make(7, NOON)


def test_a_browser_that_does_something_else_is_told_what_to_do(helvia: Outage) -> None:
    helvia.page_for_a_crisis()
    assert helvia.browser().put(link(helvia)).status_code == 405


def test_while_the_database_does_not_answer_the_page_says_so(helvia: Outage, monkeypatch: pytest.MonkeyPatch) -> None:
    helvia.page_for_a_crisis()
    nowhere = Database("postgresql://concord@127.0.0.1:1/nowhere")
    monkeypatch.setattr(helvia.concord, "database", nowhere)
    page = helvia.browser().get(link(helvia))
    nowhere.close()
    assert page.status_code == 503
    assert "Try again in a minute" in page.text
