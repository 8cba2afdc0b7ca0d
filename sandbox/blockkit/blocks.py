"""The blocks of messages and views, with Slack's limits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sandbox.blockkit.agreement import one_focus
from sandbox.blockkit.data import CELLS, DATA, few_enough
from sandbox.blockkit.elements import BUTTONS, DATE_TIME, IMAGE, INPUTS, SELECTS, TYPE, plain, text
from sandbox.blockkit.groups import ALERT, BLOCK, CARD, CAROUSEL, CONTEXT_ACTIONS, container
from sandbox.blockkit.rich_text import RICH_TEXT
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
COLUMN = shape({}, {"align": one_of("left", "center", "right"), "is_wrapped": BOOLEAN})
TABLE = shape(
    {**TYPE, "rows": many(many(by_type(CELLS), 20), 100)},
    {**BLOCK, "column_settings": many(COLUMN, 20)},
)
IN_MESSAGE: Mapping[str, Rule] = {
    **ANYWHERE,
    **DATA,
    "markdown": shape({**TYPE, "text": string(12_000)}, BLOCK),
    "table": TABLE,
    "card": CARD,
    "carousel": CAROUSEL,
    "container": container({**ANYWHERE, "table": TABLE}),
    "context_actions": both(CONTEXT_ACTIONS, distinct_actions),
}
IN_MODAL: Mapping[str, Rule] = {**ANYWHERE, "alert": ALERT, "card": CARD}
AT_HOME: Mapping[str, Rule] = {**ANYWHERE, "card": CARD, "carousel": CAROUSEL}
"""Where each may stand: docs.slack.dev/blocks.json."""


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


def _of_view(kinds: Mapping[str, Rule]) -> Rule:
    return both(many(by_type(kinds), VIEW_BLOCKS, 0), distinct_blocks, one_focus)


OF_MESSAGE = both(many(by_type(IN_MESSAGE), MESSAGE_BLOCKS, 0), distinct_blocks, few_enough)
COMMON: dict[str, Rule] = {
    "private_metadata": string(3000, 0),
    "callback_id": string(255, 0),
    "external_id": string(255, 0),
}
MODAL = both(
    shape(
        {**TYPE, "title": plain(24), "blocks": _of_view(IN_MODAL)},
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
HOME = shape({**TYPE, "blocks": _of_view(AT_HOME)}, COMMON)
