"""Whatever is typed behind a command or into a form is taken, or answered in a sentence: each route is tried."""

import re
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
ODD = ("²", "①", "٣", "1" * 40, "a\x00b", "\ud83d", "\u202e\u2066", "&<>" * 200)
SOURCES = [file.read_text() for file in (Path(__file__).parents[2] / "handlers").glob("*.py")]
FIELDS = {name for source in SOURCES for name in re.findall(r'\.(?:text|choice|choices|person)\("(\w+)"\)', source)}


@pytest.fixture
def company(helvia: Helvia) -> Helvia:
    """An account, a post, a slot and a crisis, each with the number 1."""
    plan(helvia, 1) if submitted(helvia) else None
    raise_crisis(helvia)
    return helvia


def failures(lines: list[Any]) -> list[Any]:
    return [line for line in lines if line["log_level"] in {"error", "critical"}]


@pytest.mark.parametrize("odd", ODD, ids=range(len(ODD)))
def test_each_command_answers(company: Helvia, odd: str) -> None:
    marta = company.desk("marta")
    for words in WORDS:
        for typed in (f"{words} {odd}", f"{words} 1 market:{odd} page:{odd}"):
            with capture_logs() as lines:
                answer = marta.type("#general", typed.encode(errors="replace").decode()).text
            marta.close_all()
            assert "Something went wrong" not in answer, typed
            assert failures(lines) == [], typed


@pytest.mark.parametrize("odd", ODD, ids=range(len(ODD)))
@pytest.mark.parametrize("about", ["1", "odd"])
def test_each_field_of_each_form_is_read(company: Helvia, wire: Wire, secret: str, odd: str, about: str) -> None:
    answer = {"type": "plain_text_input", "value": odd, "selected_option": {"value": odd}, "selected_user": odd}
    values = {name: {"any": {**answer, "selected_options": [{"value": odd}]}} for name in FIELDS}
    for number, callback_id in enumerate(sorted(ROUTES.forms)):
        view = {
            "id": f"V{number}",
            "hash": "h",
            "type": "modal",
            "callback_id": callback_id,
            "state": {"values": values},
        }
        metadata = odd if about == "odd" else about
        payload = {
            "type": "view_submission",
            "trigger_id": f"1.{number}",
            "user": {"id": "U0MARTA000", "team_id": "T0HELVIA00"},
            "team": {"id": "T0HELVIA00"},
            "view": view | {"private_metadata": metadata},
        }
        with capture_logs() as lines:
            assert wire.gesture(payload, secret) == 200, callback_id
        assert failures(lines) == [], callback_id
