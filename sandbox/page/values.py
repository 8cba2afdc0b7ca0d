"""What an element holds: its initial value, or what was typed or chosen since (Slack's `state.values`)."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sandbox.page.surface import Surface

Element = Mapping[str, Any]

_IDS = {"user": "people", "channel": "channels", "conversation": "channels"}
PICKERS = frozenset(
    f"{many}{kind}_select"
    for many in ("", "multi_")
    for kind in ("static", "external", "users", "channels", "conversations")
)


def noun(element: Element) -> str:
    """What a picker picks: an option, a user, a channel or a conversation."""
    word = str(element["type"]).removeprefix("multi_").removesuffix("_select").removesuffix("s")
    return word if word in _IDS else "option"


def _source(element: Element, block_id: str, surface: Surface) -> tuple[Element, str]:
    entered = surface.values.get(block_id, {}).get(str(element.get("action_id")))
    return (element, "initial") if entered is None else (entered, "selected")


def typed(element: Element, block_id: str, surface: Surface) -> str:
    source, prefix = _source(element, block_id, surface)
    value = source.get("initial_value" if prefix == "initial" else "value")
    return "" if value is None else str(value)


def moment(element: Element, block_id: str, surface: Surface) -> str:
    """The value of a date, time or date-and-time field, as the browser's own inputs want it."""
    kind = {"datepicker": "date", "timepicker": "time", "datetimepicker": "date_time"}[str(element["type"])]
    source, prefix = _source(element, block_id, surface)
    value = source.get(f"{prefix}_{kind}")
    if kind == "date_time" and value is not None:
        return f"{surface.reader.local(datetime.fromtimestamp(int(value), UTC)):%Y-%m-%dT%H:%M}"
    return "" if value is None else str(value)


def chosen(element: Element, block_id: str, surface: Surface) -> Sequence[Element]:
    """The option objects chosen; of a people or channel picker, made from the ids."""
    source, prefix = _source(element, block_id, surface)
    word = noun(element)
    one = source.get(f"{prefix}_{word}")
    picked = [one] if one else source.get(f"{prefix}_{word}s") or []
    if word == "option":
        return picked
    offered = {option["value"]: option for option in _named(word, surface)}
    return [offered.get(each) or option(each, each) for each in picked]


def given(element: Element, block_id: str, surface: Surface) -> Sequence[Element]:
    """The files that were given."""
    files: Sequence[Element] = surface.values.get(block_id, {}).get(str(element.get("action_id")), {}).get("files", [])
    return files


def size(file: Element) -> str:
    """As people say it."""
    kilobytes = file["size"] / 1024
    return f"{kilobytes / 1024:.1f} MB" if kilobytes >= 1024 else f"{max(kilobytes, 0.1):.1f} KB"


def choices(element: Element, surface: Surface) -> Element:
    """Where a picker's options stand: in the element, or the workspace's people or channels."""
    word = noun(element)
    return element if word == "option" else {"options": _named(word, surface)}


def option(value: str, words: str) -> Element:
    return {"value": value, "text": {"type": "plain_text", "text": words, "emoji": False}}


def _named(word: str, surface: Surface) -> Sequence[Element]:
    names = surface.reader.names
    pairs = names.people() if _IDS[word] == "people" else names.channels()
    return [option(value, words) for value, words in pairs]
