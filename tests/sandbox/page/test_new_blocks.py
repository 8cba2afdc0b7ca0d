"""How the newest blocks are drawn: nothing that they say is lost, and nothing in them is run."""

from itertools import pairwise

import pytest

from sandbox.page.charts import drawn
from tests.sandbox.examples import EXAMPLES
from tests.sandbox.page.test_blocks import read
from tests.sandbox.test_new_blocks import ALERT, CARD, chart, number, pie, raw, table
from tests.sandbox.tiny import Json

NAMES = table([raw("Name"), raw("Days")], *[[raw(f"<b>{each}</b>"), number(each)] for each in range(1, 8)])


def test_a_table_shows_its_caption_and_a_page_of_rows_and_has_heads_to_sort_by() -> None:
    reading = read({**NAMES, "block_id": "t", "page_size": 3, "row_header_column_index": 1})
    assert reading.words[:3] == ["Accounts", "Name", "Days"]
    assert "<b>7</b>" in reading.words
    assert ["hidden" in each for each in reading.all("tr")] == [False] * 4 + [True] * 4
    assert [each["data-sort"] for each in reading.all("button") if "data-sort" in each] == ["0", "1"]
    assert [each["data-number"] for each in reading.all("th") if each.get("scope") == "row"] == list("1234567")
    assert reading.words[-5:] == ["Back", "1–3", "of", "7", "Next"]


def test_a_table_that_fits_has_nothing_to_turn() -> None:
    assert "Next" not in read({**NAMES, "block_id": "t", "page_size": 7}).words


def test_a_pie_is_as_large_as_its_parts_and_its_legend_says_how_large() -> None:
    whole = {"type": "pie", "segments": [{"label": "Active", "value": 3}, {"label": "Silent", "value": 1}]}
    reading = read({"type": "data_visualization", "block_id": "p", "title": "Accounts", "chart": whole})
    assert reading.words == ["Accounts", "Active", "3", "Silent", "1", "Active", "3", "Silent", "1"]
    assert next(each for each in reading.all("svg") if each.get("role") == "img")["aria-label"] == "Active 3, Silent 1"
    quarter = drawn({"chart": whole}).marks[1]
    assert quarter.path == "M100.0 100.0L8.0 100.0A92 92 0 0 1 100.0 8.0Z"
    assert drawn(pie()).marks[0].path.count("A92 92") == 2


@pytest.mark.parametrize(("kind", "how"), [("bar", ["fill"] * 2), ("line", ["line"]), ("area", ["area", "line"])])
def test_a_chart_plots_every_value_over_its_category(kind: str, how: list[str]) -> None:
    series = [{"name": "X", "data": [{"label": "June", "value": -20}, {"label": "May", "value": 1_000}]}]
    axes = {"categories": ["May", "June"], "x_label": "Month"}
    drawing = drawn(chart(kind, series=series, axis_config=axes))
    assert [mark.how for mark in drawing.marks] == how
    assert [tick.label for tick in drawing.ticks] == ["May", "June"]
    assert [step.label for step in drawing.grid] == ["-500", "0", "500", "1,000"]
    assert all(high.y > low.y for high, low in pairwise(drawing.grid))
    assert (drawing.says, drawing.axes) == ("X: June -20, May 1,000", "Month")


def test_a_chart_of_zeros_is_drawn_too() -> None:
    data = [{"label": "May", "value": 0}]
    drawing = drawn(chart(series=[{"name": "X", "data": data}], axis_config={"categories": ["May"]}))
    assert [step.label for step in drawing.grid] == ["0", "1"]


def test_cards_and_a_carousel_show_their_words_and_buttons() -> None:
    carousel = {"type": "carousel", "block_id": "c", "elements": [CARD, CARD]}
    reading = read(carousel)
    assert reading.words == ["Title", "Beneath", "Words", "Yes"] * 2
    assert [each["data-block-id"] for each in reading.all("button")] == ["card", "card"]


@pytest.mark.parametrize(
    ("more", "tag"), [({}, "div"), ({"is_collapsible": True, "default_collapsed": True}, "details")]
)
def test_a_container_shows_its_blocks_and_may_be_closed(more: Json, tag: str) -> None:
    reading = read({**EXAMPLES["container"], "block_id": "c", "child_blocks": [{**CARD, "type": "card"}], **more})
    assert reading.words == ["Title", "Beneath", "Title", "Beneath", "Words", "Yes"]
    assert not [each for each in reading.all("details") if "open" in each]
    assert bool(reading.all("details")) is (tag == "details")


def test_an_alert_says_how_grave_it_is() -> None:
    reading = read({**ALERT, "block_id": "a"})
    assert (reading.words, reading.all("div")[1]["class"]) == (["Look"], "alert alert-warning")


def test_feedback_has_two_buttons_and_an_icon_is_for_those_who_may_press_it() -> None:
    feedback = read({**EXAMPLES["feedback"], "block_id": "f"})
    assert [(each["data-value"], each["data-action-id"]) for each in feedback.all("button")] == [
        ("good", "feedback"),
        ("bad", "feedback"),
    ]
    (icon,) = EXAMPLES["icons"]["elements"]
    for people, count in (["U1"], 1), (["U2"], 0):
        element = {**icon, "action_id": "gone", "visible_to_user_ids": people}
        reading = read({"type": "context_actions", "block_id": "i", "elements": [element]})
        assert len(reading.all("button")) == count
