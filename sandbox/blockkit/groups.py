"""Cards, carousels, containers, alerts and small actions: blocks that hold texts, buttons or other blocks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sandbox.blockkit.elements import ACTION_ID, BUTTONS, CONFIRM, IMAGE, TYPE, plain, text
from sandbox.blockkit.rich_text import RICH_TEXT
from sandbox.blockkit.rules import BOOLEAN, Rule, at_least_one, both, by_type, many, one_of, problem, shape, string

BLOCK: dict[str, Rule] = {"block_id": string(255)}
LABEL: dict[str, Rule] = {"accessibility_label": string(75)}
_BUTTON = by_type({"button": BUTTONS["button"]})

ALERT = shape({**TYPE, "text": text(200)}, {**BLOCK, "level": one_of("default", "info", "warning", "error", "success")})
CARD = both(
    shape(
        TYPE,
        {
            **BLOCK,
            **dict.fromkeys(("hero_image", "icon"), by_type(IMAGE)),
            **dict.fromkeys(("title", "subtitle"), text(150)),
            "body": text(200),
            "actions": many(_BUTTON, 3),
        },
    ),
    at_least_one("hero_image", "title", "actions", "body"),
)
CAROUSEL = shape({**TYPE, "elements": many(by_type({"card": CARD}), 10)}, BLOCK)

_FEEDBACK = shape({"text": plain(75), "value": string(2000)}, LABEL)
SMALL: Mapping[str, Rule] = {
    "icon_button": shape(
        {**TYPE, "icon": one_of("trash"), "text": plain(75)},
        {
            **ACTION_ID,
            **LABEL,
            "value": string(2000),
            "confirm": CONFIRM,
            "visible_to_user_ids": many(string(255), 10),
        },
    ),
    "feedback_buttons": shape({**TYPE, "positive_button": _FEEDBACK, "negative_button": _FEEDBACK}, ACTION_ID),
}
CONTEXT_ACTIONS = shape({**TYPE, "elements": many(by_type(SMALL), 5)}, BLOCK)


def container(children: Mapping[str, Rule]) -> Rule:
    """A container of such blocks."""
    fields: dict[str, Rule] = {
        **BLOCK,
        "title": plain(150),
        "rich_text_title": by_type({"rich_text": RICH_TEXT}),
        "subtitle": text(150),
        "width": one_of("narrow", "standard", "wide", "full"),
        "icon": by_type(IMAGE),
        **dict.fromkeys(("is_collapsible", "default_collapsed", "has_header_divider"), BOOLEAN),
    }
    whole = shape({**TYPE, "child_blocks": many(by_type(children), 10)}, fields)
    return both(whole, at_least_one("title", "rich_text_title"), _can_collapse)


def _can_collapse(value: object, at: str) -> Iterator[str]:
    if not isinstance(value, dict):
        return
    if value.get("default_collapsed") is True and value.get("is_collapsible") is not True:
        yield problem("default_collapsed needs is_collapsible", f"{at}/default_collapsed")
    if value.get("has_header_divider") is True and value.get("is_collapsible") is True:
        yield problem("has_header_divider does not go with is_collapsible", f"{at}/has_header_divider")
