"""Commands as people and phones type them: each is answered with what was meant, or with a sentence."""

from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handlers.body import clean
from handlers.words import by_name, unlinked
from tests.posts import steps as posts
from tests.steps import register_account
from tests.world import Helvia

pytestmark = pytest.mark.any_database

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "commands.yml").read_text())
WRONG = "Something went wrong"


@pytest.mark.parametrize("case", [pytest.param(each, id=each["id"]) for each in CASES])
def test_what_was_typed_is_understood_or_named(helvia: Helvia, case: dict[str, Any]) -> None:
    register_account(helvia)
    marta = helvia.desk("marta")
    for command in case["commands"]:
        assert case["answer"] in marta.type("#general", command).text, command


ONE_COMMAND = (
    "/account LIST market:CH",
    "/account list\nmarket:CH",
    "/account \u2060list  market:CH",
    "/account  list market:hong kong market:CH",
)


def test_a_word_is_known_however_blanks_and_capitals_come(helvia: Helvia) -> None:
    register_account(helvia)
    for command in ONE_COMMAND:
        assert "1 account (market: Switzerland)" in helvia.desk("marta").type("#general", command).text, command


def test_more_than_a_field_holds_is_cut_to_what_fits(helvia: Helvia) -> None:
    marta = helvia.desk("marta")
    for command in ("/account register", "/crisis raise"):
        assert marta.type("#general", f"{command} {'h' * 3500}").ok
        assert marta.modal is not None
        marta.close_all()


def test_a_handle_on_two_networks_is_asked_about_and_found_by_what_was_answered(helvia: Helvia) -> None:
    register_account(helvia, handle="@Helvia")
    register_account(helvia, network="instagram", handle="@helvia", name="Helvia in pictures")
    marta = helvia.desk("marta")
    for command in (
        "/account show @Helvia",
        "/account show helvia",
        "/account log @helvia https://x.com/Helvia/status/1",
    ):
        answer = marta.type("#general", command).text
        assert "Several accounts are called" in answer
        assert "`x.com/Helvia` (@Helvia on X)" in answer
        assert "`instagram.com/helvia" in answer
        assert "(Helvia in pictures on Instagram)" in answer
    for typed in ("x.com/Helvia", "@Helvia on X", "“@helvia on x”", "\u2060@Helvia on X"):
        assert "@Helvia on X" in marta.type("#general", f"/account show {typed}").text.splitlines()[0]
    for typed in ("instagram.com/helvia", "@helvia on Instagram", "Helvia in pictures"):
        assert "Helvia in pictures" in marta.type("#general", f"/account show {typed}").text.splitlines()[0]


def test_the_trail_is_read_by_names(helvia: Helvia) -> None:
    account = register_account(helvia, handle="@HelviaUK")
    ines = helvia.desk("ines")
    for typed in ("@HelviaUK", "helviauk on x", f"account:{account}", f"account {account}", f"Account #{account}"):
        assert "account imported" in ines.type("#general", f"/social audit {typed}").text
    assert "No account is called “@HelviaUQ”" in ines.type("#general", "/social audit @HelviaUQ").text


def test_posts_are_filtered_by_a_network_as_people_call_it(helvia: Helvia) -> None:
    account = posts.register_account(helvia)
    posts.submitted(helvia, account=account)
    jonas = helvia.desk("jonas")
    assert "1 post" in jonas.type("#general", "/post list mine network:Twitter").text


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (
            "Mail <mailto:anna@helvia.example|anna@helvia.example> or call <tel:+41610000000|+41 61 000 00 00>",
            "Mail anna@helvia.example or call +41 61 000 00 00",
        ),
        ("@<mailto:helvia@mastodon.social|helvia@mastodon.social>", "@helvia@mastodon.social"),
        ("<mailto:anna@helvia.example>", "anna@helvia.example"),
    ],
)
def test_links_that_slack_makes_of_addresses_and_numbers_are_what_was_typed(typed: str, read: str) -> None:
    assert unlinked(typed) == by_name(typed) == read


def test_colleagues_channels_and_groups_are_read_by_name() -> None:
    command = "<@U0JONAS000|jonas> called, see <#C0WARROOM0|war-room> &amp; ask <!subteam^S0MEDICAL0|@medical> <!here>"
    assert by_name(command) == "@jonas called, see #war-room & ask @medical @here"


UNSEEN = (
    "\u200b",
    "\u202e",
    "\u2060\ufeff",
    "\u00a0\u2028",
    "\u2800",
    "\u3164",
)


def test_a_post_of_nothing_that_can_be_seen_is_refused(helvia: Helvia) -> None:
    account = posts.register_account(helvia)
    for text in UNSEEN:
        reply = posts.submit(helvia, "jonas", account=account, text=text).reply
        assert "Write the text of the post" in str(reply), repr(text)
        helvia.desk("jonas").close_all()


def test_what_no_database_holds_is_taken_out_of_all_that_comes() -> None:
    body = {"a": "Hel\x00via", "b": [{"c": "\ud83d half"}, "whole 😀"], "d": 1}
    assert clean(body) is body
    assert body == {"a": "Helvia", "b": [{"c": " half"}, "whole 😀"], "d": 1}


COMMANDS = (
    *("/account show", "/account list", "/account list market:", "/account list owner:", "/account retire", "/account"),
    *("/post show", "/post list", "/post list status:", "/post list author:", "/calendar week", "/calendar slot"),
    *("/crisis list", "/crisis show", "/crisis update 1", "/social", "/social audit", "/social rules"),
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    command=st.sampled_from(COMMANDS),
    typed=st.text(st.characters(codec="utf-8"), max_size=30),
    many=st.integers(1, 40),
)
def test_whatever_a_command_is_given_it_answers_in_a_sentence(
    helvia: Helvia, command: str, typed: str, many: int
) -> None:
    marta = helvia.desk("marta")
    outcome = marta.type("#general", f"{command} {typed * many}")
    marta.close_all()
    assert WRONG not in outcome.text


ODD_SIGNS = (
    "Hel\x00via",
    "\x00",
    "²",
    "h" * 3500,
    '"',
    "page:",
    "market:\x00",
    "owner:\u2028",
)


def test_odd_signs_are_answered_in_a_sentence(helvia: Helvia) -> None:
    marta = helvia.desk("marta")
    for command, typed in product(COMMANDS, ODD_SIGNS):
        assert WRONG not in marta.type("#general", f"{command} {typed}").text, f"{command} {typed[:40]}"
        marta.close_all()
