"""What Block Kit takes and refuses besides sizes: kinds, required fields, and fields that must agree."""

from typing import Any

import pytest

from sandbox.blockkit import problems_of_options
from tests.sandbox.refusals import Scene
from tests.sandbox.showing import is_refused, post, show
from tests.sandbox.tiny import CARD, FORM, Json, field, option, words

PICTURE: Json = {"type": "image", "image_url": "https://helvia.example/a.png", "alt_text": "A"}
OPTIONS = [option("A", "a"), option("B", "b")]
DIVIDER: Json = {"type": "divider"}


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


FITS: list[Json] = [
    section(accessory=PICTURE),
    {"type": "section", "fields": [words("x")]},
    {"type": "context", "elements": [PICTURE, mrkdwn("x"), words("x")]},
    actions(button(style="danger"), select(), {"type": "users_select"}, {"type": "datepicker"}),
    actions({"type": "radio_buttons", "options": OPTIONS, "initial_option": OPTIONS[0]}),
    actions({"type": "checkboxes", "options": OPTIONS, "initial_options": OPTIONS}),
    actions({"type": "datetimepicker", "initial_date_time": 1772442000}),
    {"type": "image", "slack_file": {"id": "F1"}, "alt_text": "A"},
    {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": []}]},
    field("a", {"type": "plain_text_input"}),
    section(accessory=None),
    *CARD,
]
WRONG: list[tuple[Json, str, str]] = [
    ({"type": "section"}, "one of text, fields must be given", ""),
    ({"type": "header"}, "missing required field: text", ""),
    ({"type": "header", "text": mrkdwn("x")}, "unsupported type: mrkdwn", "/text/type"),
    (section(text="x"), "unsupported type: str", "/text/type"),
    (section(accessory={"type": "plain_text_input"}), "unsupported type: plain_text_input", "/accessory/type"),
    (section(colour="red"), "invalid additional property: colour", ""),
    (section(block_id=7), "must be a string", "/block_id"),
    (section(fields={}), "must be an array", "/fields"),
    ({"type": "video"}, "unsupported type: video", "/type"),
    ({"type": "image", "alt_text": "x"}, "exactly one of image_url, slack_file must be given", ""),
    ({**PICTURE, "slack_file": {"id": "F1"}}, "exactly one of image_url, slack_file must be given", ""),
    (actions(button(style="loud")), "must be one of primary, danger", "/elements/0/style"),
    (actions(button(url="helvia")), "must be a valid URL", "/elements/0/url"),
    (actions(button(confirm={})), "missing required field: title", "/elements/0/confirm"),
    (
        actions(button(action_id="a"), button(action_id="a")),
        '`action_id` "a" already exists in this block',
        "/elements/1/action_id",
    ),
    (actions({"type": "static_select"}), "exactly one of options, option_groups must be given", "/elements/0"),
    (
        actions(select(initial_option=option("C", "c"))),
        "initial_option is not one of the options",
        "/elements/0/initial_option",
    ),
    (
        actions({"type": "checkboxes", "options": OPTIONS, "initial_options": [option("C", "c")]}),
        "initial_options is not one of the options",
        "/elements/0/initial_options",
    ),
    (
        actions({"type": "datepicker", "initial_date": "1.4.2026"}),
        "must be a date as YYYY-MM-DD",
        "/elements/0/initial_date",
    ),
    (actions({"type": "timepicker", "initial_time": "9:30"}), "must be a time as HH:MM", "/elements/0/initial_time"),
    (
        actions({"type": "datetimepicker", "initial_date_time": 7}),
        "must be an integer between 1000000000 and 9999999999",
        "/elements/0/initial_date_time",
    ),
    (field("a", {"type": "number_input"}), "missing required field: is_decimal_allowed", "/element"),
    (field("a", {"type": "plain_text_input"}, optional="yes"), "must be a boolean", "/optional"),
    ({"type": "table", "rows": [[mrkdwn("x")]]}, "unsupported type: mrkdwn", "/rows/0/0/type"),
]
BAD_VIEWS: list[tuple[Json, str]] = [
    ({**FORM, "submit": None}, "missing required field: submit, because there are input blocks [json-pointer:/view]"),
    (
        {**FORM, "blocks": [{"type": "markdown", "text": "x"}]},
        "unsupported type: markdown [json-pointer:/view/blocks/0/type]",
    ),
    ({"type": "modal", "blocks": []}, "missing required field: title [json-pointer:/view]"),
    ({"type": "modal", "title": words("x")}, "missing required field: blocks [json-pointer:/view]"),
    ({"type": "popup", "blocks": []}, "unsupported type: popup [json-pointer:/view/type]"),
    ({"type": "home", "blocks": [], "title": words("x")}, "invalid additional property: title [json-pointer:/view]"),
]


@pytest.mark.parametrize("block", FITS, ids=lambda block: block["type"])
def test_a_good_block_is_taken_in_a_message_and_in_a_view(scene: Scene, block: Json) -> None:
    answer = post(scene, block)
    assert answer["ok"], answer
    answer = show(scene, {**FORM, "blocks": [block]})
    assert answer["ok"], answer


@pytest.mark.parametrize(("block", "problem", "place"), WRONG)
def test_a_wrong_block_is_refused_and_the_place_named(scene: Scene, block: Json, problem: str, place: str) -> None:
    answer = post(scene, DIVIDER, block)
    first = answer["response_metadata"]["messages"][0]
    assert (answer["error"], first) == ("invalid_blocks", f"[ERROR] {problem} [json-pointer:/blocks/1{place}]")


@pytest.mark.parametrize(("view", "problem"), BAD_VIEWS, ids=lambda case: case[:60] if isinstance(case, str) else "")
def test_a_wrong_view_is_refused_and_the_place_named(scene: Scene, view: Json, problem: str) -> None:
    assert is_refused(show(scene, view), f"[ERROR] {problem}")


def test_a_block_id_stands_once_in_a_message_and_in_a_view(scene: Scene) -> None:
    twice = [{"type": "divider", "block_id": "a"}] * 2
    problem = '[ERROR] `block_id` "a" already exists [json-pointer:{}/1/block_id]'
    assert is_refused(post(scene, *twice), problem.format("/blocks"))
    assert is_refused(show(scene, {**FORM, "blocks": twice}), problem.format("/view/blocks"))


def test_a_message_has_at_most_fifty_blocks(scene: Scene) -> None:
    assert post(scene, *[DIVIDER] * 50)["ok"]
    assert is_refused(post(scene, *[DIVIDER] * 51), "[ERROR] no more than 50 items allowed [json-pointer:/blocks]")


def test_the_same_action_id_may_stand_in_two_blocks(scene: Scene) -> None:
    assert post(scene, actions(button(action_id="a")), actions(button(action_id="a")))["ok"]


def test_blocks_and_elements_get_the_ids_that_were_left_out(scene: Scene) -> None:
    (block,) = post(scene, actions(button(), button()))["message"]["blocks"]
    assert block["block_id"]
    assert len({element["action_id"] for element in block["elements"]}) == 2


def test_options_that_an_app_suggests_have_limits_too() -> None:
    many = [option(str(number), str(number)) for number in range(101)]
    assert problems_of_options({"options": []}) == problems_of_options({"options": many[:100]}) == []
    assert problems_of_options({"options": many}) == ["[ERROR] no more than 100 items allowed [json-pointer:/options]"]
    assert problems_of_options({}) == ["[ERROR] exactly one of options, option_groups must be given [json-pointer:]"]


def typed(**element: object) -> Json:
    return field("a", {"type": "plain_text_input", **element})


def number(**element: object) -> Json:
    return field("a", {"type": "number_input", "is_decimal_allowed": True, **element})


def picker(**element: object) -> Json:
    return field("a", {"type": "conversations_select", **element})


@pytest.mark.parametrize(
    ("block", "problem", "place"),
    [
        (typed(min_length=5, max_length=4), "min_length must not be greater than max_length", "/min_length"),
        (typed(max_length=3001), "must be an integer between 1 and 3000", "/max_length"),
        (typed(min_length=-1), "must be an integer between 0 and 3000", "/min_length"),
        (typed(max_length=3, initial_value="four"), "must be less than 4 characters", "/initial_value"),
        (number(min_value="2", max_value="1"), "min_value must not be greater than max_value", "/min_value"),
        (number(min_value="two"), "must be a number", "/min_value"),
        (number(max_value=2), "must be a string", "/max_value"),
        (number(min_value="2", initial_value="1.9"), "initial_value must not be less than min_value", "/initial_value"),
        (
            number(max_value="-2", initial_value="0"),
            "initial_value must not be greater than max_value",
            "/initial_value",
        ),
        (
            picker(filter={}),
            "one of include, exclude_external_shared_channels, exclude_bot_users must be given",
            "/filter",
        ),
        (picker(filter={"include": ["secret"]}), "must be one of im, mpim, private, public", "/filter/include/0"),
        (picker(filter={"include": []}), "no fewer than 1 items allowed", "/filter/include"),
    ],
)
def test_what_stands_in_a_field_at_first_must_be_possible_in_it(
    scene: Scene, block: Json, problem: str, place: str
) -> None:
    answer = show(scene, {**FORM, "blocks": [block]})
    problems = [f"[ERROR] {problem} [json-pointer:/view/blocks/0/element{place}]"]
    if problem == "must be a string":
        problems.append(f"[ERROR] must be a number [json-pointer:/view/blocks/0/element{place}]")
    assert is_refused(answer, *problems), answer


@pytest.mark.parametrize(
    "block",
    [
        typed(min_length=4, max_length=4, initial_value="four"),
        number(min_value="-1.5", max_value="-1.5", initial_value="-1.5"),
        picker(filter={"include": ["im", "mpim", "private", "public"], "exclude_bot_users": True}),
    ],
)
def test_what_is_just_possible_stands_there(scene: Scene, block: Json) -> None:
    assert show(scene, {**FORM, "blocks": [block]})["ok"]


def test_one_element_of_a_view_at_most_has_the_cursor(scene: Scene) -> None:
    first, second = (field(name, {"type": "plain_text_input", "focus_on_load": True}) for name in "ab")
    assert show(scene, {**FORM, "blocks": [first]})["ok"]
    problem = "[ERROR] only one element can have focus_on_load set to true [json-pointer:/view/blocks/1]"
    assert is_refused(show(scene, {**FORM, "blocks": [first, second]}), problem)


def test_every_problem_of_a_view_is_named_at_once(scene: Scene) -> None:
    blocks = [{"type": "header"}, field("a", {"type": "static_select", "options": [option("x" * 76, "x")]})]
    answer = show(scene, {"type": "modal", "title": words("x" * 25), "blocks": blocks})
    assert is_refused(
        answer,
        "[ERROR] must be less than 25 characters [json-pointer:/view/title/text]",
        "[ERROR] missing required field: text [json-pointer:/view/blocks/0]",
        "[ERROR] must be less than 76 characters [json-pointer:/view/blocks/1/element/options/0/text/text]",
        "[ERROR] missing required field: submit, because there are input blocks [json-pointer:/view]",
    ), answer
