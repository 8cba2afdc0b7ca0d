"""Point 3, the other way round: the database fails in the middle of a step, which is neither lost nor doubled."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import OperationalError

from bot.kernel import connecting
from tests.crises.steps import pinged, raise_crisis
from tests.reliability.steps import calls, stored, waiting, write
from tests.steps import register_account
from tests.world import Helvia

LEASE, RECORD = 1, 2
OVER = timedelta(seconds=31)
"""Longer than a lease."""


@contextmanager
def failing(helvia: Helvia, commit: int) -> Iterator[None]:
    """Only the commit of that number fails."""
    seen = []

    def fail(connection: object) -> None:
        seen.append(connection)
        if len(seen) == commit:
            raise OperationalError("COMMIT", {}, Exception("the disk is full"))

    event.listen(helvia.database.engine, "commit", fail)
    yield
    event.remove(helvia.database.engine, "commit", fail)
    assert len(seen) >= commit


def test_a_lease_that_is_not_committed_calls_nobody(helvia: Helvia) -> None:
    write(helvia, "hello")
    with failing(helvia, LEASE), pytest.raises(OperationalError):
        helvia.concord.sender.deliver_due()
    assert calls(helvia, "chat.postMessage") == []
    helvia.settle()
    assert stored(helvia) == ["hello"]


def test_a_message_whose_record_is_not_committed_is_found_in_slack_and_not_said_again(helvia: Helvia) -> None:
    write(helvia, "hello")
    with failing(helvia, RECORD):
        helvia.concord.sender.deliver_due()
    assert stored(helvia) == ["hello"]
    assert [row.state for row in waiting(helvia)] == ["leased"]
    helvia.workspace.clock.move(OVER)
    helvia.settle()
    assert stored(helvia) == ["hello"]
    assert waiting(helvia) == []


def test_a_due_step_that_is_not_committed_is_done_by_the_next_look_once(helvia: Helvia) -> None:
    raise_crisis(helvia)
    with failing(helvia, 1), pytest.raises(OperationalError):
        helvia.concord.fire_due()
    assert pinged(helvia) == []
    helvia.settle()
    assert len(pinged(helvia)) == 1


CUT = text(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
)


def cut(helvia: Helvia) -> None:
    """PostgreSQL ends all its connections; SQLite has none."""
    if not helvia.database.is_sqlite:
        with helvia.database.engine.connect() as connection:
            connection.execute(CUT)


def test_connections_that_postgresql_cuts_are_opened_again(helvia: Helvia) -> None:
    write(helvia, "before")
    helvia.settle()
    cut(helvia)
    write(helvia, "after")
    helvia.settle()
    assert stored(helvia) == ["before", "after"]


def test_a_connection_that_rested_is_asked_first_whether_it_still_stands(
    helvia: Helvia, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connecting, "SURELY_THERE_S", 0)
    engine = helvia.database.engine
    with engine.connect(), engine.connect():
        pass
    cut(helvia)
    with engine.connect(), helvia.database.snapshot() as session:  # which is not tried again
        assert session.scalar(text("SELECT 1")) == 1


LOG = "/account log @Cardiva https://x.com/Cardiva/status/1001"


def test_a_gesture_whose_connection_is_cut_in_its_middle_is_done_once_and_the_person_notices_nothing(
    helvia: Helvia,
) -> None:
    register_account(helvia)
    once = [cut]

    def at_the_change(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith("UPDATE accounts") and once:
            once.pop()(helvia)

    event.listen(helvia.database.engine, "before_cursor_execute", at_the_change)
    answer = helvia.desk("jonas").type("#general", LOG)
    event.remove(helvia.database.engine, "before_cursor_execute", at_the_change)
    assert not once
    assert "Logged on" in answer.text
    assert len(helvia.audit("post_logged")) == 1


@contextmanager
def lost_with_the_answer(helvia: Helvia, monkeypatch: pytest.MonkeyPatch, *, for_good: bool) -> Iterator[None]:
    """The next commit is done, and the connection breaks before PostgreSQL can say so; `for_good`: so do later ones."""
    dialect, left = helvia.database.engine.dialect, [True]
    commit = dialect.do_commit

    def fail(connection: Any) -> None:
        commit(connection)
        if left and not helvia.database.is_sqlite:
            if not for_good:
                left.pop()
            connection.driver_connection.close()
            raise psycopg.OperationalError("server closed the connection unexpectedly")

    with monkeypatch.context() as failing:
        failing.setattr(dialect, "do_commit", fail)
        yield


def test_a_gesture_that_was_committed_while_its_connection_broke_has_one_effect_and_its_answer(
    helvia: Helvia, monkeypatch: pytest.MonkeyPatch
) -> None:
    register_account(helvia)
    with lost_with_the_answer(helvia, monkeypatch, for_good=False):
        assert "Logged on" in helvia.desk("jonas").type("#general", LOG).text
    assert len(helvia.audit("post_logged")) == 1


def test_what_such_a_gesture_opens_is_opened(helvia: Helvia, monkeypatch: pytest.MonkeyPatch) -> None:
    register_account(helvia)
    jonas = helvia.desk("jonas")
    with lost_with_the_answer(helvia, monkeypatch, for_good=False):
        jonas.type("#general", "/account log @Cardiva")
    assert jonas.modal is not None


def test_where_nobody_knows_whether_a_gesture_was_done_the_person_is_told_to_look(
    helvia: Helvia, monkeypatch: pytest.MonkeyPatch
) -> None:
    register_account(helvia)
    with lost_with_the_answer(helvia, monkeypatch, for_good=True):
        answer = helvia.desk("jonas").type("#general", LOG).text
    assert ("Logged on" if helvia.database.is_sqlite else "Look in a minute whether this was done") in answer
    assert len(helvia.audit("post_logged")) == 1
