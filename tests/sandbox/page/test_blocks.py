"""Each kind of block as the page draws it."""

from typing import Any

import pytest

from sandbox.page import render
from tests.sandbox.page.html import Reading
from tests.sandbox.page.readers import surface

Json = dict[str, Any]


def words(text: str, kind: str = "plain_text") -> Json:
    return {"type": kind, "text": text}


def option(text: str, value: str) -> Json:
    return {"text": words(text), "value": value}


def read(*blocks: Json, **state: Any) -> Reading:
    reading = Reading(str(render.blocks(blocks, surface(**state))))
    assert reading.problems == []
    return reading


def field(element: Json, **more: Any) -> Json:
    return {"type": "input", "block_id": "b", "label": words("Label"), "element": {"action_id": "a", **element}, **more}


def test_a_section_shows_its_text_fields_and_accessory() -> None:
    button = {"type": "button", "action_id": "open", "text": words("Open")}
    section = {
        "type": "section",
        "block_id": "s",
        "text": words("*Hi*", "mrkdwn"),
        "fields": [words("One"), words("Two")],
    }
    reading = read({**section, "accessory": button})
    assert reading.words == ["Hi", "One", "Two", "Open"]
    assert reading.all("button")[0]["data-action-id"] == "open"


def test_header_divider_context_image_and_actions_are_shown() -> None:
    image = {"type": "image", "image_url": "https://a.example/x.png", "alt_text": "A chart"}
    reading = read(
        {"type": "header", "block_id": "1", "text": words("Title")},
        {"type": "divider", "block_id": "2"},
        {"type": "context", "block_id": "3", "elements": [image, words("_small_", "mrkdwn")]},
        {**image, "block_id": "4", "title": words("Numbers")},
        {
            "type": "actions",
            "block_id": "5",
            "elements": [{"type": "button", "action_id": "go", "text": words("Go"), "style": "danger"}],
        },
    )
    assert reading.words == ["Title", "small", "Numbers", "Go"]
    assert [each["alt"] for each in reading.all("img")] == ["A chart", "A chart"]
    assert "btn-danger" in reading.all("button")[0]["class"]


def test_a_block_that_the_page_does_not_know_says_so() -> None:
    assert "a block of the type video" in read({"type": "video", "block_id": "v"}).text


def test_a_button_with_an_address_is_a_link_and_never_to_a_script() -> None:
    def button(address: str) -> Json:
        element = {"type": "button", "action_id": "go", "text": words("Go"), "url": address}
        return {"type": "actions", "block_id": "a", "elements": [element]}

    assert read(button("https://a.example")).all("a")[0]["href"] == "https://a.example"
    assert read(button("javascript:alert(1)")).all("a") == []


def test_a_confirmation_travels_with_its_button() -> None:
    confirm = {"title": words('Sure? "Yes"'), "text": words("No way back.")}
    element = {"type": "button", "action_id": "go", "text": words("Go"), "confirm": confirm}
    assert (
        "No way back."
        in read({"type": "actions", "block_id": "a", "elements": [element]}).all("button")[0]["data-confirm"]
    )


def test_an_input_has_its_label_hint_and_problem_tied_to_it() -> None:
    reading = read(
        field({"type": "plain_text_input"}, hint=words("As people know it."), optional=True), errors={"b": "Too long."}
    )
    (label,), (line,) = reading.all("label"), reading.all("input")
    assert label["for"] == line["id"]
    assert line["aria-labelledby"] == label["id"]
    assert {each["id"] for each in reading.all("p")} == set(line["aria-describedby"].split())
    assert reading.words == ["Label", "(optional)", "Too", "long.", "As", "people", "know", "it."]


@pytest.mark.parametrize(
    ("element", "value"),
    [
        ({"type": "plain_text_input", "initial_value": 'a "b"'}, 'a "b"'),
        ({"type": "number_input", "initial_value": "7"}, "7"),
        ({"type": "email_text_input", "initial_value": "a@b.example"}, "a@b.example"),
        ({"type": "url_text_input", "initial_value": "https://a.example"}, "https://a.example"),
        ({"type": "datepicker", "initial_date": "2026-03-02"}, "2026-03-02"),
        ({"type": "timepicker", "initial_time": "09:30"}, "09:30"),
        ({"type": "datetimepicker", "initial_date_time": 1772442000}, "2026-03-02T10:00"),
        ({"type": "static_select", "options": [option("A", "a")], "initial_option": option("A", "a")}, "A"),
        ({"type": "users_select", "initial_user": "U1"}, "Marta Keller"),
        ({"type": "conversations_select", "initial_conversation": "C1"}, "#war-room"),
        ({"type": "channels_select", "initial_channel": "C9"}, "C9"),
    ],
)
def test_a_field_starts_with_its_initial_value(element: Json, value: str) -> None:
    assert read(field(element)).all("input")[0]["value"] == value


def test_a_field_shows_what_was_entered_rather_than_its_initial_value() -> None:
    state = {"type": "plain_text_input", "value": "mine"}
    reading = read(field({"type": "plain_text_input", "initial_value": "theirs"}), values={"b": {"a": state}})
    assert reading.all("input")[0]["value"] == "mine"


def test_a_field_that_was_emptied_stays_empty() -> None:
    state = {"type": "datepicker", "selected_date": None}
    reading = read(field({"type": "datepicker", "initial_date": "2026-03-02"}), values={"b": {"a": state}})
    assert reading.all("input")[0]["value"] == ""


def test_a_long_text_keeps_its_first_line_break() -> None:
    reading = read(field({"type": "plain_text_input", "multiline": True, "initial_value": "\n</textarea>"}))
    assert "\n\n</textarea>" in reading.text


def test_a_select_offers_its_groups_and_options() -> None:
    groups = [{"label": words("Ours"), "options": [option("A", "a"), option("B", "b")]}]
    reading = read(field({"type": "static_select", "option_groups": groups}))
    assert [each.get("data-value") for each in reading.all("li")] == [None, "a", "b"]


def test_a_select_of_many_shows_each_that_is_chosen() -> None:
    reading = read(field({"type": "multi_users_select", "initial_users": ["U1", "U2"]}))
    assert [each["data-value"] for each in reading.all("span") if "data-value" in each] == ["U1", "U2"]
    assert len(reading.all("li")) == 2


def test_an_external_select_waits_for_words() -> None:
    reading = read(field({"type": "external_select", "min_query_length": 2, "initial_option": option("Chosen", "c")}))
    assert reading.all("div")[1]["data-external"] == "2"
    assert reading.all("li") == []
    assert reading.all("input")[0]["value"] == "Chosen"


@pytest.mark.parametrize(("kind", "box"), [("radio_buttons", "radio"), ("checkboxes", "checkbox")])
def test_choices_show_which_are_made(kind: str, box: str) -> None:
    element: Json = {"type": kind, "options": [option("A", "a"), option("B", "b")]}
    element |= {"initial_option": option("B", "b")} if box == "radio" else {"initial_options": [option("B", "b")]}
    boxes = read(field(element)).all("input")
    assert [(each["type"], each["value"], "checked" in each) for each in boxes] == [(box, "a", False), (box, "b", True)]


def test_an_overflow_menu_lists_its_options() -> None:
    element = {
        "type": "overflow",
        "action_id": "m",
        "options": [option("A", "a"), {**option("B", "b"), "url": "https://a.example"}],
    }
    reading = read({"type": "section", "block_id": "s", "text": words("x"), "accessory": element})
    assert [each.get("data-value") for each in [*reading.all("button"), *reading.all("a")]] == [None, "a", "b"]


def test_in_the_text_of_rich_text_no_mark_means_anything() -> None:
    typed = "*bold* _slanted_ `code` <!channel> <@U1> <https://a.example|x> https://a.example :tada: &lt;"
    quote = {"type": "rich_text_quote", "elements": [{"type": "text", "text": typed}]}
    reading = read({"type": "rich_text", "block_id": "r", "elements": [quote]})
    assert typed in reading.text
    assert not [tag for tag in ("strong", "em", "code", "a", "span") if reading.all(tag)]


def test_rich_text_has_its_styles_lists_and_mentions() -> None:
    parts: list[Json] = [
        {"type": "text", "text": "bold\nnext", "style": {"bold": True, "italic": True}},
        {"type": "user", "user_id": "U1"},
        {"type": "channel", "channel_id": "C1"},
        {"type": "usergroup", "usergroup_id": "S1"},
        {"type": "broadcast", "range": "here"},
        {"type": "emoji", "name": "tada"},
        {"type": "emoji", "name": "nope"},
        {"type": "link", "url": "https://a.example", "text": "link"},
        {"type": "link", "url": "javascript:alert(1)"},
        {"type": "date", "timestamp": 1772442000, "format": "{time}", "fallback": "x"},
        {"type": "color", "value": "#fff"},
        {"type": "later", "text": "new"},
    ]
    section = {"type": "rich_text_section", "elements": parts}
    item = {"type": "rich_text_section", "elements": [{"type": "text", "text": "item"}]}
    reading = read(
        {
            "type": "rich_text",
            "block_id": "r",
            "elements": [
                section,
                {"type": "rich_text_list", "style": "ordered", "indent": 1, "offset": 2, "elements": [item]},
                {"type": "rich_text_quote", "elements": [{"type": "text", "text": "quoted"}]},
                {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "code"}]},
            ],
        }
    )
    line = "bold next @Marta Keller #war-room @crisis-team @here 🎉:nope: link javascript:alert(1) 10:00 #fff new"
    assert reading.words == [*line.split(), "item", "quoted", "code"]
    assert reading.all("ol")[0]["start"] == "3"


def test_an_attachment_shows_its_bar_texts_and_blocks() -> None:
    content = {"color": '#c01343"/><script>', "pretext": "Before", "title": "Title", "text": "*Text*", "footer": "Foot"}
    reading = Reading(str(render.attachment({**content, "fields": [{"title": "F", "value": "v"}]}, surface())))
    assert reading.problems == []
    assert reading.words == ["Before", "Title", "Text", "F", "v", "Foot"]
    blocks = [{"type": "header", "block_id": "h", "text": words("In blocks")}]
    assert Reading(str(render.attachment({"blocks": blocks, "fallback": "unseen"}, surface()))).words == [
        "In",
        "blocks",
    ]
