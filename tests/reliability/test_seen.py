"""Seen from outside: metrics, a readiness that says why, an independent check, and a heartbeat that stops with it."""

from datetime import timedelta
from unittest import mock

import pytest
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import delete, text, update
from sqlalchemy.exc import SQLAlchemyError

from bot.app import Concord, Work
from bot.crises import service
from bot.kernel import escalation, outbox
from bot.kernel.blocks import Message
from bot.kernel.clock import Clock
from bot.kernel.db import Database
from bot.kernel.escalation import Level, Policy, escalations
from bot.kernel.letters import Urgency
from bot.paging.model import pages
from bot.pulse import Pulse
from bot.watch.service import LASTING
from sandbox.gestures import readable
from tests.crises.steps import asking, raise_crisis
from tests.posts.steps import submitted
from tests.reliability import outage
from tests.reliability.outage import LIMIT, SECOND, SECRET, Outage
from tests.steps import register_account

MINUTE = timedelta(minutes=1)
NAG = Policy(name="nag", levels=[Level(after=timedelta(0), whom=["owner"])])


def metrics(helvia: Outage) -> dict[str, float]:
    """Each sample by its name and labels, as `name{label=value}`."""
    told = helvia.browser().get("/metrics")
    assert told.status_code == 200
    return {
        sample.name + "".join(f"{{{name}={value}}}" for name, value in sorted(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(told.text)
        for sample in family.samples
    }


def why(helvia: Outage) -> str:
    """Why it is not ready, as /readyz says; nothing where it is."""
    told = helvia.browser().get("/readyz")
    assert told.status_code == (503 if "why" in told.json() else 200)
    assert "next_due" in told.json()
    return str(told.json().get("why", ""))


def post(helvia: Outage, urgency: Urgency = Urgency.ROUTINE, after: timedelta = timedelta(0)) -> None:
    with helvia.session() as session:
        at = helvia.now + after
        outbox.post(session, key=f"{urgency}", channel="#general", message=Message("hello"), at=at, urgency=urgency)


def start(helvia: Outage, after: timedelta = timedelta(0)) -> None:
    with helvia.session() as session:
        escalation.start(session, subject="account:0", policy=NAG, at=helvia.now + after)


def test_what_waits_is_counted_by_urgency_with_its_age(helvia: Outage) -> None:
    post(helvia, Urgency.DECISION)
    start(helvia)
    helvia.workspace.clock.move(MINUTE)
    post(helvia, Urgency.CRISIS)
    post(helvia, Urgency.ROUTINE, after=MINUTE)
    told = metrics(helvia)
    assert told["concord_letters_due{urgency=decision}"] == 1
    assert told["concord_letters_oldest_due_seconds{urgency=decision}"] == 60
    assert told["concord_letters_due{urgency=crisis}"] == 1
    assert told["concord_letters_due{urgency=routine}"] == 0
    assert told["concord_escalations_due{urgency=routine}"] == 1
    assert told["concord_escalations_oldest_due_seconds{urgency=routine}"] == 60
    assert told["concord_database_up"] == 1


def test_a_ping_that_cannot_be_said_is_seen_from_outside_and_says_how_late_it_is_when_it_can(
    helvia: Outage, monkeypatch: pytest.MonkeyPatch
) -> None:
    raise_crisis(helvia)
    with monkeypatch.context() as broken:
        broken.setattr(service, "call", mock.Mock(side_effect=RuntimeError("a mistake of ours")))
        for _ in range(20):
            helvia.let_pass(MINUTE)
            helvia.concord.watch.look()
    assert metrics(helvia)["concord_escalations_oldest_due_seconds{urgency=crisis}"] == 20 * 60
    assert "A crisis ping has been due" in why(helvia)
    assert any("1 pings should have been said" in each for each in told(helvia))
    helvia.settle()
    helvia.let_pass(MINUTE)
    assert why(helvia) == ""
    assert "21 minutes late" in readable(asking(helvia, "thomas")[0])


def test_a_page_that_is_late_turns_readiness_red(helvia: Outage) -> None:
    helvia.page_for_a_crisis()
    helvia.slack_is_back()
    helvia.settle()
    assert why(helvia) == ""
    with helvia.session() as session:
        session.execute(update(pages).values(state="waiting", instead_of=None, sent_at=None))
    helvia.workspace.clock.move(4 * MINUTE)
    assert "A crisis page has been due" in why(helvia)


def test_deliveries_and_failures_are_counted_by_kind(helvia: Outage) -> None:
    before = metrics(helvia)
    helvia.workspace.faults.add("ratelimited", method="chat.postMessage", seconds=1)
    raise_crisis(helvia)
    helvia.settle()
    helvia.page_for_a_crisis()
    after = metrics(helvia)

    def counted(name: str) -> float:
        return after.get(name, 0) - before.get(name, 0)

    assert counted("concord_deliveries_total{method=chat.postMessage}{verdict=slower}") == 1
    assert counted("concord_deliveries_total{method=chat.postMessage}{verdict=delivered}") >= 3
    assert counted("concord_deliveries_total{method=chat.postMessage}{verdict=again}") >= 1
    assert counted("concord_pages_total{outcome=sent}") == 3


def test_each_kind_of_gesture_is_timed(helvia: Outage) -> None:
    before = metrics(helvia)
    raise_crisis(helvia)
    after = metrics(helvia)
    for kind in ("command", "form", "search"):
        name = f"concord_handler_seconds_count{{kind={kind}}}"
        assert after[name] > before.get(name, 0)


def test_what_the_database_refuses_is_counted(helvia: Outage) -> None:
    before = metrics(helvia)
    with pytest.raises(SQLAlchemyError), helvia.session() as session:
        session.execute(text("SELECT nothing FROM nowhere"))
    after = metrics(helvia)
    grown = [name for name in after if "database_errors_total" in name and after[name] > before.get(name, 0)]
    assert len(grown) == 1


def test_no_label_names_a_person_a_channel_or_an_address(helvia: Outage) -> None:
    helvia.page_for_a_crisis()
    told = helvia.browser().get("/metrics").text
    assert not [word for word in ("U0", "C0", "thomas", "Thomas", "127.0.0.1", SECRET) if word in told]


def test_two_concords_in_one_process_have_metrics_of_their_own(helvia: Outage) -> None:
    helvia.concord.metrics.page("sent")
    url = helvia.database.engine.url.render_as_string(hide_password=False)
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("PAGER_TOKEN", SECRET)
        other = Concord(outage.settings(helvia.sandbox, url, helvia.rules), Database(url), helvia.concord.clock)
    assert "concord_pages_total{" not in outage.browser(other).get("/metrics").text
    other.close()


def test_a_concord_with_nothing_overdue_is_ready(helvia: Outage) -> None:
    assert why(helvia) == ""


@pytest.mark.parametrize(("urgency", "limit"), [(Urgency.CRISIS, MINUTE), (Urgency.ROUTINE, 2 * MINUTE)])
def test_a_letter_that_is_later_than_its_limit_turns_readiness_red(
    helvia: Outage, urgency: Urgency, limit: timedelta
) -> None:
    post(helvia, urgency)
    helvia.workspace.clock.move(limit)
    assert why(helvia) == ""
    helvia.workspace.clock.move(SECOND)
    assert f"A {urgency.name.lower()} letter has been due since 2026-03-02 09:00:00 UTC and is not sent" in why(helvia)


def test_a_ping_that_is_later_than_its_limit_turns_readiness_red(helvia: Outage) -> None:
    start(helvia)
    helvia.workspace.clock.move(2 * MINUTE + SECOND)
    assert "A routine ping has been due since 2026-03-02 09:00:00 UTC and is not said yet" in why(helvia)


def test_a_revoked_token_turns_readiness_red_until_it_works_again(helvia: Outage) -> None:
    post(helvia)
    helvia.workspace.faults.add("error", code="token_revoked", times=0)
    helvia.let_pass()
    assert why(helvia) == "Slack takes no letters: token_revoked."
    assert metrics(helvia)["concord_sender_trouble"] == 1
    helvia.slack_is_back()
    helvia.let_pass(MINUTE)
    assert why(helvia) == ""


def test_a_scheduler_that_stopped_turns_readiness_red(helvia: Outage, monkeypatch: pytest.MonkeyPatch) -> None:
    seconds = [100.0]
    pulse = Pulse(lambda: seconds[0])
    monkeypatch.setattr(helvia.concord, "pulse", pulse)
    assert why(helvia) == ""
    helvia.concord.fire_due()
    seconds[0] += 30
    assert why(helvia) == ""
    seconds[0] += 15
    assert why(helvia) == "The scheduler has not beaten for 45 seconds."


def test_a_database_that_does_not_answer_turns_readiness_red(helvia: Outage, monkeypatch: pytest.MonkeyPatch) -> None:
    nowhere = Database("postgresql://concord@127.0.0.1:1/nowhere")
    monkeypatch.setattr(helvia.concord, "database", nowhere)
    assert why(helvia) == "The database does not answer."
    nowhere.close()


def test_readiness_names_the_next_ping_or_the_next_letter_whichever_is_sooner(helvia: Outage) -> None:
    start(helvia, after=timedelta(hours=2))
    assert helvia.browser().get("/readyz").json()["next_due"] == (helvia.now + timedelta(hours=2)).isoformat()
    post(helvia, after=timedelta(hours=1))
    assert helvia.browser().get("/readyz").json()["next_due"] == (helvia.now + timedelta(hours=1)).isoformat()


def look(helvia: Outage) -> bool:
    """Two looks, apart enough for what they find to count as lasting."""
    helvia.concord.watch.look()
    helvia.workspace.clock.move(LASTING)
    return helvia.concord.watch.look()


def told(helvia: Outage) -> list[str]:
    return [message.text for message in helvia.direct("ines")]


def test_where_all_is_well_the_watch_says_nothing(helvia: Outage) -> None:
    raise_crisis(helvia)
    helvia.settle()
    assert look(helvia)
    assert told(helvia) == []


def test_letters_that_should_have_left_are_told_to_administrators_once_and_once_more_when_it_is_over(
    helvia: Outage,
) -> None:
    post(helvia)
    helvia.slack_is_gone()
    helvia.workspace.clock.move(3 * MINUTE)
    assert not look(helvia)
    assert not look(helvia)
    helvia.concord.pager.page_due()
    assert helvia.addresses.names == ["ines"]
    assert "1 messages to Slack should have been sent" in helvia.addresses.at("ines").message
    helvia.slack_is_back()
    helvia.settle()
    assert look(helvia)
    assert look(helvia)
    unwell, well = told(helvia)
    assert "Concord is not well" in unwell
    assert "Concord is well again" in well
    assert helvia.addresses.names == ["ines"]


def test_pings_that_should_have_been_said_are_told(helvia: Outage) -> None:
    start(helvia)
    helvia.workspace.clock.move(3 * MINUTE)
    assert not look(helvia)
    with helvia.session() as session:
        session.execute(delete(escalations))
    assert look(helvia)
    assert "1 pings should have been said and are not" in told(helvia)[0]


def test_a_crisis_that_nothing_asks_about_is_told_by_its_number(helvia: Outage) -> None:
    raise_crisis(helvia)
    helvia.settle()
    with helvia.session() as session:
        session.execute(update(escalations).values(state="lost"))
    helvia.let_pass(3 * MINUTE)
    assert not look(helvia)
    assert "Crisis 1 is not resolved, and nothing makes sure that somebody answers it" in told(helvia)[0]


def test_a_review_and_an_account_that_nothing_looks_after_are_told_too(helvia: Outage) -> None:
    account_id = register_account(helvia)
    post_id = submitted(helvia, account=account_id)
    helvia.let_pass(3 * MINUTE)
    assert look(helvia)
    with helvia.session() as session:
        session.execute(update(escalations).values(state="lost"))
    assert not look(helvia)
    assert f"Nothing looks whether account {account_id} falls silent" in "".join(told(helvia))
    assert f"Post #{post_id} waits for its reviewers, and nothing reminds them" in "".join(told(helvia))


def test_what_is_over_at_the_next_look_goes_unsaid(helvia: Outage) -> None:
    post(helvia)
    helvia.workspace.clock.move(3 * MINUTE)
    assert not helvia.concord.watch.look()
    helvia.settle()
    assert look(helvia)
    assert told(helvia) == []


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
    said = capsys.readouterr().out
    assert "heartbeat_not_heard" in said
    assert "heart-token" not in said


def beating(helvia: Outage, clock: Clock) -> Concord:
    """A Concord with a heartbeat URL."""
    url = helvia.database.engine.url.render_as_string(hide_password=False)
    there = f"http://127.0.0.1:{helvia.addresses.port}/heart/heart-token"
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("PAGER_TOKEN", SECRET)
        return Concord(outage.settings(helvia.sandbox, url, helvia.rules, heartbeat_url=there), Database(url), clock)


def test_work_marks_its_beat_and_pages_by_itself(helvia: Outage) -> None:
    raise_crisis(helvia)
    helvia.slack_is_gone()
    helvia.let_pass()
    helvia.workspace.clock.move(LIMIT)
    work = Work(helvia.concord)
    work.start()
    assert helvia.addresses.wait_for(3)
    work.stop()
    assert helvia.concord.pulse.age() is not None
