"""Point 9, seen from outside: metrics, and a readiness that says why."""

import threading
from contextlib import closing, suppress
from datetime import timedelta

import pytest
from sqlalchemy import insert, text, update
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from bot.alerts.model import alerts
from bot.health.pulse import Pulse
from bot.kernel import receipts
from bot.kernel.db import Database
from bot.kernel.outbox.tables import Urgency
from bot.kernel.statements import Prepared
from bot.run.work import Work
from tests.crises.steps import raise_crisis
from tests.patience import PATIENCE_S
from tests.reliability import outage
from tests.reliability.outage import LIMIT, SECOND, SECRET, Outage
from tests.reliability.seen import MINUTE, metrics, post, start, why


def test_what_waits_is_counted_by_urgency_with_its_age(helvia: Outage) -> None:
    post(helvia, Urgency.DECISION)
    start(helvia)
    helvia.workspace.clock.move(MINUTE)
    post(helvia, Urgency.CRISIS)
    post(helvia, Urgency.ROUTINE, after=MINUTE)
    figures = metrics(helvia)
    assert figures["concord_letters_due{urgency=decision}"] == 1
    assert figures["concord_letters_oldest_due_seconds{urgency=decision}"] == 60
    assert figures["concord_letters_due{urgency=crisis}"] == 1
    assert figures["concord_letters_due{urgency=routine}"] == 0
    assert figures["concord_escalations_due{urgency=routine}"] == 1
    assert figures["concord_escalations_oldest_due_seconds{urgency=routine}"] == 60
    assert figures["concord_database_up"] == 1


def test_an_alert_that_is_late_turns_readiness_red(helvia: Outage) -> None:
    helvia.page_for_a_crisis()
    helvia.slack_is_back()
    helvia.settle()
    assert why(helvia) == ""
    with helvia.session() as session:
        session.execute(update(alerts).values(state="waiting", instead_of=None, sent_at=None))
    helvia.workspace.clock.move(4 * MINUTE)
    assert "A crisis alert has been due" in why(helvia)


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


def test_what_it_refuses_of_a_prepared_statement_is_counted_too_though_a_savepoint_undid_it(helvia: Outage) -> None:
    before = metrics(helvia)
    double = [{"key": "click 1", "at": helvia.now}] * 2
    with helvia.session() as session, suppress(IntegrityError), session.begin_nested():
        Prepared(insert(receipts.receipts)).run_all(session, double)
    after = metrics(helvia)
    name = "concord_database_errors_total{error=IntegrityError}"
    assert after[name] == before.get(name, 0) + 1


def test_no_label_names_a_person_a_channel_or_an_address(helvia: Outage) -> None:
    helvia.page_for_a_crisis()
    page = helvia.browser().get("/metrics").text
    assert not [word for word in ("U0", "C0", "thomas", "Thomas", "127.0.0.1", SECRET) if word in page]


def test_two_concords_in_one_process_have_metrics_of_their_own(helvia: Outage) -> None:
    helvia.concord.metrics.alert("sent")
    with closing(outage.another(helvia)) as other:
        assert "concord_pages_total{" not in outage.browser(other).get("/metrics").text


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
    assert f"A {urgency.name.lower()} letter has been due since 2026-03-02 09:00:00 UTC (1 in all)" in why(helvia)


def test_a_ping_that_is_later_than_its_limit_turns_readiness_red(helvia: Outage) -> None:
    start(helvia)
    helvia.workspace.clock.move(2 * MINUTE + SECOND)
    assert "A routine ping has been due since 2026-03-02 09:00:00 UTC (1 in all)" in why(helvia)


def test_a_revoked_token_turns_readiness_red_until_it_works_again(helvia: Outage) -> None:
    post(helvia)
    helvia.workspace.faults.add("error", code="token_revoked", times=0)
    helvia.let_pass()
    assert why(helvia) == "Slack accepts no messages: token_revoked."
    assert metrics(helvia)["concord_sender_trouble"] == 1
    helvia.slack_is_back()
    helvia.let_pass(MINUTE)
    assert why(helvia) == ""


def test_a_scheduler_that_stopped_turns_readiness_red(helvia: Outage, monkeypatch: pytest.MonkeyPatch) -> None:
    seconds = [100.0]
    pulse = Pulse(lambda: seconds[0])
    monkeypatch.setattr(helvia.concord.health, "beat", pulse)
    assert why(helvia) == ""
    helvia.concord.fire_due()
    seconds[0] += 30
    assert why(helvia) == ""
    seconds[0] += 15
    assert why(helvia) == "The scheduler has not run for 45 seconds."


def test_a_database_that_does_not_answer_turns_readiness_red(helvia: Outage, monkeypatch: pytest.MonkeyPatch) -> None:
    nowhere = Database("postgresql://concord@127.0.0.1:1/nowhere")
    monkeypatch.setattr(helvia.concord.health, "database", nowhere)
    assert why(helvia) == "The database does not answer."
    nowhere.close()


def test_readiness_names_the_next_ping_or_the_next_letter_whichever_is_sooner(helvia: Outage) -> None:
    start(helvia, after=timedelta(hours=2))
    assert helvia.browser().get("/readyz").json()["next_due"] == (helvia.now + timedelta(hours=2)).isoformat()
    post(helvia, after=timedelta(hours=1))
    assert helvia.browser().get("/readyz").json()["next_due"] == (helvia.now + timedelta(hours=1)).isoformat()


def test_work_marks_its_beat_and_sends_alerts_by_itself(helvia: Outage) -> None:
    raise_crisis(helvia)
    helvia.slack_is_gone()
    helvia.let_pass()
    helvia.workspace.clock.move(LIMIT)
    work = Work(helvia.concord)
    work.start()
    assert helvia.addresses.wait_for(3)
    work.stop()
    assert helvia.concord.health.beat.age() is not None


def test_whom_a_crisis_asks_first_is_asked_at_once_and_not_at_the_next_beat(
    helvia: Outage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.run.work.FIRE_S", 2 * PATIENCE_S)
    looked, fire_due = threading.Semaphore(0), helvia.concord.fire_due

    def look() -> None:
        fire_due()
        looked.release()

    monkeypatch.setattr(helvia.concord, "fire_due", look)
    work = Work(helvia.concord)
    work.start()
    assert looked.acquire(timeout=PATIENCE_S)
    raise_crisis(helvia)
    assert looked.acquire(timeout=PATIENCE_S)
    work.stop()
    assert len(helvia.audit("people_pinged")) == 1
