"""What the newest blocks say in ordinary ones: the same words, links and buttons, within Slack's limits."""

import pytest
from slack_sdk.models.blocks import AlertBlock, Block

from bot.kernel.outbox.payload import short
from bot.kernel.text.markup import mrkdwn
from bot.kernel.views import limits
from bot.kernel.views.blocks import Message, home_tab, modal, section
from bot.kernel.views.budget import size
from bot.kernel.views.data import linked, pie, rich, table, words
from bot.kernel.views.ordinary import has_newer, newer, ordinary
from sandbox.blockkit import problems_of_blocks
from sandbox.desk.outcome import texts
from tests.sandbox.examples import EXAMPLES
from tests.sandbox.test_new_blocks import ALERT, CARD, PLACES, chart, number, raw
from tests.sandbox.test_new_blocks import table as made
from tests.sandbox.tiny import Json


def actions_in(blocks: list[Json]) -> list[tuple[str, str]]:
    return [
        (each["action_id"], each["value"])
        for block in blocks
        if block["type"] == "actions"
        for each in block["elements"]
    ]


@pytest.mark.parametrize("kind", PLACES)
def test_slack_takes_in_every_workspace_what_stands_for_a_new_block(kind: str) -> None:
    block, _ = PLACES[kind]
    blocks = ordinary([block, {"type": "divider"}], newer([block]))
    assert newer(blocks) == frozenset()
    assert blocks[-1] == {"type": "divider"}
    assert problems_of_blocks(blocks) == []


def test_what_is_not_asked_for_stays_as_it_is() -> None:
    assert ordinary([CARD, EXAMPLES["pie"]], {"card"})[-1] is EXAMPLES["pie"]


def test_a_table_is_a_line_a_row_with_its_links() -> None:
    link = {"type": "link", "url": "https://a.example", "text": "Cardiva"}
    cell = {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [link]}]}
    (text,) = ordinary(
        [made([raw("Name"), raw("Days")], [cell, number(3)], [raw("Neurova"), number(4)])], {"data_table"}
    )
    title, rows = text["elements"]
    assert "".join(part["text"] for part in title["elements"]) == "Accounts: Name · Days"
    lines = [[part["text"] for part in row["elements"]] for row in rows["elements"]]
    assert lines == [["Cardiva", " · ", "3"], ["Neurova", " · ", "4"]]
    assert rows["elements"][0]["elements"][0] == link


def test_of_a_table_that_is_too_long_the_first_rows_stay_and_the_others_are_counted() -> None:
    rows = [[raw("x" * 480)] for _ in range(20)]
    (text,) = ordinary([made([raw("Name")], *rows)], {"data_table"})
    assert len(text["elements"][1]["elements"]) == 18
    assert texts([text]).endswith("and 2 more")


def test_a_chart_is_a_line_each_slice_or_category() -> None:
    assert texts(ordinary([EXAMPLES["pie"]], {"data_visualization"})) == "Accounts\nActive: 3"
    series = [
        {"name": name, "data": [{"label": month, "value": value} for month, value in (("June", 2), ("May", value))]}
        for name, value in (("X", 1), ("LinkedIn", 5))
    ]
    lines = texts(ordinary([chart(series=series)], {"data_visualization"})).splitlines()
    assert lines == ["Posts", "May: X 1, LinkedIn 5", "June: X 2, LinkedIn 2"]


def test_the_buttons_of_cards_containers_and_small_actions_stay() -> None:
    carousel = {"type": "carousel", "elements": [CARD]}
    container = {**EXAMPLES["container"], "child_blocks": [{"type": "actions", "elements": CARD["actions"]}]}
    for block in (CARD, carousel, container):
        assert actions_in(ordinary([block], newer([block]))) == [("tiny.yes", "7")]
    feedback = ordinary([EXAMPLES["feedback"]], {"context_actions"})
    assert actions_in(feedback) == [("feedback", "good"), ("feedback", "bad")]


def test_an_alert_keeps_how_grave_it_is() -> None:
    (block,) = ordinary([ALERT], {"alert"})
    assert block["text"]["text"] == ":warning: Look"


def test_what_slack_shows_in_messages_only_is_ordinary_in_views_and_an_alert_stands_in_modals() -> None:
    blocks: list[Block] = [table("Accounts", ["Name"], [[words("Cardiva")]]), pie("Accounts", {"Active": 3})]
    alert = AlertBlock(text="Look", level="warning")
    view = modal("page", "Accounts", [alert, *blocks], submit=None)
    assert [block.type for block in view.blocks or []] == ["alert", "rich_text", "rich_text"]
    assert [block.type for block in home_tab([alert, *blocks]).blocks or []] == ["section", "rich_text", "rich_text"]


def test_the_budget_of_a_message_counts_a_table() -> None:
    rows = [[words("x" * 200)] * 6 for _ in range(10)]
    assert size(table("Accounts", ["Name"] * 6, rows)) == 10 * 6 * limits.CELL + 24
    message = Message(mrkdwn("Accounts"), [section(mrkdwn("{}", "y" * 4_000)), table("Accounts", ["Name"] * 6, rows)])
    assert size(message.to_dict()["blocks"]) <= limits.MESSAGE
    assert has_newer(message.blocks)


def test_a_link_to_no_web_address_is_only_words() -> None:
    cell = rich(linked("Cardiva", "javascript:alert(1)")).to_dict()
    assert cell["elements"][0]["elements"] == [{"type": "text", "text": "Cardiva"}]


def test_what_slack_takes_no_more_of_keeps_the_buttons_of_a_card() -> None:
    shorter = short({"text": "x", "blocks": [CARD]})
    assert shorter is not None
    assert actions_in(shorter["blocks"]) == [("tiny.yes", "7")]
