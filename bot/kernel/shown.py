"""The models of Slack's SDK that every view is made of, quicker to show: each of the SDK's own looks through all names
of its class for what there is to check, every time and at every depth, which takes most of the time.
"""

from functools import cache

from slack_sdk.models.basic_objects import JsonObject
from slack_sdk.models.blocks import (
    ActionsBlock,
    ButtonElement,
    ContextBlock,
    HeaderBlock,
    MarkdownTextObject,
    PlainTextObject,
    SectionBlock,
)


class _Quick(JsonObject):
    """Checks the same."""

    def validate_json(self) -> None:
        for name in _checks(type(self)):
            getattr(self, name)()


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


class Actions(_Quick, ActionsBlock):
    pass


class Button(_Quick, ButtonElement):
    pass
