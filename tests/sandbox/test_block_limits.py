"""Every limit of Block Kit: what just fits is taken, one more is refused with Slack's words."""

from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox.blockkit import problems_of_blocks, problems_of_options, problems_of_view
from tests.sandbox.tiny import CARD, FORM, Json, field, option, words

PICTURE: Json = {"type": "image", "image_url": "https://helvia.example/a.png", "alt_text": "A"}
OPTIONS = [option("A", "a"), option("B", "b")]


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def section(**more: Any) -> Json:
    return {"type": "section", "text": mrkdwn("x"), **more}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def button(**more: Any) -> Json:
    return {"type": "button", "text": words("x"), **more}


def select(**more: Any) -> Json:
    return {"type": "static_select", "options": OPTIONS, **more}


def numbered(count: int) -> list[Json]:
    return [option(str(number), str(number)) for number in range(count)]


FITS: list[Json] = [
    section(text=mrkdwn("x" * 3000)),
    {"type": "section", "fields": [mrkdwn("x" * 2000)] * 10},
    section(accessory=PICTURE),
    {"type": "header", "text": words("x" * 150)},
    {"type": "context", "elements": [PICTURE, mrkdwn("x"), *[words("x")] * 8]},
    actions(*[button() for _ in range(25)]),
    actions(button(text=words("x" * 75), value="x" * 2000, action_id="x" * 255, style="danger")),
    actions(select(options=numbered(100), placeholder=words("x" * 150))),
    actions({"type": "static_select", "option_groups": [{"label": words("x" * 75), "options": OPTIONS}]}),
    actions({"type": "radio_buttons", "options": numbered(10), "initial_option": option("0", "0")}),
    actions({"type": "datetimepicker", "initial_date_time": 1772442000}),
    section(accessory={"type": "overflow", "options": numbered(5)}),
    section(block_id="x" * 255),
    {**PICTURE, "title": words("x" * 2000)},
    {"type": "markdown", "text": "# x"},
    field("a", {"type": "plain_text_input"}),
]
TOO_MUCH: list[tuple[Json, str, str]] = [
    (section(text=mrkdwn("x" * 3001)), "must be less than 3001 characters", "/text/text"),
    (section(text=mrkdwn("")), "must be more than 0 characters", "/text/text"),
    ({"type": "section"}, "one of text, fields must be given", ""),
    ({"type": "section", "fields": [mrkdwn("x" * 2001)]}, "must be less than 2001 characters", "/fields/0/text"),
    ({"type": "section", "fields": [mrkdwn("x")] * 11}, "no more than 10 items allowed", "/fields"),
    (section(accessory={"type": "plain_text_input"}), "unsupported type: plain_text_input", "/accessory/type"),
    (section(block_id="x" * 256), "must be less than 256 characters", "/block_id"),
    (section(colour="red"), "invalid additional property: colour", ""),
    ({"type": "header", "text": words("x" * 151)}, "must be less than 151 characters", "/text/text"),
    ({"type": "header", "text": mrkdwn("x")}, "unsupported type: mrkdwn", "/text/type"),
    ({"type": "header"}, "missing required field: text", ""),
    ({"type": "context", "elements": [words("x")] * 11}, "no more than 10 items allowed", "/elements"),
    ({"type": "context", "elements": []}, "no fewer than 1 items allowed", "/elements"),
    (actions(*[button()] * 26), "no more than 25 items allowed", "/elements"),
    (actions(button(text=words("x" * 76))), "must be less than 76 characters", "/elements/0/text/text"),
    (actions(button(value="x" * 2001)), "must be less than 2001 characters", "/elements/0/value"),
    (actions(button(action_id="x" * 256)), "must be less than 256 characters", "/elements/0/action_id"),
    (actions(button(style="loud")), "must be one of primary, danger", "/elements/0/style"),
    (actions(button(url="helvia")), "must be a valid URL", "/elements/0/url"),
    (
        actions(button(action_id="a"), button(action_id="a")),
        '`action_id` "a" already exists in this block',
        "/elements/1/action_id",
    ),
    (actions(select(options=numbered(101))), "no more than 100 items allowed", "/elements/0/options"),
    (actions(select(options=[])), "no fewer than 1 items allowed", "/elements/0/options"),
    (actions({"type": "static_select"}), "exactly one of options, option_groups must be given", "/elements/0"),
    (
        actions(select(options=[option("x" * 76, "x")])),
        "must be less than 76 characters",
        "/elements/0/options/0/text/text",
    ),
    (
        actions(select(options=[option("x", "x" * 151)])),
        "must be less than 151 characters",
        "/elements/0/options/0/value",
    ),
    (actions(select(placeholder=words("x" * 151))), "must be less than 151 characters", "/elements/0/placeholder/text"),
    (
        actions(select(initial_option=option("C", "c"))),
        "initial_option is not one of the options",
        "/elements/0/initial_option",
    ),
    (actions({"type": "checkboxes", "options": numbered(11)}), "no more than 10 items allowed", "/elements/0/options"),
    (
        actions({"type": "datepicker", "initial_date": "1.4.2026"}),
        "must be a date as YYYY-MM-DD",
        "/elements/0/initial_date",
    ),
    (
        actions({"type": "datetimepicker", "initial_date_time": 7}),
        "must be an integer between 1000000000 and 9999999999",
        "/elements/0/initial_date_time",
    ),
    (
        section(accessory={"type": "overflow", "options": numbered(6)}),
        "no more than 5 items allowed",
        "/accessory/options",
    ),
    (
        section(accessory={"type": "overflow", "options": numbered(1)}),
        "no fewer than 2 items allowed",
        "/accessory/options",
    ),
    (
        field("a", {"type": "plain_text_input"}, label=words("x" * 2001)),
        "must be less than 2001 characters",
        "/label/text",
    ),
    (field("a", {"type": "number_input"}), "missing required field: is_decimal_allowed", "/element"),
    (field("a", {"type": "plain_text_input"}, optional="yes"), "must be a boolean", "/optional"),
    ({"type": "image", "alt_text": "x"}, "exactly one of image_url, slack_file must be given", ""),
    ({"type": "carousel"}, "unsupported type: carousel", "/type"),
]
BAD_VIEWS: list[tuple[Json, str]] = [
    ({**FORM, "title": words("x" * 25)}, "must be less than 25 characters [json-pointer:/view/title/text]"),
    ({**FORM, "submit": words("x" * 25)}, "must be less than 25 characters [json-pointer:/view/submit/text]"),
    ({**FORM, "close": words("x" * 25)}, "must be less than 25 characters [json-pointer:/view/close/text]"),
    (
        {**FORM, "private_metadata": "x" * 3001},
        "must be less than 3001 characters [json-pointer:/view/private_metadata]",
    ),
    ({**FORM, "callback_id": "x" * 256}, "must be less than 256 characters [json-pointer:/view/callback_id]"),
    ({**FORM, "external_id": "x" * 256}, "must be less than 256 characters [json-pointer:/view/external_id]"),
    ({**FORM, "blocks": [{"type": "divider"}] * 101}, "no more than 100 items allowed [json-pointer:/view/blocks]"),
    ({**FORM, "submit": None}, "missing required field: submit, because there are input blocks [json-pointer:/view]"),
    (
        {**FORM, "blocks": [{"type": "markdown", "text": "x"}]},
        "unsupported type: markdown [json-pointer:/view/blocks/0/type]",
    ),
    ({"type": "modal", "blocks": []}, "missing required field: title [json-pointer:/view]"),
    ({"type": "popup", "blocks": []}, "unsupported type: popup [json-pointer:/view/type]"),
]


@pytest.mark.parametrize("block", FITS, ids=lambda block: block["type"])
def test_what_just_fits_is_taken(block: Json) -> None:
    assert problems_of_blocks([block]) == []


@pytest.mark.parametrize(
    ("block", "problem", "place"), TOO_MUCH, ids=lambda case: case if isinstance(case, str) else ""
)
def test_one_more_than_fits_is_refused_and_named(block: Json, problem: str, place: str) -> None:
    assert problems_of_blocks([block]) == [f"[ERROR] {problem} [json-pointer:/blocks/0{place}]"]


@pytest.mark.parametrize(("view", "problem"), BAD_VIEWS, ids=lambda case: case[:60] if isinstance(case, str) else "")
def test_a_view_beyond_its_limits_is_refused_and_the_place_named(view: Json, problem: str) -> None:
    assert problems_of_view(view) == [f"[ERROR] {problem}"]


def test_a_message_has_at_most_fifty_blocks_with_ids_of_their_own() -> None:
    assert problems_of_blocks([{"type": "divider"}] * 50) == []
    assert problems_of_blocks([{"type": "divider"}] * 51) == [
        "[ERROR] no more than 50 items allowed [json-pointer:/blocks]"
    ]
    twice = [{"type": "divider", "block_id": "a"}] * 2
    assert problems_of_blocks(twice) == ['[ERROR] `block_id` "a" already exists [json-pointer:/blocks/1/block_id]']


def test_the_same_action_id_may_stand_in_two_blocks() -> None:
    assert problems_of_blocks([actions(button(action_id="a")), actions(button(action_id="a"))]) == []


def test_options_that_an_app_suggests_have_limits_too() -> None:
    assert problems_of_options({"options": []}) == problems_of_options({"options": numbered(100)}) == []
    assert problems_of_options({"options": numbered(101)}) == [
        "[ERROR] no more than 100 items allowed [json-pointer:/options]"
    ]
    assert problems_of_options({}) == ["[ERROR] exactly one of options, option_groups must be given [json-pointer:]"]


@pytest.mark.parametrize("nonsense", [None, "blocks", 7, [None], ["x"], [7]])
def test_nonsense_is_refused_without_a_stumble(nonsense: object) -> None:
    assert problems_of_blocks(nonsense)
    assert problems_of_view(nonsense)


def test_the_web_api_refuses_a_message_with_invalid_blocks_and_a_view_with_invalid_arguments(client: WebClient) -> None:
    with pytest.raises(SlackApiError) as message:
        client.chat_postMessage(channel="C0GENERAL0", text="x", blocks=[{"type": "header"}])
    assert message.value.response["error"] == "invalid_blocks"
    assert message.value.response["response_metadata"]["messages"] == [
        "[ERROR] missing required field: text [json-pointer:/blocks/0]"
    ]
    with pytest.raises(SlackApiError) as view:
        client.views_open(trigger_id="x", view={"type": "modal", "blocks": CARD})
    assert view.value.response["error"] == "invalid_arguments"
