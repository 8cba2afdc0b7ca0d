"""Slack hands over the ids of whoever is mentioned after a command: people read names, and nobody is called by it."""

import pytest

from handlers.words import by_name, parts
from sandbox.desk import texts
from tests.crises.steps import WAR_ROOM, raise_crisis
from tests.world import Helvia

pytestmark = pytest.mark.any_database

NAMES = {"U0THOMAS00": "Thomas Brandt"}


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("ask <@U0THOMAS00>", "ask @Thomas Brandt"),
        ("ask <@U0THOMAS00|thomas>", "ask @Thomas Brandt"),
        ("ask <@U0STRANGE0|stranger>", "ask @stranger"),
        ("ask <@U0STRANGE0>", "ask @somebody"),
        ("in <#C0WARROOM0|war-room>", "in #war-room"),
        ("in <#C0WARROOM0>", "in #a-channel"),
        ("for <!subteam^S0MEDICAL0|@medical>", "for @medical"),
        ("for <!subteam^S0MEDICAL0>", "for @a-group"),
        ("all <!channel>", "all @channel"),
        ("see <https://x.com/a|x.com/a> &amp; &lt;this&gt;", "see https://x.com/a & <this>"),
        ("&lt;@U0THOMAS00&gt;", "<@U0THOMAS00>"),
    ],
)
def test_what_was_typed_is_read_with_names(typed: str, read: str) -> None:
    assert by_name(typed, lambda user_id: NAMES.get(user_id, user_id)) == read


def test_filters_look_by_ids_and_what_stands_beside_them_goes_by_its_name() -> None:
    [owner, beside] = parts("owner:<@U0THOMAS00|thomas> <@U0STRANGE0|stranger>")
    assert (owner.name, owner.value) == ("owner", "U0THOMAS00")
    assert (beside.name, beside.value) == ("", "@stranger")


def test_a_crisis_that_names_colleagues_is_told_with_their_names_and_calls_nobody_by_it(helvia: Helvia) -> None:
    jonas = helvia.desk("jonas")
    jonas.type("#general", "/crisis raise Ask @david in #war-room")
    assert jonas.modal is not None
    assert "Ask @David" in str(jonas.modal.content)
    assert "U0DAVID000" not in str(jonas.modal.content)
    jonas.close_all()
    raise_crisis(helvia)
    helvia.desk("thomas").type("#general", "/crisis update 1 @david knows")
    [*_, news] = helvia.messages(WAR_ROOM)
    assert ">@David Okafor knows" in texts(news.blocks)
    assert "U0DAVID000" not in texts(news.blocks)


@pytest.mark.parametrize("command", ["/account show", "/account", "/post show", "/crisis list", "/calendar week"])
def test_a_refusal_names_whom_it_was_asked_about(helvia: Helvia, command: str) -> None:
    refusal = helvia.desk("marta").type("#general", f"{command} @david").text
    assert "U0DAVID000" not in refusal
    assert "david" in refusal.lower()
