"""The blocks of messages and views, with Slack's limits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sandbox.blockkit.agreement import one_focus
from sandbox.blockkit.elements import BUTTONS, DATE_TIME, IMAGE, INPUTS, SELECTS, TYPE, plain, text
from sandbox.blockkit.rules import (
    BOOLEAN,
    URL,
    Rule,
    at_least_one,
    both,
    by_type,
    exactly_one,
    many,
    of_type,
    one_of,
    problem,
    shape,
    string,
)

BLOCK: dict[str, Rule] = {"block_id": string(255)}
MESSAGE_BLOCKS, VIEW_BLOCKS = 50, 100


def distinct_actions(value: object, at: str) -> Iterator[str]:
    """Within one block, each element has an action id of its own."""
    elements = value.get("elements", []) if isinstance(value, dict) else []
    seen: set[str] = set()
    for number, element in enumerate(elements if isinstance(elements, list) else []):
        action_id = element.get("action_id") if isinstance(element, dict) else None
        if action_id in seen:
            where = f"{at}/elements/{number}/action_id"
            yield problem(f'`action_id` "{action_id}" already exists in this block', where)
        if isinstance(action_id, str):
            seen.add(action_id)


RICH_TEXT = shape({**TYPE, "elements": many(of_type(dict, "an object"), 100)}, BLOCK)
ANYWHERE: Mapping[str, Rule] = {
    "section": both(
        shape(
            TYPE,
            {
                **BLOCK,
                "text": text(3000),
                "fields": many(text(2000), 10),
                "accessory": by_type({**BUTTONS, **SELECTS, **IMAGE}),
                "expand": BOOLEAN,
            },
        ),
        at_least_one("text", "fields"),
    ),
    "divider": shape(TYPE, BLOCK),
    "header": shape({**TYPE, "text": plain(150)}, BLOCK),
    "context": shape(
        {**TYPE, "elements": many(by_type({**IMAGE, "plain_text": text(3000), "mrkdwn": text(3000)}), 10)}, BLOCK
    ),
    "actions": both(
        shape({**TYPE, "elements": many(by_type({**BUTTONS, **SELECTS, **DATE_TIME}), 25)}, BLOCK), distinct_actions
    ),
    "image": both(
        shape(
            {**TYPE, "alt_text": string(2000)},
            {**BLOCK, "image_url": URL, "slack_file": of_type(dict, "an object"), "title": plain(2000)},
        ),
        exactly_one("image_url", "slack_file"),
    ),
    "input": shape(
        {**TYPE, "label": plain(2000), "element": by_type({**SELECTS, **DATE_TIME, **INPUTS})},
        {**BLOCK, "hint": plain(2000), "optional": BOOLEAN, "dispatch_action": BOOLEAN},
    ),
    "rich_text": RICH_TEXT,
}
CELLS: Mapping[str, Rule] = {"raw_text": shape({**TYPE, "text": string(10_000)}), "rich_text": RICH_TEXT}
COLUMN = shape({}, {"align": one_of("left", "center", "right"), "is_wrapped": BOOLEAN})
MESSAGE_ONLY: Mapping[str, Rule] = {
    "markdown": shape({**TYPE, "text": string(12_000)}, BLOCK),
    "table": shape(
        {**TYPE, "rows": many(many(by_type(CELLS), 20), 100)},
        {**BLOCK, "column_settings": many(COLUMN, 20)},
    ),
}


def distinct_blocks(value: object, at: str) -> Iterator[str]:
    seen: set[str] = set()
    for number, block in enumerate(value if isinstance(value, list) else []):
        block_id = block.get("block_id") if isinstance(block, dict) else None
        if block_id in seen:
            yield problem(f'`block_id` "{block_id}" already exists', f"{at}/{number}/block_id")
        if isinstance(block_id, str):
            seen.add(block_id)


def has_submit(value: object, at: str) -> Iterator[str]:
    """A modal with an input needs a button to send it."""
    if not isinstance(value, dict) or value.get("submit"):
        return
    blocks = value.get("blocks")
    blocks = blocks if isinstance(blocks, list) else []
    if any(isinstance(each, dict) and each.get("type") == "input" for each in blocks):
        yield problem("missing required field: submit, because there are input blocks", at)


OF_MESSAGE = both(many(by_type({**ANYWHERE, **MESSAGE_ONLY}), MESSAGE_BLOCKS, 0), distinct_blocks)
OF_VIEW = both(many(by_type(ANYWHERE), VIEW_BLOCKS, 0), distinct_blocks, one_focus)
COMMON: dict[str, Rule] = {
    "private_metadata": string(3000, 0),
    "callback_id": string(255, 0),
    "external_id": string(255, 0),
}
MODAL = both(
    shape(
        {**TYPE, "title": plain(24), "blocks": OF_VIEW},
        {
            **COMMON,
            "submit": plain(24),
            "close": plain(24),
            "clear_on_close": BOOLEAN,
            "notify_on_close": BOOLEAN,
            "submit_disabled": BOOLEAN,
        },
    ),
    has_submit,
)
HOME = shape({**TYPE, "blocks": OF_VIEW}, COMMON)
