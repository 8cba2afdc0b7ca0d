"""Whatever blocks say, the page has nothing but what blocks are."""

from hypothesis import given
from hypothesis import strategies as st

from sandbox.page import render
from tests.sandbox.page.html import Reading
from tests.sandbox.page.readers import surface
from tests.sandbox.page.test_blocks import Json

HOSTILE = st.sampled_from(
    [
        '"><script>alert(1)</script>',
        "' onload='x",
        "<img src=x onerror=y>",
        "javascript:alert(1)",
        "</textarea><b>",
        "*<@U2>* `x`",
    ]
) | st.text(max_size=12)


@st.composite
def texts(draw: st.DrawFn) -> Json:
    return {"type": draw(st.sampled_from(["plain_text", "mrkdwn"])), "text": draw(HOSTILE)}


@st.composite
def element(draw: st.DrawFn) -> Json:
    kinds = [
        "button",
        "overflow",
        "static_select",
        "multi_static_select",
        "external_select",
        "users_select",
        "radio_buttons",
    ]
    kinds += ["checkboxes", "plain_text_input", "number_input", "url_text_input", "datepicker", "image", "unheard_of"]
    options = [{"text": draw(texts()), "value": draw(HOSTILE), "description": draw(texts())}]
    drawn = {
        key: draw(HOSTILE) for key in ("action_id", "url", "image_url", "alt_text", "initial_value", "initial_date")
    }
    more = {
        "multiline": draw(st.booleans()),
        "options": options,
        "initial_options": options,
        "initial_user": draw(HOSTILE),
    }
    named = {"text": draw(texts()), "placeholder": draw(texts()), "confirm": {"title": draw(texts())}}
    return {"type": draw(st.sampled_from(kinds)), **drawn, **more, **named}


@st.composite
def any_block(draw: st.DrawFn) -> Json:
    kind = draw(
        st.sampled_from(["section", "header", "context", "actions", "input", "image", "rich_text", "unheard_of"])
    )
    inside = [draw(texts())] if kind == "context" else [draw(element())]
    if kind == "rich_text":
        part = {
            "type": draw(st.sampled_from(["text", "link", "user", "emoji", "date"])),
            "text": draw(HOSTILE),
            "url": draw(HOSTILE),
        }
        inside = [{"type": "rich_text_section", "elements": [part]}]
    drawn = {key: draw(texts()) for key in ("text", "label", "hint", "title")}
    more = {"fields": [draw(texts())], "accessory": draw(element()), "element": draw(element()), "elements": inside}
    return {
        "type": kind,
        "block_id": draw(HOSTILE),
        "image_url": draw(HOSTILE),
        "alt_text": draw(HOSTILE),
        **drawn,
        **more,
    }


@given(st.lists(any_block(), max_size=3))
def test_no_block_brings_anything_onto_the_page_but_what_blocks_are(blocks: list[Json]) -> None:
    assert Reading(str(render.blocks(blocks, surface()))).problems == []
