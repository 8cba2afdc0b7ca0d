"""The fields of a view or message: where they are, what they hold, and what `view.state.values` says of them."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from dataclasses import dataclass

from sandbox.workspace.models import Json, Values, View

STATE_KEYS = {
    "plain_text_input": "value",
    "number_input": "value",
    "email_text_input": "value",
    "url_text_input": "value",
    "rich_text_input": "rich_text_value",
    "static_select": "selected_option",
    "external_select": "selected_option",
    "radio_buttons": "selected_option",
    "users_select": "selected_user",
    "conversations_select": "selected_conversation",
    "channels_select": "selected_channel",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "datetimepicker": "selected_date_time",
    "multi_static_select": "selected_options",
    "multi_external_select": "selected_options",
    "checkboxes": "selected_options",
    "multi_users_select": "selected_users",
    "multi_conversations_select": "selected_conversations",
    "multi_channels_select": "selected_channels",
    "file_input": "files",
}
"""The elements that hold a value, and the key under which the state has it."""

INITIAL_KEYS = {
    "value": "initial_value",
    "rich_text_value": "initial_value",
    "selected_option": "initial_option",
    "selected_options": "initial_options",
    "selected_user": "initial_user",
    "selected_users": "initial_users",
    "selected_conversation": "initial_conversation",
    "selected_conversations": "initial_conversations",
    "selected_channel": "initial_channel",
    "selected_channels": "initial_channels",
    "selected_date": "initial_date",
    "selected_time": "initial_time",
    "selected_date_time": "initial_date_time",
}

MANY = {"selected_options", "selected_users", "selected_conversations", "selected_channels", "files"}


@dataclass(frozen=True)
class Field:
    """An element in its block; `block` is the whole block, so that a caller sees label and `optional`."""

    block: Json
    element: Json

    @property
    def block_id(self) -> str:
        return str(self.block.get("block_id", ""))

    @property
    def action_id(self) -> str:
        return str(self.element.get("action_id", ""))

    @property
    def type(self) -> str:
        return str(self.element["type"])

    @property
    def key(self) -> str:
        return STATE_KEYS[self.type]

    def is_shown_to(self, person: str) -> bool:
        return person in self.element.get("visible_to_user_ids", [person])

    @property
    def holds_a_value(self) -> bool:
        return self.type in STATE_KEYS

    @property
    def is_input(self) -> bool:
        return bool(self.block["type"] == "input")

    @property
    def is_required(self) -> bool:
        return self.is_input and not self.block.get("optional", False)

    def state(self, value: object) -> Json:
        return {"type": self.type, self.key: value}

    def untouched(self) -> Json:
        """The state before the person did anything: the initial value, or nothing."""
        empty: object = [] if self.key in MANY else None
        return self.state(self.element.get(INITIAL_KEYS.get(self.key, ""), empty))


HELD = {"carousel": "elements", "container": "child_blocks"}
"""The blocks that hold others, and where."""
PRESSED = {"actions": "elements", "context_actions": "elements", "card": "actions"}
"""The blocks that hold elements in a row, and where."""


def every(blocks: list[Json]) -> Iterator[Json]:
    """The blocks, and those that they hold."""
    for block in blocks:
        yield block
        yield from every(block.get(HELD.get(block["type"], "")) or [])


def elements(blocks: list[Json]) -> Iterator[Field]:
    """Everything that can be pressed or filled, in reading order."""
    for block in every(blocks):
        for element in _inside(block):
            if "action_id" in element:
                yield from (Field(block, each) for each in _buttons(element))


def _inside(block: Json) -> list[Json]:
    row = block.get(PRESSED.get(block["type"], "")) or []
    return [each for each in [block.get("element"), block.get("accessory"), *row] if isinstance(each, dict)]


def _buttons(element: Json) -> list[Json]:
    """Feedback is one element with two buttons, of which its value says which was pressed."""
    if element["type"] != "feedback_buttons":
        return [element]
    ids = {name: element[name] for name in ("type", "action_id")}
    return [{**element[name], **ids} for name in ("positive_button", "negative_button")]


def current(view: View) -> Values:
    """`view.state.values` as it would be submitted now."""
    return values_of(view.blocks, view.values)


def values_of(blocks: list[Json], touched: Values) -> Values:
    values: Values = {}
    for field in elements(blocks):
        if field.holds_a_value:
            state = touched.get(field.block_id, {}).get(field.action_id) or field.untouched()
            values.setdefault(field.block_id, {})[field.action_id] = state
    return values


def kept_values(view: View, blocks: list[Json]) -> Values:
    """What an update leaves filled in: fields that keep their block id, action id and type."""
    values: Values = {}
    for field in elements(blocks):
        state = view.values.get(field.block_id, {}).get(field.action_id)
        if state is not None and state["type"] == field.type:
            values.setdefault(field.block_id, {})[field.action_id] = state
    return values


def options_of(element: Json) -> list[Json]:
    """The options of a select, overflow, radio group or checkboxes, groups flattened."""
    grouped = [option for group in element.get("option_groups") or [] for option in group["options"]]
    return list(element.get("options") or []) + grouped


def is_empty(state: Json) -> bool:
    return all(value in (None, "", []) for key, value in state.items() if key != "type")


def with_ids(content: Json) -> Json:
    """A copy of a view or message in which every block and element has its id, as Slack gives those left out."""
    content = json.loads(json.dumps(content))
    inside = [block for each in content.get("attachments") or [] for block in each.get("blocks") or []]
    for block in every([*content.get("blocks", []), *inside]):
        block.setdefault("block_id", secrets.token_urlsafe(4))
        for element in _inside(block):
            if element["type"] != "image":
                element.setdefault("action_id", secrets.token_urlsafe(4))
    return content
