"""A full disk, a database that is away: whoever acts gets a sentence, the log a line, and all is done once."""

import socket
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext, suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event
from sqlalchemy.exc import DBAPIError
from structlog.testing import capture_logs

from bot.kernel.db import Database
from tests.crises.steps import ON_IT, WAR_ROOM, crisis_now, filled_in, headline, pinged, raise_crisis
from tests.reliability.steps import rows, stored
from tests.steps import register_account
from tests.thoroughness import examples
from tests.world import Helvia

LOG = "/account log @Cardiva https://x.com/Cardiva/status/1001"
A_MINUTE = timedelta(minutes=1)
GROWING = ("receipts", "letters")
"""Tables that every gesture and every ping adds a row to."""


@contextmanager
def full(database: Database) -> Iterator[None]:
    """As the database itself says it when a new row finds no room on the disk."""
    with _statements(database, *(_sqlite_full(database) if database.is_sqlite else _postgresql_full())):
        yield


@contextmanager
def away(database: Database) -> Iterator[None]:
    """No connection can be had, and those that there were are gone."""

    def connect(*_: object, **__: object) -> Any:
        if database.is_sqlite:
            return sqlite3.connect("/nowhere/concord.db")
        with socket.socket() as nobody:
            nobody.bind(("127.0.0.1", 0))
            return psycopg.connect(f"host=127.0.0.1 port={nobody.getsockname()[1]}")

    database.engine.dispose()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database.engine.dialect, "connect", connect)
        yield


@contextmanager
def _statements(database: Database, before: list[str], after: list[str]) -> Iterator[None]:
    for statement in before:
        _run(database, statement)
    if database.is_sqlite:
        event.listen(database.engine, "checkout", _grow_no_more)
    try:
        yield
    finally:
        if database.is_sqlite:
            event.remove(database.engine, "checkout", _grow_no_more)
            database.engine.dispose()
        for statement in after:
            _run(database, statement)


def _run(database: Database, statement: str) -> None:
    """As often as others who write are in its way."""

    def once() -> None:
        with database.engine.begin() as connection:
            connection.exec_driver_sql(statement)

    database.retry(once)


def _grow_no_more(connection: Any, *_: object) -> None:
    [pages] = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {pages}")


def _sqlite_full(database: Database) -> tuple[list[str], list[str]]:
    """A row takes more than is left, and no page that is there already is free."""
    with closing(sqlite3.connect(str(database.engine.url.database))) as connection:
        connection.execute("VACUUM")
    large = "INSERT INTO filler VALUES (zeroblob(1000000))"
    triggers = [f"CREATE TRIGGER full_{name} BEFORE INSERT ON {name} BEGIN {large}; END" for name in GROWING]
    return ["CREATE TABLE filler (bytes BLOB)", *triggers], [
        *(f"DROP TRIGGER full_{name}" for name in GROWING),
        "DROP TABLE filler",
    ]


def _postgresql_full() -> tuple[list[str], list[str]]:
    raising = "RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100'"
    function = f"CREATE FUNCTION full() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {raising}; END $$"
    triggers = [f"CREATE TRIGGER full_{name} BEFORE INSERT ON {name} EXECUTE FUNCTION full()" for name in GROWING]
    return [function, *triggers], [*(f"DROP TRIGGER full_{name} ON {name}" for name in GROWING), "DROP FUNCTION full"]


Trouble = Callable[[Database], AbstractContextManager[None]]
TROUBLES: list[tuple[Trouble, str, str]] = [
    (full, "My disk is full", "disk_full"),
    (away, "My database connection broke", "database_lost"),
]
each_trouble = pytest.mark.parametrize(("trouble", "sentence", "line"), TROUBLES, ids=["full", "away"])


@each_trouble
def test_a_form_is_refused_in_a_sentence_and_done_once_afterwards(
    helvia: Helvia, trouble: Trouble, sentence: str, line: str
) -> None:
    desk = filled_in(helvia)
    with trouble(helvia.database), capture_logs() as lines:
        refused = desk.submit()
    assert sentence in "".join(refused.errors.values())
    assert line in [each["event"] for each in lines]
    assert "crises" not in rows(helvia)
    assert desk.submit().ok
    assert rows(helvia)["crises"] == 1
    assert headline(helvia)


@each_trouble
def test_a_command_is_refused_in_a_sentence_and_done_once_afterwards(
    helvia: Helvia, trouble: Trouble, sentence: str, line: str
) -> None:
    register_account(helvia)
    with trouble(helvia.database), capture_logs() as lines:
        assert sentence in helvia.desk("jonas").type("#general", LOG).text
    assert line in [each["event"] for each in lines]
    assert "Logged on" in helvia.desk("jonas").type("#general", LOG).text
    assert len(helvia.audit("post_logged")) == 1


@each_trouble
def test_a_click_is_refused_in_a_whisper_though_no_letter_can_be_written(
    helvia: Helvia, trouble: Trouble, sentence: str, line: str
) -> None:
    raise_crisis(helvia)
    card = headline(helvia)
    with trouble(helvia.database), capture_logs() as lines:
        helvia.press("thomas", card, ON_IT)
    assert line in [each["event"] for each in lines]
    assert [sentence in each for each in helvia.whispers("thomas", WAR_ROOM)] == [True]
    assert crisis_now(helvia).state == "open"
    helvia.press("thomas", card, ON_IT)
    assert crisis_now(helvia).state == "acknowledged"


@pytest.mark.parametrize("trouble", [full, away])
def test_a_ping_that_came_due_meanwhile_is_said_once_afterwards(helvia: Helvia, trouble: Trouble) -> None:
    raise_crisis(helvia)
    with trouble(helvia.database), suppress(DBAPIError):
        helvia.concord.fire_due()
    assert pinged(helvia) == []
    helvia.wait(A_MINUTE)
    assert len(pinged(helvia)) == 1


@pytest.mark.parametrize("trouble", [full, away])
def test_a_message_that_was_written_before_is_sent_once(helvia: Helvia, trouble: Trouble) -> None:
    raise_crisis(helvia)
    with trouble(helvia.database):
        for _ in range(2):
            with suppress(DBAPIError):
                helvia.concord.sender.deliver_due()
    helvia.settle()
    assert len(stored(helvia)) == len(set(stored(helvia)))
    assert headline(helvia)


@settings(max_examples=examples(4), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from([full, away, nullcontext]), min_size=1, max_size=4))
def test_whatever_trouble_comes_when_each_crisis_is_raised_pinged_and_shown_once(
    helvia: Helvia, troubles: list[Callable[[Database], AbstractContextManager[None]]]
) -> None:
    before = len(helvia.audit("crisis_raised"))
    for number, trouble in enumerate(troubles):
        desk = filled_in(helvia, what=f"Trouble{number}")
        with trouble(helvia.database), suppress(DBAPIError):
            is_done = desk.submit().ok
            helvia.concord.fire_due()
            helvia.concord.sender.deliver_due()
        assert is_done is (trouble is nullcontext)
        assert is_done or desk.submit().ok
        desk.close_all()
    assert len(helvia.audit("crisis_raised")) == before + len(troubles)
    helvia.wait(A_MINUTE)
    numbers = range(before + 1, before + 1 + len(troubles))
    assert [len(pinged(helvia, number)) for number in numbers] == [1] * len(troubles)
    assert [bool(headline(helvia, number)) for number in numbers] == [True] * len(troubles)


def test_a_log_that_cannot_be_written_hinders_nobody(helvia: Helvia, monkeypatch: pytest.MonkeyPatch) -> None:
    register_account(helvia)
    with Path("/dev/full").open("w") as nowhere:
        monkeypatch.setattr("sys.stderr", nowhere)
        assert "Logged on" in helvia.desk("jonas").type("#general", LOG).text
        monkeypatch.undo()
