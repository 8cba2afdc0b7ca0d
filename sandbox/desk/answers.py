"""How a person's answer becomes the state of a field."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from sandbox.desk.outcome import Impossible
from sandbox.workspace.fields import MANY, Field
from sandbox.workspace.models import Json


@dataclass(frozen=True, slots=True)
class Given:
    """A file from somebody's own machine."""

    name: str
    content: bytes


Value = str | int | float | datetime | date | time | bool | Given | Iterable[str] | None
Look = Callable[[Field, str], list[Json]]
"""Finds the options of a field for typed words; for a file's id, the file."""


def answer(field: Field, value: Value, look: Look) -> Json:
    """The state of `field` after a person answered it with `value`; options are named by value or by text."""
    if value is None or value == "" or value == []:
        return field.state([] if field.key in MANY else None)
    if field.key == "selected_option":
        return field.state(_option(field, str(value), look))
    if field.key == "selected_options":
        return field.state([_option(field, each, look) for each in many(value)])
    if field.key == "files":
        return field.state([_file(field, each, look) for each in many(value)])
    if field.key in MANY:
        return field.state(list(many(value)))
    return field.state(_plain(field, value))


def many(value: Value) -> list[str]:
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


def _file(field: Field, wanted: str, look: Look) -> Json:
    for file in look(field, wanted):
        return file
    raise Impossible(f"There is no file {wanted!r} of theirs.")


def search(options: list[Json], words: str) -> list[Json]:
    """What the client shows of a fixed list while somebody types."""
    return [option for option in options if words.casefold() in option["text"]["text"].casefold()]
