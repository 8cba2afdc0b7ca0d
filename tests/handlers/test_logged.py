"""What the log says of a gesture: which it was, what failed, and what became of the messages that it wrote."""

import logging
from collections.abc import Callable, Iterator, MutableMapping
from datetime import timedelta
from typing import Any

import pytest
import structlog
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session
from structlog.contextvars import merge_contextvars
from structlog.testing import capture_logs

from bot.kernel import receipts
from bot.kernel.db import Database
from bot.kernel.outbox.tables import letters
from bot.kernel.schedule import attempt
from bot.migrations import newest
from handlers.sentences import A_MOMENT_FASTER, REPLACED, sentence_for
from tests.kernel.test_failures import ROW
from tests.kernel.world import NOON
from tests.steps import register_account
from tests.world import Helvia

VERSION = text("UPDATE alembic_version SET version_num = :is")
Lines = list[MutableMapping[str, Any]]
Break = Callable[[Session], object]


def twice(session: Session) -> None:
    for _ in range(2):
        session.execute(receipts.receipts.insert(), {"key": "k", "at": NOON})


def of_nobody(session: Session) -> None:
    session.execute(text("INSERT INTO crisis_calls (crisis_id, person, at) VALUES (7, 'U0', :at)"), {"at": NOON})


def without_its_state(session: Session) -> None:
    session.execute(letters.insert(), {**ROW, "id": "1", "key": "k", "state": None})


def from_a_column_that_is_gone(session: Session) -> None:
    session.execute(text("SELECT gone FROM letters"))


def failure(database: Database, do: Break) -> SQLAlchemyError:
    with pytest.raises(SQLAlchemyError) as raised, database.transaction() as session:
        do(session)
    return raised.value


@pytest.mark.parametrize("do", [twice, of_nobody])
def test_whoever_was_beaten_is_told_so_and_the_log_says_by_what(database: Database, do: Break) -> None:
    error = failure(database, do)
    with capture_logs() as lines:
        assert sentence_for(error, database) == (A_MOMENT_FASTER, {})
    assert [(line["event"], line["exc_info"]) for line in lines] == [("a_moment_faster", error)]


@pytest.mark.parametrize("do", [without_its_state, from_a_column_that_is_gone])
def test_a_mistake_of_ours_is_nobody_elses_speed(database: Database, do: Break) -> None:
    error = failure(database, do)
    with capture_logs() as lines:
        sentence, _ = sentence_for(error, database)
    assert "Something went wrong; nothing was changed" in sentence
    assert [(line["event"], line["exc_info"]) for line in lines] == [("unexpected", error)]


@pytest.fixture
def next_version(database: Database) -> Iterator[None]:
    """It has migrated the tables."""
    with database.engine.begin() as connection:
        connection.execute(VERSION, {"is": "9999"})
    yield
    with database.engine.begin() as connection:
        connection.execute(VERSION, {"is": newest()})


@pytest.mark.usefixtures("next_version")
@pytest.mark.parametrize("do", [without_its_state, from_a_column_that_is_gone])
def test_a_process_that_trips_over_the_tables_of_a_newer_version_says_so(database: Database, do: Break) -> None:
    error = failure(database, do)
    with capture_logs() as lines:
        assert sentence_for(error, database) == (REPLACED, {})
    assert [(line["event"], line["exc_info"]) for line in lines] == [("newer_version_was_here", error)]


@pytest.fixture
def lines() -> Iterator[Lines]:
    """All that is logged."""
    usual = structlog.get_config()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.INFO))
    with capture_logs([merge_contextvars]) as captured:
        yield captured
    structlog.configure(**usual)


def requests(lines: Lines, event: str) -> list[str]:
    return [line["request"] for line in lines if line["event"] == event]


def test_the_delivery_of_a_message_names_the_gesture_that_wrote_it(helvia: Helvia, lines: Lines) -> None:
    desk = helvia.desk("sofia")
    assert desk.type("#general", "/crisis raise Fake vials").ok
    desk.fill(likelihood="4", impact="5")
    assert desk.submit().ok
    helvia.concord.sender.drain()
    _, raised = requests(lines, "handled")
    assert set(requests(lines, "letter")) == {raised}


def test_the_delivery_of_a_reminder_names_the_look_at_what_was_due(helvia: Helvia, lines: Lines) -> None:
    register_account(helvia, last_post_at=helvia.now - timedelta(days=30))

    def look() -> None:
        helvia.concord.fire_due()
        raise ConnectionError

    attempt("look", look)
    helvia.concord.sender.drain()
    assert len(requests(lines, "letter")) == 1
    assert requests(lines, "letter") == requests(lines, "job_failed")
