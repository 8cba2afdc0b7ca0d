"""Green and red mean what a load balancer needs: whether this process can answer, and whether the engines work."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, event, func, select
from sqlalchemy.exc import SQLAlchemyError

from bot.health import lasting
from bot.health.pruning import SIGNS_KEPT, prune
from bot.health.pulse import Pulse
from bot.health.readiness import DISCONNECTED_S
from bot.health.sign_of_life import MISSED_S, SignOfLife, signs
from bot.kernel.outbox import leasing
from bot.kernel.outbox.tables import Urgency
from bot.run.work import Work
from tests.patience import until
from tests.reliability.outage import SECOND, Outage
from tests.reliability.seen import MINUTE, look, metrics, post, start, why
from tests.reliability.steps import WAR_ROOM, stored, write

HOUR = timedelta(hours=1)


def ready(helvia: Outage) -> str:
    """Why this process is not ready, as /readyz says; nothing where it is."""
    answer = helvia.browser().get("/readyz")
    assert answer.status_code == (503 if "why" in answer.json() else 200)
    return str(answer.json().get("why", ""))


@pytest.fixture
def beat(helvia: Outage, monkeypatch: pytest.MonkeyPatch) -> Pulse:
    """Of a process that does not run the engines, until it is marked."""
    silent = Pulse()
    monkeypatch.setattr(helvia.concord.health, "beat", silent)
    return silent


def test_what_the_engines_owe_is_for_status_and_for_the_processes_that_run_them(helvia: Outage, beat: Pulse) -> None:
    start(helvia)
    post(helvia, Urgency.CRISIS)
    helvia.workspace.clock.move(3 * MINUTE)
    assert ready(helvia) == ""
    assert "A routine ping has been due" in why(helvia)
    beat.mark()
    assert ready(helvia) == why(helvia)


def test_a_token_that_was_revoked_leaves_a_process_ready_that_does_not_run_them(helvia: Outage, beat: Pulse) -> None:
    post(helvia)
    helvia.workspace.faults.add("error", code="token_revoked", times=0)
    helvia.let_pass()
    helvia.concord.health.beat = Pulse()
    assert ready(helvia) == ""
    assert "token_revoked" in why(helvia)
    helvia.slack_is_back()
    helvia.let_pass(MINUTE)


def test_status_counts_what_is_due_by_urgency(helvia: Outage) -> None:
    start(helvia)
    post(helvia, Urgency.CRISIS)
    due = {"letters": {"crisis": 1}, "escalations": {"routine": 1}, "pages": {}}
    assert helvia.browser().get("/status").json()["due"] == due


@contextmanager
def no_writes(helvia: Outage) -> Iterator[None]:
    """The database goes on answering, and refuses what changes it."""
    statement = "PRAGMA query_only=ON" if helvia.database.is_sqlite else "SET TRANSACTION READ ONLY"

    def refuse(connection: Connection) -> None:
        connection.exec_driver_sql(statement)

    event.listen(helvia.database.engine, "begin", refuse)
    yield
    event.remove(helvia.database.engine, "begin", refuse)
    helvia.database.engine.dispose()


def test_a_database_that_takes_no_writes_turns_every_process_red_until_it_does(helvia: Outage) -> None:
    helvia.concord.sign.give()
    assert ready(helvia) == ""
    with no_writes(helvia), pytest.raises(SQLAlchemyError):
        helvia.concord.sign.give()
    assert ready(helvia) == "The database takes no writes."
    assert metrics(helvia)["concord_database_writable"] == 0
    assert metrics(helvia)["concord_database_up"] == 1
    helvia.concord.sign.give()
    assert ready(helvia) == ""
    assert metrics(helvia)["concord_database_writable"] == 1


def test_a_write_that_takes_long_turns_it_red_though_nothing_was_refused_yet(helvia: Outage) -> None:
    now, seen = [0.0], list[bool]()
    sign = SignOfLife(helvia.database, helvia.concord.clock, lambda: now[0])

    def hang(_connection: Connection) -> None:
        seen.append(sign.is_missing)
        now[0] += MISSED_S + 1
        seen.append(sign.is_missing)

    event.listen(helvia.database.engine, "begin", hang)
    sign.give()
    event.remove(helvia.database.engine, "begin", hang)
    assert seen == [False, True]
    assert not sign.is_missing
    now[0] += MISSED_S + 1
    assert sign.is_missing


def test_each_process_writes_one_row_of_its_own_and_those_of_long_ago_are_forgotten(helvia: Outage) -> None:
    old, new = (SignOfLife(helvia.database, helvia.concord.clock) for _ in range(2))
    for _ in range(3):
        old.give()
    helvia.workspace.clock.move(SIGNS_KEPT + SECOND)
    for _ in range(3):
        new.give()
    assert rows(helvia) == 2
    prune(helvia.database, helvia.now)
    assert rows(helvia) == 1


def rows(helvia: Outage) -> int:
    with helvia.session() as session:
        return session.execute(select(func.count()).select_from(signs)).scalar_one()


def test_a_minute_without_a_connection_to_slack_turns_it_red(helvia: Outage, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    line = Pulse(lambda: now[0])
    monkeypatch.setattr(helvia.concord.health, "line", line)
    assert "concord_socket_mode_disconnected_seconds" not in metrics(helvia)
    line.mark()
    now[0] += DISCONNECTED_S
    assert ready(helvia) == ""
    now[0] += 15
    assert ready(helvia) == "No connection to Slack for 1 minute."
    assert metrics(helvia)["concord_socket_mode_disconnected_seconds"] == 75
    line.mark()
    assert ready(helvia) == ""
    assert metrics(helvia)["concord_socket_mode_disconnected_seconds"] == 0


def test_what_waits_for_its_turn_in_a_channel_is_not_late_while_the_others_go(helvia: Outage) -> None:
    for number in range(65):
        write(helvia, f"crisis {number}", WAR_ROOM, Urgency.CRISIS)
    for _ in range(64):
        helvia.workspace.clock.move(SECOND)
        assert helvia.concord.sender.deliver_due() == 1
    assert why(helvia) == ""
    assert helvia.concord.watch.look()
    assert metrics(helvia)["concord_letters_oldest_due_seconds{urgency=crisis}"] == 64
    assert metrics(helvia)["concord_letters_late_seconds{urgency=crisis}"] == 0


def test_it_is_late_once_nobody_sends_the_others_any_more(helvia: Outage) -> None:
    for number in range(3):
        write(helvia, f"crisis {number}", WAR_ROOM, Urgency.CRISIS)
    helvia.concord.sender.deliver_due()
    helvia.workspace.clock.move(MINUTE)
    assert why(helvia) == ""
    helvia.workspace.clock.move(2 * SECOND)
    assert "A crisis letter has been due since" in why(helvia)
    assert not look(helvia)


def test_a_letter_that_fails_again_and_again_is_late_however_often_it_is_tried(helvia: Outage) -> None:
    helvia.workspace.faults.add("server_error", method="chat.*", channel=WAR_ROOM, times=0)
    write(helvia, "crisis", WAR_ROOM, Urgency.CRISIS)
    helvia.concord.sender.deliver_due()
    began = helvia.now
    while helvia.now - began <= MINUTE:
        assert why(helvia) == ""
        helvia.workspace.clock.move(5 * SECOND)
        helvia.concord.sender.deliver_due()
    assert "A crisis letter has been due since" in why(helvia)


def test_what_was_held_before_the_clock_was_set_back_is_late_all_the_same(helvia: Outage) -> None:
    write(helvia, "first", WAR_ROOM)
    helvia.concord.sender.deliver_due()
    helvia.workspace.clock.set(helvia.now - HOUR)
    write(helvia, "second", WAR_ROOM)
    helvia.workspace.clock.move(3 * MINUTE)
    assert "A routine letter has been due since" in why(helvia)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_sender_that_died_goes_on_with_what_waits(helvia: Outage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lasting, "PAUSE_S", 0)
    deadly = iter([SystemExit()])
    lease = leasing.lease

    def die_once(*given: Any, **more: Any) -> Any:
        for cause in deadly:
            raise cause
        return lease(*given, **more)

    monkeypatch.setattr(leasing, "lease", die_once)
    before = metrics(helvia).get("concord_thread_deaths_total{thread=sender}", 0)
    write(helvia, "said all the same", WAR_ROOM)
    work = Work(helvia.concord)
    work.start()
    until(lambda: "said all the same" in stored(helvia), helvia.workspace)
    work.stop()
    assert metrics(helvia)["concord_thread_deaths_total{thread=sender}"] == before + 1
