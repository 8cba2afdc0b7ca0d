"""Tables, charts, cards and alerts: what must agree in them, where each may stand, and what is pressed in them."""

from typing import Any

import pytest
from slack_sdk.webhook import WebhookClient

from sandbox.desk import Desk, Impossible
from tests.sandbox.examples import EXAMPLES
from tests.sandbox.refusals import GENERAL, Scene
from tests.sandbox.showing import is_refused, post, show
from tests.sandbox.tiny import FORM, Json, Tiny, words

ALERT: Json = {"type": "alert", "text": words("Look"), "level": "warning"}
HOME: Json = {"type": "home", "blocks": []}
YES: Json = {"type": "button", "action_id": "tiny.yes", "text": words("Yes"), "value": "7"}


def raw(text: str) -> Json:
    return {"type": "raw_text", "text": text}


def number(value: float) -> Json:
    return {"type": "raw_number", "value": value, "text": str(value)}


def table(*rows: list[Json], **more: Any) -> Json:
    return {"type": "data_table", "caption": "Accounts", "rows": list(rows), **more}


def grid(rows: int, columns: int, text: str = "x") -> Json:
    return table(*[[raw(text)] * columns] * rows)


def chart(kind: str = "line", **more: Any) -> Json:
    data = [{"label": each, "value": 1} for each in ("May", "June")]
    plotted = {"type": kind, "series": [{"name": "X", "data": data}], "axis_config": {"categories": ["May", "June"]}}
    return {"type": "data_visualization", "title": "Posts", "chart": {**plotted, **more}}


def pie(**segment: Any) -> Json:
    chart = {"type": "pie", "segments": [{"label": "Active", "value": 3, **segment}]}
    return {"type": "data_visualization", "title": "Accounts", "chart": chart}


RICH: Json = {
    "type": "rich_text",
    "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "x"}]}],
}
FITS = [
    table([raw("Name"), raw("Days")], [RICH, number(-3.5)], page_size=100, row_header_column_index=1),
    grid(2, 1),
    grid(101, 1),
    grid(2, 20),
    table([raw("A")], [raw("x" * 9_999)]),
    *map(chart, ("line", "bar", "area")),
    pie(value=0.5),
    {**EXAMPLES["container"], "is_collapsible": True, "default_collapsed": True},
    {**EXAMPLES["container"], "title": None, "rich_text_title": RICH, "has_header_divider": True, "width": "full"},
]
WRONG: list[tuple[Json, str, str]] = [
    ({**grid(2, 1), "caption": None}, "missing required field: caption", ""),
    (grid(1, 1), "no fewer than 2 items allowed", "/rows"),
    (grid(102, 1), "no more than 101 items allowed", "/rows"),
    (grid(2, 21), "no more than 20 items allowed", "/rows/0"),
    (table([], []), "no fewer than 1 items allowed", "/rows/0"),
    (table([RICH], [RICH]), "unsupported type: rich_text", "/rows/0/0/type"),
    (table([raw("A")], [words("A")]), "unsupported type: plain_text", "/rows/1/0/type"),
    (table([raw("A")], [raw("")]), "must be more than 0 characters", "/rows/1/0/text"),
    (table([raw("A")], [{**number(1), "value": "1"}]), "must be a number", "/rows/1/0/value"),
    (table([raw("A")], [raw("B")] * 2), "all rows must have the same number of cells", "/rows/1"),
    ({**grid(2, 2), "page_size": 0}, "must be an integer between 1 and 100", "/page_size"),
    ({**grid(2, 2), "page_size": 101}, "must be an integer between 1 and 100", "/page_size"),
    ({**grid(2, 2), "row_header_column_index": 2}, "must be an integer between 0 and 1", "/row_header_column_index"),
    (table([raw("A")], [raw("x" * 10_000)]), "must be less than 10001 characters in all cells", "/rows"),
    (pie(value=0), "must be greater than 0", "/chart/segments/0/value"),
    (pie(value=True), "must be a number", "/chart/segments/0/value"),
    (chart("donut"), "unsupported type: donut", "/chart/type"),
    (
        chart(axis_config={"categories": ["May", "July"]}),
        "must have one value for each category",
        "/chart/series/0/data",
    ),
    (chart(axis_config={"categories": ["May"] * 21}), "no more than 20 items allowed", "/chart/axis_config/categories"),
    (
        chart(series=chart()["chart"]["series"] * 2),
        '`name` "X" already exists',
        "/chart/series/1/name",
    ),
    ({"type": "card", "subtitle": words("x")}, "one of hero_image, title, actions, body must be given", ""),
    ({"type": "card", "actions": [{"type": "overflow"}]}, "unsupported type: overflow", "/actions/0/type"),
    ({**EXAMPLES["container"], "title": None}, "one of title, rich_text_title must be given", ""),
    (
        {**EXAMPLES["container"], "default_collapsed": True},
        "default_collapsed needs is_collapsible",
        "/default_collapsed",
    ),
    (
        {**EXAMPLES["container"], "is_collapsible": True, "has_header_divider": True},
        "has_header_divider does not go with is_collapsible",
        "/has_header_divider",
    ),
    ({**EXAMPLES["container"], "child_blocks": [grid(2, 1)]}, "unsupported type: data_table", "/child_blocks/0/type"),
    ({"type": "context_actions", "elements": [YES]}, "unsupported type: button", "/elements/0/type"),
]
PLACES: dict[str, tuple[Json, list[str]]] = {
    "data_table": (grid(2, 1), ["message"]),
    "data_visualization": (pie(), ["message"]),
    "container": (EXAMPLES["container"], ["message"]),
    "context_actions": (EXAMPLES["small"], ["message"]),
    "carousel": (EXAMPLES["carousel"], ["message", "home"]),
    "card": (EXAMPLES["card"], ["message", "modal", "home"]),
    "alert": (ALERT, ["modal"]),
}


def shown(scene: Scene, place: str, block: Json) -> Json:
    if place == "message":
        return post(scene, block)
    return show(scene, {**(FORM if place == "modal" else HOME), "blocks": [block]})


@pytest.mark.parametrize("block", FITS, ids=lambda block: block["type"])
def test_a_good_one_is_taken(scene: Scene, block: Json) -> None:
    answer = post(scene, block)
    assert answer["ok"], answer


@pytest.mark.parametrize(("block", "problem", "place"), WRONG)
def test_a_wrong_one_is_refused_and_the_place_named(scene: Scene, block: Json, problem: str, place: str) -> None:
    answer = post(scene, block)
    assert answer["error"] == "invalid_blocks"
    assert f"[ERROR] {problem} [json-pointer:/blocks/0{place}]" in answer["response_metadata"]["messages"]


@pytest.mark.parametrize("place", ["message", "modal", "home"])
@pytest.mark.parametrize("kind", PLACES)
def test_each_stands_only_where_slack_shows_it(scene: Scene, kind: str, place: str) -> None:
    block, places = PLACES[kind]
    answer = shown(scene, place, block)
    if place in places:
        assert answer["ok"], answer
    else:
        at = "/blocks/0" if place == "message" else "/view/blocks/0"
        assert is_refused(answer, f"[ERROR] unsupported type: {kind} [json-pointer:{at}/type]"), answer


def test_an_alert_has_at_most_two_hundred_characters_and_a_level_of_five(scene: Scene) -> None:
    assert shown(scene, "modal", {**ALERT, "text": words("x" * 200)})["ok"]
    long = shown(scene, "modal", {**ALERT, "text": words("x" * 201)})
    assert is_refused(long, "[ERROR] must be less than 201 characters [json-pointer:/view/blocks/0/text/text]")
    loud = shown(scene, "modal", {**ALERT, "level": "loud"})
    levels = "default, info, warning, error, success"
    assert is_refused(loud, f"[ERROR] must be one of {levels} [json-pointer:/view/blocks/0/level]")


def test_tables_of_a_message_share_ten_thousand_characters_and_charts_are_two(scene: Scene) -> None:
    half = table([raw("x")], [raw("x" * 4_999)])
    assert post(scene, half, half)["ok"]
    more = post(scene, half, half, grid(2, 1))
    assert is_refused(more, "[ERROR] must be less than 10001 characters in all tables [json-pointer:/blocks]")
    assert post(scene, pie(), pie())["ok"]
    charts = post(scene, pie(), pie(), pie())
    assert is_refused(charts, "[ERROR] no more than 2 data_visualization blocks allowed [json-pointer:/blocks]")


CARD = {**EXAMPLES["card"], "actions": [YES], "block_id": "card"}


@pytest.mark.parametrize(
    "block",
    [
        CARD,
        {"type": "carousel", "elements": [EXAMPLES["card"], CARD]},
        {**EXAMPLES["container"], "child_blocks": [{"type": "actions", "block_id": "card", "elements": [YES]}]},
    ],
    ids=lambda block: block["type"],
)
def test_a_button_within_is_pressed_like_any_other(scene: Scene, block: Json) -> None:
    ts = post(scene, block)["ts"]
    payload = Desk(scene.workspace, "marta").press(GENERAL, ts, "tiny.yes").payload
    (action,) = payload["actions"]
    assert (action["type"], action["action_id"], action["block_id"], action["value"]) == (
        "button",
        "tiny.yes",
        "card",
        "7",
    )
    assert payload["container"]["message_ts"] == payload["message"]["ts"] == ts


def test_feedback_says_by_its_value_which_button_it_was(scene: Scene) -> None:
    ts = post(scene, EXAMPLES["feedback"])["ts"]
    (action,) = Desk(scene.workspace, "marta").press(GENERAL, ts, "feedback", "bad").payload["actions"]
    assert (action["type"], action["action_id"], action["value"]) == ("feedback_buttons", "feedback", "bad")
    assert action["text"]["text"] == "Bad"


def test_an_icon_is_pressed_by_those_who_see_it(scene: Scene) -> None:
    icon = {**EXAMPLES["icons"]["elements"][0], "action_id": "gone"}
    ts = post(scene, {"type": "context_actions", "elements": [icon]})["ts"]
    (action,) = Desk(scene.workspace, "marta").press(GENERAL, ts, "gone").payload["actions"]
    assert (action["type"], action["icon"], action["value"]) == ("icon_button", "trash", "7")
    with pytest.raises(Impossible, match="There is no gone"):
        Desk(scene.workspace, "ines").press(GENERAL, ts, "gone")


def test_nor_in_what_answers_a_command(tiny: Tiny, marta: Desk) -> None:
    marta.workspace.has_new_blocks = False
    tiny.answers = {"text": "Accounts", "blocks": [grid(2, 1)]}
    assert marta.type("#general", "/answer").error == '/answer failed with the error "invalid_command_response"'
    payload = marta.type("#general", "/echo").payload
    answer = WebhookClient(payload["response_url"]).send(blocks=[grid(2, 1)])
    assert answer.status_code == 404, answer.body
    assert "invalid_blocks" in answer.body


@pytest.mark.parametrize("kind", PLACES)
def test_a_workspace_that_does_not_have_them_yet_takes_none(scene: Scene, kind: str) -> None:
    block, (place, *_) = PLACES[kind]
    scene.workspace.has_new_blocks = False
    at = "/blocks/0" if place == "message" else "/view/blocks/0"
    answer = shown(scene, place, block)
    assert is_refused(answer, f"[ERROR] unsupported type: {kind} [json-pointer:{at}/type]"), answer
    assert shown(scene, place, {"type": "divider"})["ok"]
    scene.workspace.has_new_blocks = True
    assert shown(scene, place, block)["ok"]
