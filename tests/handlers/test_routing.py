"""Every gesture that Slack knows has its answer, and every answer its gesture."""

from pathlib import Path

import pytest
import yaml

import handlers
from handlers.routing import Routes
from tests.world import Helvia

pytestmark = pytest.mark.any_database

MANIFEST = yaml.safe_load((Path(__file__).parents[2] / "manifest.yml").read_text())
COMMANDS = {each["command"]: each for each in MANIFEST["features"]["slash_commands"]}


def test_manifest_and_handlers_know_the_same_commands_and_shortcuts() -> None:
    routes = handlers.routes()
    assert set(routes.commands) == set(COMMANDS)
    assert set(routes.shortcuts) == {each["callback_id"] for each in MANIFEST["features"]["shortcuts"]}


@pytest.mark.parametrize("name", COMMANDS)
def test_each_word_of_a_usage_hint_exists(name: str) -> None:
    command = handlers.routes().commands[name]
    assert COMMANDS[name]["usage_hint"] == f"{command.hint} · help"
    assert set(command.hint.split(" · ")) == set(command.words)


def test_a_word_that_no_hint_has_is_a_programming_error() -> None:
    command = Routes().command("/account", about="The registry", hint="register · list")
    with pytest.raises(ValueError, match=r"/account lst"):
        command.word("lst", example="/account lst", about="lists")


@pytest.mark.parametrize("name", COMMANDS)
def test_help_lists_every_word_with_an_example_in_the_order_of_the_hint(helvia: Helvia, name: str) -> None:
    text, command = helvia.desk("marta").type("#general", f"{name} help").text, handlers.routes().commands[name]
    places = [text.find(f"`{command.words[word].example}`") for word in command.hint.split(" · ")]
    assert -1 not in places
    assert places == sorted(places)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_without_words_opens_something_useful(helvia: Helvia, name: str) -> None:
    marta = helvia.desk("marta")
    outcome = marta.type("#general", name)
    assert outcome.ok
    assert outcome.text or marta.modal is not None


def test_an_unknown_word_gets_the_closest_one_as_a_suggestion(helvia: Helvia) -> None:
    text = helvia.desk("marta").type("#general", "/account lst").text
    assert "does not know “lst”" in text
    assert "Did you mean `/account list" in text


def test_an_answer_given_twice_is_a_programming_error() -> None:
    one, other = Routes(), Routes()
    one.action("accounts.approve")(lambda gesture: pytest.fail(str(gesture)))
    other.action("accounts.approve")(lambda gesture: pytest.fail(str(gesture)))
    with pytest.raises(ValueError, match=r"accounts\.approve"):
        one.take(other)
    with pytest.raises(ValueError, match=r"accounts\.approve"):
        one.action("accounts.approve")(lambda gesture: pytest.fail(str(gesture)))
