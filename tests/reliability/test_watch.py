"""Point 9: an independent look tells what should have happened and has not; a heartbeat stops with it."""

import re
from unittest import mock

import pytest
from sqlalchemy import delete, update

from bot.app import Concord
from bot.crises import noting
from bot.health.questions import LATE
from bot.kernel.clock import Clock
from bot.kernel.escalation import escalations
from bot.kernel.outbox.tables import Method, letters
from sandbox.desk import readable
from tests.crises.steps import asking, raise_crisis
from tests.posts.steps import submitted
from tests.reliability import outage
from tests.reliability.outage import Outage
from tests.reliability.seen import MINUTE, look, metrics, notices, post, start, why
from tests.reliability.steps import GENERAL, stored, write
from tests.steps import register_account


def test_where_all_is_well_the_watch_says_nothing(helvia: Outage) -> None:
    raise_crisis(helvia)
    helvia.settle()
    assert look(helvia)
    assert notices(helvia) == []


def test_letters_that_should_have_left_are_told_to_administrators_once_and_once_more_when_it_is_over(
    helvia: Outage,
) -> None:
    post(helvia)
    helvia.slack_is_gone()
    helvia.workspace.clock.move(3 * MINUTE)
    assert not look(helvia)
    assert not look(helvia)
    helvia.concord.pager.alert_due()
    assert helvia.addresses.names == ["ines"]
    assert "1 message late since" in helvia.addresses.at("ines").message
    helvia.slack_is_back()
    helvia.settle()
    assert look(helvia)
    assert look(helvia)
    unwell, well = notices(helvia)
    assert "Concord is not well" in unwell
    assert "Concord is well again" in well
    assert helvia.addresses.names == ["ines"]


def test_a_letter_that_only_a_newer_version_can_send_is_left_to_its_worker_and_told(helvia: Outage) -> None:
    post(helvia)
    with helvia.session() as session:
        session.execute(update(letters).values(method="chat.ofNextYear"))
    write(helvia, "of this year", GENERAL)
    helvia.concord.sender.drain()
    helvia.workspace.clock.move(3 * MINUTE)
    assert stored(helvia, GENERAL)[-1] == "of this year"
    assert not look(helvia)
    with helvia.session() as session:
        session.execute(update(letters).where(letters.c.method == "chat.ofNextYear").values(method=Method.POST))
    [notice] = notices(helvia)
    assert re.search("1 message waiting since .* for a newer version of Concord. Update all workers", notice)
    assert look(helvia)


@pytest.mark.parametrize("method", Method)
def test_the_watch_knows_each_way_of_this_version_s_letters(method: Method) -> None:
    assert all(f"'{method}'" in LATE[what].sql for what in ("letters", "newer"))


def test_pings_that_should_have_been_said_are_told(helvia: Outage) -> None:
    start(helvia)
    helvia.workspace.clock.move(3 * MINUTE)
    assert not look(helvia)
    with helvia.session() as session:
        session.execute(delete(escalations))
    assert look(helvia)
    assert "1 ping late since" in notices(helvia)[0]


def test_a_ping_that_cannot_be_said_is_seen_from_outside_and_says_how_late_it_is_when_it_can(
    helvia: Outage, monkeypatch: pytest.MonkeyPatch
) -> None:
    raise_crisis(helvia)
    with monkeypatch.context() as broken:
        broken.setattr(noting, "call", mock.Mock(side_effect=RuntimeError))
        for _ in range(20):
            helvia.let_pass(MINUTE)
            helvia.concord.watch.look()
    assert metrics(helvia)["concord_escalations_oldest_due_seconds{urgency=crisis}"] == 20 * 60
    assert "A crisis ping has been due" in why(helvia)
    assert any("1 ping late since" in each for each in notices(helvia))
    helvia.settle()
    helvia.let_pass(MINUTE)
    assert why(helvia) == ""
    assert "21 minutes late" in readable(asking(helvia, "thomas")[0])


def test_a_crisis_that_nothing_asks_about_is_told_by_its_number(helvia: Outage) -> None:
    raise_crisis(helvia)
    helvia.settle()
    with helvia.session() as session:
        session.execute(update(escalations).values(state="lost"))
    helvia.let_pass(3 * MINUTE)
    assert not look(helvia)
    assert "Nobody is asked about Crisis 1." in notices(helvia)[0]


def test_a_review_and_an_account_that_nothing_looks_after_are_told_too(helvia: Outage) -> None:
    account_id = register_account(helvia)
    post_id = submitted(helvia, account=account_id)
    helvia.let_pass(3 * MINUTE)
    assert look(helvia)
    with helvia.session() as session:
        session.execute(update(escalations).values(state="lost"))
    assert not look(helvia)
    assert f"Nothing checks whether account {account_id} falls silent" in "".join(notices(helvia))
    assert f"The reviewers of post #{post_id} are not reminded" in "".join(notices(helvia))


def test_what_is_over_at_the_next_look_goes_unsaid(helvia: Outage) -> None:
    post(helvia)
    helvia.workspace.clock.move(3 * MINUTE)
    assert not helvia.concord.watch.look()
    helvia.settle()
    assert look(helvia)
    assert notices(helvia) == []


def test_the_heartbeat_is_heard_only_while_all_is_well(helvia: Outage) -> None:
    heart = beating(helvia, helvia.concord.clock)
    heart.heartbeat()
    assert helvia.addresses.names == []
    heart.watch.look()
    heart.heartbeat()
    assert helvia.addresses.names == ["heart"]
    post(helvia)
    helvia.workspace.clock.move(3 * MINUTE)
    heart.heartbeat()
    heart.watch.look()
    helvia.settle()
    heart.heartbeat()
    assert helvia.addresses.names == ["heart"]
    heart.watch.look()
    heart.heartbeat()
    assert helvia.addresses.names == ["heart", "heart"]
    heart.close()


def test_a_heartbeat_that_cannot_be_reached_is_only_logged(helvia: Outage, capsys: pytest.CaptureFixture[str]) -> None:
    heart = beating(helvia, helvia.concord.clock)
    helvia.addresses.refusals = 1
    heart.watch.look()
    heart.heartbeat()
    heart.close()
    log = capsys.readouterr().out
    assert "heartbeat_not_heard" in log
    assert "heart-token" not in log


def beating(helvia: Outage, clock: Clock) -> Concord:
    """A Concord with a heartbeat URL."""
    there = f"http://127.0.0.1:{helvia.addresses.port}/heart/heart-token"
    return outage.another(helvia, clock=clock, heartbeat_url=there)
