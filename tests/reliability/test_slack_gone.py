"""A crisis that Slack does not take word of leaves by another way."""

from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from sandbox.desk import readable
from tests.crises.steps import WAR_ROOM, answer, asking, crisis_now, raise_crisis, resolve, show
from tests.patience import PATIENCE_S
from tests.reliability import outage
from tests.reliability.outage import FIRST, LIMIT, SECOND, Outage


def test_a_ping_that_slack_takes_in_time_alerts_nobody(helvia: Outage) -> None:
    raise_crisis(helvia)
    helvia.settle()
    helvia.let_pass(LIMIT)
    assert helvia.addresses.arrived == []
    assert {page.state for page in helvia.pages()} == {"needless"}


def test_a_ping_that_slack_does_not_take_within_the_limit_leaves_by_each_way_once(helvia: Outage) -> None:
    raise_crisis(helvia)
    helvia.slack_is_gone()
    helvia.let_pass()
    helvia.let_pass(LIMIT - SECOND)
    assert helvia.addresses.arrived == []
    helvia.let_pass(SECOND)
    assert helvia.addresses.names == FIRST
    helvia.let_pass(SECOND)
    assert helvia.addresses.names == FIRST


def test_where_only_the_direct_message_is_stuck_only_that_person_is_alerted(helvia: Outage) -> None:
    raise_crisis(helvia)
    helvia.workspace.faults.add("server_error", method="chat.postMessage", channel="U0THOMAS00", times=0)
    for _ in range(4):
        helvia.let_pass(SECOND)
    helvia.let_pass(LIMIT)
    assert helvia.addresses.names == ["thomas"]


def test_a_person_whom_slack_shows_nothing_is_alerted_though_the_fallback_channel_has_the_ping(helvia: Outage) -> None:
    raise_crisis(helvia)
    helvia.workspace.faults.add("error", code="user_not_found", channel="U0THOMAS00", times=0)
    helvia.settle()
    helvia.let_pass(LIMIT)
    assert helvia.addresses.names == ["thomas"]


def test_whoever_answers_in_time_spares_the_alert(helvia: Outage) -> None:
    raise_crisis(helvia)
    helvia.workspace.faults.add("server_error", method="chat.postMessage", channel="U0THOMAS00", times=0)
    for _ in range(4):
        helvia.let_pass(SECOND)
    assert helvia.desk("david").type("#general", "/crisis show 1").ok
    [room] = [each for each in helvia.desk("david").read(WAR_ROOM) if "*Risk*" in readable(each)]
    assert helvia.press("david", room, "crises.acknowledge").ok
    helvia.let_pass(LIMIT)
    assert helvia.addresses.arrived == []
    assert {page.state for page in helvia.pages()} == {"withdrawn"}


def test_a_crisis_that_is_resolved_alerts_nobody_any_more(helvia: Outage) -> None:
    raise_crisis(helvia)
    helvia.settle()
    resolve(helvia)
    helvia.settle()
    helvia.slack_is_gone()
    helvia.let_pass(2 * LIMIT)
    assert helvia.addresses.arrived == []


def test_when_slack_is_back_the_room_is_told_once_who_was_alerted_how_and_when(helvia: Outage) -> None:
    helvia.page_for_a_crisis()
    helvia.let_pass(timedelta(minutes=4))
    helvia.let_pass(LIMIT)
    assert len(helvia.addresses.arrived) == 2 * len(FIRST)
    helvia.slack_is_back()
    reports = [text for text in helvia.texts(WAR_ROOM) if "Alerted in other ways" in text]
    assert len(reports) == 1
    assert reports[0].count("Thomas Brandt by JSON") == 2
    assert reports[0].count("crisis lead by JSON") == 2
    assert reports[0].count("everyone by JSON") == 2
    assert str(int(helvia.pages()[0].sent_at.timestamp())) in reports[0]
    assert "127.0.0.1" not in reports[0]
    helvia.let_pass(LIMIT)
    assert len([text for text in helvia.texts(WAR_ROOM) if "Alerted in other ways" in text]) == 1


def test_another_outage_is_told_of_in_a_message_of_its_own(helvia: Outage) -> None:
    helvia.page_for_a_crisis()
    helvia.slack_is_back()
    helvia.settle()
    helvia.slack_is_gone()
    helvia.let_pass(timedelta(minutes=5))
    helvia.let_pass(LIMIT)
    helvia.slack_is_back()
    reports = [text for text in helvia.texts(WAR_ROOM) if "Alerted in other ways" in text]
    assert [text.count("Thomas Brandt") for text in reports] == [1, 1]


def test_the_ping_itself_still_arrives_late_where_nobody_has_answered(helvia: Outage) -> None:
    helvia.page_for_a_crisis()
    helvia.slack_is_back()
    helvia.settle()
    [asked] = asking(helvia, "thomas")
    assert "*Crisis 1 needs you*" in readable(asked)


def test_alerts_are_on_the_timeline_and_in_the_audit_trail(helvia: Outage) -> None:
    helvia.page_for_a_crisis()
    [entry] = helvia.audit("people_paged")
    assert (entry.who, entry.subject) == ("concord", "crisis:1")
    assert entry.note == "Thomas Brandt by JSON, crisis lead by JSON, everyone by JSON"
    helvia.slack_is_back()
    assert "Alerted outside Slack" in readable(show(helvia, "thomas"))


def test_slack_may_be_gone_altogether_and_come_back(helvia: Outage) -> None:
    raise_crisis(helvia)
    helvia.sandbox.black_out()
    helvia.let_pass()
    helvia.let_pass(LIMIT)
    assert helvia.addresses.names == FIRST
    helvia.slack_is_back()
    assert helvia.sandbox.sockets.wait_for(connections=1, timeout=PATIENCE_S)
    assert answer(helvia).ok
    assert crisis_now(helvia).answered_by == "U0THOMAS00"


def test_a_process_that_starts_while_slack_is_gone_pings_alerts_and_takes_answers(helvia: Outage) -> None:
    raise_crisis(helvia)
    helvia.slack_is_gone()
    with closing(outage.another(helvia)) as late:
        late.warm()
        late.fire_due()
        helvia.workspace.clock.move(LIMIT)
        late.pager.alert_due()
        assert helvia.addresses.names == FIRST
        link = helvia.addresses.at("thomas").link
        thanks = outage.browser(late).post(link, data={"person": "U0THOMAS00"})
    assert "you are on Crisis 1" in thanks.text
    assert crisis_now(helvia).answered_by == "U0THOMAS00"


@pytest.mark.parametrize("team", ["named", "asked for"])
def test_a_process_that_starts_while_slack_is_gone_sends_alerts_too(helvia: Outage, tmp_path: Path, team: str) -> None:
    rules = tmp_path / "governance.yml"
    lines = helvia.rules.read_text().splitlines(keepends=True)
    rules.write_text("".join(line for line in lines if team == "named" or not line.startswith("team:")))
    raise_crisis(helvia)
    helvia.slack_is_gone()
    helvia.let_pass()
    with closing(outage.another(helvia, rules=rules)) as late:
        helvia.workspace.clock.move(LIMIT)
        late.pager.alert_due()
        assert helvia.addresses.names == FIRST
        helvia.slack_is_back()
        assert late.people.actor("U0THOMAS00").name == "Thomas Brandt"
