"""How a person's answer becomes the state of a field, and what Slack's client itself says about a wrong one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime, time

from sandbox.desk.seat import Impossible
from sandbox.workspace.fields import MANY, Field, current, elements, is_empty
from sandbox.workspace.models import Json, View

Value = str | int | float | datetime | date | time | bool | Iterable[str] | None
Look = Callable[[Field, str], list[Json]]
"""Finds the options of a field for typed words."""

EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
URL = re.compile(r"https?://[^\s/]+\S*")


def answer(field: Field, value: Value, look: Look) -> Json:
    """The state of `field` after a person answered it with `value`; options are named by value or by text."""
    if value is None or value == "" or value == []:
        return field.state([] if field.key in MANY else None)
    if field.key == "selected_option":
        return field.state(_option(field, str(value), look))
    if field.key == "selected_options":
        return field.state([_option(field, each, look) for each in _many(value)])
    if field.key in MANY:
        return field.state(list(_many(value)))
    return field.state(_plain(field, value))


def _many(value: Value) -> list[str]:
    if isinstance(value, str) or not isinstance(value, Iterable):
        return [str(value)]
    return list(value)


def _plain(field: Field, value: Value) -> object:
    if field.type == "datetimepicker":
        return int(value.timestamp()) if isinstance(value, datetime) else int(str(value))
    if field.type == "datepicker":
        return date.fromisoformat(str(value)).isoformat()
    if field.type == "timepicker":
        return time.fromisoformat(str(value)).strftime("%H:%M")
    return str(value)


def _option(field: Field, wanted: str, look: Look) -> Json:
    for option in look(field, wanted):
        if wanted in (option["value"], option["text"]["text"]):
            return option
    raise Impossible(f"{field.block_id or field.action_id} does not offer {wanted!r}.")


def search(options: list[Json], words: str) -> list[Json]:
    """What the client shows of a fixed list while somebody types."""
    return [option for option in options if words.casefold() in option["text"]["text"].casefold()]


def complaints(view: View) -> dict[str, str]:
    """What Slack's client says under the fields before it bothers the app, by block id."""
    values = current(view)
    problems = {}
    for field in elements(view.blocks):
        if field.is_input and field.holds_a_value:
            problem = _complaint(field, values[field.block_id][field.action_id])
            if problem:
                problems[field.block_id] = problem
    return problems


def _complaint(field: Field, state: Json) -> str:
    if is_empty(state):
        return "Please complete this required field." if field.is_required else ""
    value = state[field.key]
    if field.type == "email_text_input" and not EMAIL.fullmatch(value):
        return "Please enter a valid email address."
    if field.type == "url_text_input" and not URL.fullmatch(value):
        return "Please enter a valid URL."
    if field.type == "number_input":
        return _number_complaint(field.element, value)
    if field.type == "plain_text_input":
        return _length_complaint(field.element, value)
    return ""


def _number_complaint(element: Json, value: str) -> str:
    pattern = r"-?\d+(\.\d+)?" if element.get("is_decimal_allowed") else r"-?\d+"
    if not re.fullmatch(pattern, value):
        return "Please enter a number." if element.get("is_decimal_allowed") else "Please enter a whole number."
    if "min_value" in element and float(value) < float(element["min_value"]):
        return f"Please enter a number of at least {element['min_value']}."
    if "max_value" in element and float(value) > float(element["max_value"]):
        return f"Please enter a number of at most {element['max_value']}."
    return ""


def _length_complaint(element: Json, value: str) -> str:
    if len(value) < element.get("min_length", 0):
        return f"Please enter at least {element['min_length']} characters."
    if len(value) > element.get("max_length", 3000):
        return f"Please enter at most {element.get('max_length', 3000)} characters."
    return ""
