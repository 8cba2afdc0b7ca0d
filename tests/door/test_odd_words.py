"""Whatever is typed behind a command or into a form is taken, or answered in a sentence: each route is tried."""

import re
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

import handlers
from tests.calendar.steps import plan
from tests.crises.steps import raise_crisis
from tests.door.wire import Wire
from tests.posts.steps import submitted
from tests.world import Helvia

ROUTES = handlers.routes()
WORDS = [f"{command.name} {word}".strip() for command in ROUTES.commands.values() for word in ("", *command.words)]
HELD_OTHERWISE = ("1" * 40, "a\x00b", "\ud83d")
"""By each database: a number, and what PostgreSQL takes for no text."""
ODD = (*HELD_OTHERWISE, "²", "①", "٣", "\u202e\u2066", "&<>" * 200)
LONG = {length: "x" * length for length in (3_000, 3_001, 40_000, 100_000)}
"""As much as a form's field takes, more, as much as a message takes, and more."""
SOURCES = [file.read_text() for file in (Path(__file__).parents[2] / "handlers").glob("*.py")]
FIELDS = {name for source in SOURCES for name in re.findall(r'\.(?:text|choice|choices|person)\("(\w+)"\)', source)}
TYPED = sorted({name for source in SOURCES for name in re.findall(r'\.text\("(\w+)"\)', source)})
AT_ONCE = 500_000
"""Characters in one form, so that the request is one that the door takes."""


@pytest.fixture
def company(helvia: Helvia) -> Helvia:
    """An account, a post, a slot and a crisis, each with the number 1."""
    plan(helvia, 1) if submitted(helvia) else None
    raise_crisis(helvia)
    return helvia


def failures(lines: list[Any]) -> list[Any]:
    return [line for line in lines if line["log_level"] in {"error", "critical"}]


@pytest.mark.any_database
def test_each_command_answers(company: Helvia) -> None:
    marta = company.desk("marta")
    odd = [typed for word in ODD for typed in (word, f"1 market:{word} page:{word}")]
    for words, typed in product(WORDS, (*odd, *LONG.values())):
        with capture_logs() as lines:
            answer = marta.type("#general", f"{words} {typed}".encode(errors="replace").decode()).text
        marta.close_all()
        assert "Something went wrong" not in answer, f"{words} {typed[:40]}"
        assert failures(lines) == [], f"{words} {typed[:40]}"


@pytest.mark.usefixtures("company")
def test_each_field_of_each_form_is_read_where_databases_hold_it_otherwise(wire: Wire, secret: str) -> None:
    for odd in HELD_OTHERWISE:
        send_each_form(wire, secret, filled_in(odd), "1")


@pytest.mark.any_database
@pytest.mark.usefixtures("company")
def test_each_field_of_each_form_is_read(wire: Wire, secret: str) -> None:
    for odd in ODD[len(HELD_OTHERWISE) :]:
        send_each_form(wire, secret, filled_in(odd), "1")


@pytest.mark.any_database
@pytest.mark.usefixtures("company")
def test_each_form_may_be_about_anything(wire: Wire, secret: str) -> None:
    for odd in ODD:
        send_each_form(wire, secret, filled_in(odd), odd)


def filled_in(odd: str) -> dict[str, Any]:
    answer = {"type": "plain_text_input", "value": odd, "selected_option": {"value": odd}, "selected_user": odd}
    return {name: {"any": {**answer, "selected_options": [{"value": odd}]}} for name in FIELDS}


@pytest.mark.any_database
@pytest.mark.usefixtures("company")
def test_each_field_of_each_form_may_be_too_long(wire: Wire, secret: str) -> None:
    for length, text in LONG.items():
        typed = {name: {"any": {"type": "plain_text_input", "value": text}} for name in TYPED[: AT_ONCE // length]}
        send_each_form(wire, secret, typed, "1")


def send_each_form(wire: Wire, secret: str, values: dict[str, Any], about: str) -> None:
    for number, callback_id in enumerate(sorted(ROUTES.forms)):
        view = {
            "id": f"V{number}",
            "hash": "h",
            "type": "modal",
            "callback_id": callback_id,
            "state": {"values": values},
        }
        payload = {
            "type": "view_submission",
            "trigger_id": f"1.{number}",
            "user": {"id": "U0MARTA000", "team_id": "T0HELVIA00"},
            "team": {"id": "T0HELVIA00"},
            "view": view | {"private_metadata": about},
        }
        with capture_logs() as lines:
            assert wire.gesture(payload, secret) == 200, callback_id
        assert failures(lines) == [], callback_id
