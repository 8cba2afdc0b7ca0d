"""What Slack's client itself says of a form's answers before it bothers the app."""

from __future__ import annotations

import re

from sandbox.workspace.fields import Field, current, elements, is_empty
from sandbox.workspace.models import Json, View

EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
MOST_FILES, LARGEST_FILE = 10, 10 * 1024 * 1024
URL = re.compile(r"https?://[^\s/]+\S*")


def complaints(view: View) -> dict[str, str]:
    """A sentence for each field that is not as it must be, by block id."""
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
    return _files_complaint(field.element, value) if field.type == "file_input" else ""


def _number_complaint(element: Json, value: str) -> str:
    pattern = r"-?\d+(\.\d+)?" if element.get("is_decimal_allowed") else r"-?\d+"
    if not re.fullmatch(pattern, value):
        return "Please enter a number." if element.get("is_decimal_allowed") else "Please enter a whole number."
    if "min_value" in element and float(value) < float(element["min_value"]):
        return f"Please enter a number of at least {element['min_value']}."
    if "max_value" in element and float(value) > float(element["max_value"]):
        return f"Please enter a number of at most {element['max_value']}."
    return ""


def complaint_about_files(files: list[Json]) -> str:
    """Those that hang in a message: of any kind."""
    return _files_complaint({}, files)


def _files_complaint(element: Json, files: list[Json]) -> str:
    if len(files) > (most := element.get("max_files", MOST_FILES)):
        return f"Please choose at most {most} file{'' if most == 1 else 's'}."
    kinds = element.get("filetypes")
    for file in files:
        if kinds and file["filetype"] not in kinds:
            return f"{file['name']} is no {', '.join(kinds)} file."
        if file["size"] > LARGEST_FILE:
            return f"{file['name']} is larger than 10 MB."
    return ""


def _length_complaint(element: Json, value: str) -> str:
    if len(value) < element.get("min_length", 0):
        return f"Please enter at least {element['min_length']} characters."
    if len(value) > element.get("max_length", 3000):
        return f"Please enter at most {element.get('max_length', 3000)} characters."
    return ""
