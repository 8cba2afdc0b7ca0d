"""Pages: what they say, whom they reach, and what becomes of those that an address does not take."""

import json
import logging
import threading
from datetime import timedelta

import pytest
from sqlalchemy import update

from bot.alerts import leasing
from bot.alerts.model import alerts
from bot.alerts.pager import Pager
from bot.kernel.db import Database
from tests.crises.steps import raise_crisis
from tests.patience import PATIENCE_S
from tests.reliability.outage import FIRST, LIMIT, PUBLIC_URL, SECRET, Outage

HOUR = timedelta(hours=1)


def another_pager(helvia: Outage, database: Database, *, links: bool = True) -> Pager:
    """As another worker has one, or a deployment without a PUBLIC_URL."""
    concord = helvia.concord
    ways = {way.address: way for ways in concord.governance.other_ways.values() for way in ways}
    linked = concord.links if links else None
    return Pager(database, concord.clock, lambda: ways, linked, concord.subscriptions.alerted, concord.metrics.alert)


def test_an_alert_says_how_bad_who_since_when_and_how_to_answer_and_no_word_of_what_happened(helvia: Outage) -> None:
    helvia.page_for_a_crisis(what="A video shows\nsplit capsules")
    page = helvia.addresses.at("thomas")
    assert page.title == "Crisis 1 (red) needs an answer"
    assert "split capsules" not in page.title + page.message
    assert "(red)" in page.message
    assert "Raised 2026-03-02 10:00 Europe/Zurich; asked 2026-03-02 10:00 Europe/Zurich: Thomas Brandt." in page.message
    assert f"Answer here: {PUBLIC_URL}/answer/" in page.message
    assert page.token == SECRET


def test_an_alert_about_a_confidential_crisis_says_its_number_and_how_to_answer_and_nothing_else(
    helvia: Outage,
) -> None:
    helvia.page_for_a_crisis(what="A video shows split capsules", confidential=["yes"])
    for address in FIRST:
        page = helvia.addresses.at(address)
        assert page.title == "Crisis 1 needs an answer"
        words, _, link = page.message.partition(f"Answer here: {PUBLIC_URL}/answer/")
        assert words.strip() == "Slack was too slow."
        assert link


def test_a_higher_level_leaves_by_its_own_ways_too(helvia: Outage) -> None:
    raise_crisis(helvia)
    helvia.slack_is_gone()
    helvia.let_pass()
    helvia.let_pass(timedelta(minutes=10))
    helvia.addresses.clear()
    helvia.let_pass(LIMIT)
    assert helvia.addresses.names == sorted([*FIRST, "level-2"])


def test_an_address_that_refuses_is_tried_again_later_and_reached_once(helvia: Outage) -> None:
    raise_crisis(helvia)
    helvia.slack_is_gone()
    helvia.let_pass()
    helvia.addresses.refusals = 2
    helvia.let_pass(LIMIT)
    assert len(helvia.addresses.arrived) == 1
    helvia.let_pass()
    assert len(helvia.addresses.arrived) == 1
    helvia.let_pass(LIMIT)
    assert helvia.addresses.names == FIRST


def test_an_address_that_never_answers_is_given_up_after_a_day_of_tries(helvia: Outage) -> None:
    helvia.addresses.refusals = 1000
    raise_crisis(helvia)
    helvia.slack_is_gone()
    helvia.let_pass()
    helvia.let_pass(LIMIT)
    helvia.workspace.clock.move(25 * HOUR)
    helvia.concord.pager.alert_due()
    assert {page.state for page in helvia.pages()} == {"waiting"}  # it may be the clock that is wrong
    for _ in range(leasing.FEWEST_TRIES):
        helvia.workspace.clock.move(timedelta(minutes=1))
        helvia.concord.pager.alert_due()
    assert {page.state for page in helvia.pages()} == {"dead"}


def test_an_address_that_the_governance_file_no_longer_has_is_left_alone(helvia: Outage) -> None:
    raise_crisis(helvia)
    helvia.slack_is_gone()
    helvia.let_pass()
    with helvia.session() as session:
        session.execute(update(alerts).where(alerts.c.whose == "U0THOMAS00").values(address="gone"))
    helvia.let_pass(LIMIT)
    assert helvia.addresses.names == ["crisis-lead", "everyone"]


def test_several_workers_send_each_alert_once(helvia: Outage) -> None:
    raise_crisis(helvia)
    helvia.slack_is_gone()
    helvia.let_pass()
    helvia.workspace.clock.move(LIMIT)
    pagers = [another_pager(helvia, helvia.database) for _ in range(4)]
    at_once = threading.Barrier(len(pagers))

    def work(pager: Pager) -> None:
        at_once.wait(PATIENCE_S)
        pager.alert_due()

    threads = [threading.Thread(target=work, args=[pager]) for pager in pagers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE_S)
    assert helvia.addresses.names == FIRST


def test_what_a_worker_that_died_had_in_hand_is_sent_by_another_one(helvia: Outage) -> None:
    raise_crisis(helvia)
    helvia.slack_is_gone()
    helvia.let_pass()
    helvia.workspace.clock.move(LIMIT)
    with helvia.session() as session:
        assert len(leasing.lease(session, helvia.now, limit=10)) == len(FIRST)
    helvia.let_pass()
    assert helvia.addresses.arrived == []
    helvia.let_pass(leasing.LEASE)
    assert helvia.addresses.names == FIRST


def test_a_clock_that_is_set_back_holds_no_alert_up(helvia: Outage) -> None:
    raise_crisis(helvia)
    helvia.slack_is_gone()
    helvia.let_pass()
    helvia.workspace.clock.set(helvia.now - HOUR)
    helvia.concord.pager.alert_due()
    assert helvia.addresses.names == FIRST


def test_without_a_public_address_an_alert_says_what_to_do_instead(helvia: Outage) -> None:
    raise_crisis(helvia)
    helvia.slack_is_gone()
    helvia.let_pass()
    helvia.workspace.clock.move(LIMIT)
    another_pager(helvia, helvia.database, links=False).alert_due()
    message = helvia.addresses.at("thomas").message
    assert "When Slack is back, press “I'm on it”, or call +41 44 000 00 00." in message
    assert PUBLIC_URL not in message


def test_no_secret_of_an_address_is_logged_or_kept(
    helvia: Outage, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.INFO)
    helvia.addresses.refusals = 1
    helvia.page_for_a_crisis()
    helvia.let_pass(LIMIT)
    assert helvia.addresses.at("thomas").token == SECRET
    output = capsys.readouterr()
    rows = json.dumps([list(map(str, page)) for page in helvia.pages()])
    assert SECRET not in caplog.text + output.out + output.err + rows + repr(helvia.concord.governance)
