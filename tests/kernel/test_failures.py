"""What is told of an error is where it arose and what it is; the words that somebody typed are not."""

import json
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from bot.kernel.db import Database
from bot.kernel.failures import message, trace
from bot.kernel.outbox.tables import letters
from bot.kernel.secrets import HIDDEN
from tests.kernel.world import NOON

WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1).map(lambda typed: f"Words: {typed}")
OF_A_PATIENT = "It hurts since Monday"
ROW = {
    "method": "m",
    "channel": "c",
    "payload": {},
    "urgency": 1,
    "state": "sent",
    "due_at": NOON,
    "not_before": NOON,
    "attempts": 0,
    "doubt": False,
    "plain": False,
}


def write_twice(database: Database, words: str) -> None:
    with database.transaction() as session:
        for number in ("1", "2"):
            session.execute(letters.insert(), {**ROW, "id": number, "key": words})


def leave_out(database: Database, words: str) -> None:
    with database.transaction() as session:
        session.execute(letters.insert(), {**ROW, "id": "1", "key": words, "state": None})


def misspell(database: Database, words: str) -> None:
    with database.transaction() as session:
        session.execute(text("SELECT no_such_column, :words FROM letters"), {"words": words})


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(words=WORDS, fail=st.sampled_from([write_twice, leave_out, misspell]))
def test_what_the_database_refuses_is_told_without_the_row(
    database: Database, words: str, fail: Callable[[Database, str], None]
) -> None:
    with pytest.raises(SQLAlchemyError) as raised:
        fail(database, words)
    lines = trace(raised.value) + message(raised.value)
    assert "Words: " not in lines
    assert "letters" in lines
    assert f"in {fail.__name__}" in lines


def test_a_value_that_postgresql_quotes_in_its_first_line_is_not_told(postgres_url: str) -> None:
    database = Database(postgres_url)
    with pytest.raises(SQLAlchemyError) as raised, database.transaction() as session:
        session.execute(text("SELECT CAST(:words AS VARCHAR)::integer"), {"words": OF_A_PATIENT})
    database.close()
    assert OF_A_PATIENT not in trace(raised.value)
    assert HIDDEN in trace(raised.value)


@pytest.mark.parametrize("read", [int, json.loads, {}.__getitem__, [].index, "ä".encode])
def test_a_value_that_python_quotes_is_not_told(read: Callable[[str], object]) -> None:
    def nothing_to_do_with_it() -> None:
        raise ConnectionError("The network is down")

    try:
        try:
            read(OF_A_PATIENT)
        except (ValueError, LookupError):
            nothing_to_do_with_it()
    except ConnectionError as error:
        lines = trace(error)
    assert OF_A_PATIENT not in lines
    assert "Error: [hidden]" in lines
    assert "During handling of the above exception" in lines
    assert "builtins.ConnectionError: The network is down" in lines
