"""The models of Slack's SDK that every view is made of, quicker to show: each of the SDK's own looks anew for what to
check and what to tell, every time and at every depth, which takes most of the time. And two blocks that it lacks.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from slack_sdk.models.basic_objects import JsonObject
from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ContextBlock,
    HeaderBlock,
    InputBlock,
    MarkdownTextObject,
    Option,
    PlainTextInputElement,
    PlainTextObject,
    RawTextObject,
    RichTextBlock,
    RichTextElementParts,
    RichTextListElement,
    RichTextPreformattedElement,
    RichTextQuoteElement,
    RichTextSectionElement,
    SectionBlock,
)


class _Quick(JsonObject):
    """Checks and tells the same."""

    def validate_json(self) -> None:
        for name in _checks(type(self)):
            getattr(self, name)()

    def get_non_null_attributes(self) -> dict[str, Any]:
        values = [(name, getattr(self, name, None)) for name in self._told_names()]
        return {
            name: value if isinstance(value, str) else _told(value)
            for name, value in values
            if value or not _is_nothing(value)
        }

    def _told_names(self) -> list[str]:
        kind = type(self)
        if kind not in _NAMES:
            _NAMES[kind] = sorted(self.attributes)
        return _NAMES[kind]


_NAMES: dict[type, list[str]] = {}


def _is_nothing(value: Any) -> bool:
    return value is None or (isinstance(value, (str, list, tuple)) and not value)


def _told(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return [_told(each) for each in value]
    return value.to_dict() if hasattr(value, "to_dict") else value


@cache
def _checks(model: type) -> tuple[str, ...]:
    return tuple(name for name in dir(model) if hasattr(getattr(model, name), "validator"))


class Plain(_Quick, PlainTextObject):
    pass


class Markdown(_Quick, MarkdownTextObject):
    pass


class Header(_Quick, HeaderBlock):
    pass


class Section(_Quick, SectionBlock):
    pass


class Context(_Quick, ContextBlock):
    pass


class RichText(_Quick, RichTextBlock):
    pass


class RichSection(_Quick, RichTextSectionElement):
    pass


class RichQuote(_Quick, RichTextQuoteElement):
    pass


class RichList(_Quick, RichTextListElement):
    pass


class ToCopy(_Quick, RichTextPreformattedElement):
    pass


class Text(_Quick, RichTextElementParts.Text):
    pass


class Actions(_Quick, ActionsBlock):
    pass


class Button(_Quick, ButtonElement):
    pass


class Field(_Quick, InputBlock):
    pass


class TextInput(_Quick, PlainTextInputElement):
    pass


class Choice(_Quick, Option):
    """Of a menu."""

    def to_dict(self, option_type: str = "block") -> dict[str, Any]:
        self.validate_json()
        return {"text": Plain(text=self.label or "", emoji=True).to_dict(), "value": self.value}


class RawText(_Quick, RawTextObject):
    pass


class Link(_Quick, RichTextElementParts.Link):
    pass


class Person(_Quick, RichTextElementParts.User):
    pass


class Moment(_Quick, RichTextElementParts.Date):
    pass


class Emoji(_Quick, RichTextElementParts.Emoji):
    pass


class DataTable(_Quick, Block):
    """Of 1–100 rows under a header, in at most 20 columns, by each of which it can be sorted. In messages only."""

    def __init__(self, *, caption: str, rows: Sequence[Sequence[RawText | RichText]], page_size: int) -> None:
        super().__init__(type="data_table")
        self.caption, self.rows, self.page_size = caption, rows, page_size

    def _told_names(self) -> list[str]:
        return ["caption", "page_size", "rows", "type"]


class DataVisualization(_Quick, Block):
    """A chart. In messages only, at most two in each."""

    def __init__(self, *, title: str, chart: Mapping[str, Any]) -> None:
        super().__init__(type="data_visualization")
        self.title, self.chart = title, chart

    def _told_names(self) -> list[str]:
        return ["chart", "title", "type"]
