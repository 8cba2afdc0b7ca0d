"""Each number in Slack's documents of Block Kit, and the place in an example up to which one can go."""

from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    CardBlock,
    CarouselBlock,
    ConfirmObject,
    ContainerBlock,
    ContextActionsBlock,
    ContextBlock,
    HeaderBlock,
    ImageBlock,
    InputBlock,
    MarkdownBlock,
    Option,
    OptionGroup,
    OverflowMenuElement,
    SectionBlock,
    StaticSelectElement,
)
from slack_sdk.models.views import View

from tests.sandbox.examples import ADDRESS, EXAMPLES
from tests.sandbox.tiny import Json


@dataclass(frozen=True)
class Limit:
    """At `place` in the example there are at most so many characters or items; `published` is slack_sdk's number."""

    example: str
    place: str
    most: int
    published: int | None = None
    least: int = 1

    def __str__(self) -> str:
        return f"{self.example}{self.place}"

    @property
    def counts_items(self) -> bool:
        return isinstance(_at(EXAMPLES[self.example], self.place), list)

    def filled(self, content: int | str) -> Json:
        """The example with so many characters or items at the place, or with this text."""
        whole = deepcopy(EXAMPLES[self.example])
        parent, _, name = self.place.rpartition("/")
        there = _at(whole, parent)
        key = int(name) if name.isdecimal() else name
        there[key] = _filled(there[key], content)
        return whole

    def refusal(self, size: int) -> str:
        """Slack's words for so much or so little."""
        if self.counts_items:
            what = f"no more than {self.most}" if size > self.most else f"no fewer than {self.least}"
            return f"{what} items allowed"
        return f"must be less than {self.most + 1} characters" if size > self.most else "must be more than 0 characters"


def _filled(before: Any, content: int | str) -> Any:
    if isinstance(content, str):
        return content
    if isinstance(before, list):
        return before * content
    return ADDRESS.ljust(content, "x") if before == ADDRESS and content else "x" * content


def _at(whole: Any, place: str) -> Any:
    for name in filter(None, place.split("/")):
        whole = whole[int(name) if name.isdecimal() else name]
    return whole


ANYWHERE = [
    Limit("section", "/block_id", 255, Block.block_id_max_length),
    Limit("section", "/text/text", 3000, SectionBlock.text_max_length),
    Limit("section", "/fields", 10, SectionBlock.fields_max_length),
    Limit("section", "/fields/0/text", 2000),
    Limit("header", "/text/text", 150, HeaderBlock.text_max_length),
    Limit("context", "/elements", 10, ContextBlock.elements_max_length),
    Limit("context", "/elements/0/text", 3000),
    Limit("image", "/image_url", 3000, ImageBlock.image_url_max_length),
    Limit("image", "/alt_text", 2000, ImageBlock.alt_text_max_length),
    Limit("image", "/title/text", 2000, ImageBlock.title_max_length),
    Limit("buttons", "/elements", 25, ActionsBlock.elements_max_length),
    Limit("button", "/elements/0/action_id", 255, ButtonElement.action_id_max_length),
    Limit("button", "/elements/0/text/text", 75, ButtonElement.text_max_length),
    Limit("button", "/elements/0/value", 2000, ButtonElement.value_max_length),
    Limit("button", "/elements/0/url", 3000, ButtonElement.url_max_length),
    Limit("button", "/elements/0/accessibility_label", 75),
    Limit("button", "/elements/0/confirm/title/text", 100, ConfirmObject.title_max_length),
    Limit("button", "/elements/0/confirm/text/text", 300, ConfirmObject.text_max_length),
    Limit("button", "/elements/0/confirm/confirm/text", 30, ConfirmObject.confirm_max_length),
    Limit("button", "/elements/0/confirm/deny/text", 30, ConfirmObject.deny_max_length),
    Limit("select", "/elements/0/placeholder/text", 150, StaticSelectElement.placeholder_max_length),
    Limit("select", "/elements/0/options", 100, StaticSelectElement.options_max_length),
    Limit("select", "/elements/0/options/0/text/text", 75, Option.label_max_length),
    Limit("select", "/elements/0/options/0/value", 150, Option.value_max_length),
    Limit("select", "/elements/0/options/0/description/text", 75),
    Limit("groups", "/elements/0/option_groups", 100, StaticSelectElement.option_groups_max_length),
    Limit("groups", "/elements/0/option_groups/0/label/text", 75, OptionGroup.label_max_length),
    Limit("groups", "/elements/0/option_groups/0/options", 100, OptionGroup.options_max_length),
    Limit("menu", "/accessory/options", 5, OverflowMenuElement.options_max_length),
    Limit("radio", "/elements/0/options", 10),
    Limit("boxes", "/elements/0/options", 10),
    Limit("card", "/title/text", 150, CardBlock.title_max_length),
    Limit("card", "/subtitle/text", 150, CardBlock.subtitle_max_length),
    Limit("card", "/body/text", 200, CardBlock.body_max_length),
    Limit("card", "/actions", 3),
    Limit("input", "/label/text", 2000, InputBlock.label_max_length),
    Limit("input", "/hint/text", 2000, InputBlock.hint_max_length),
    Limit("input", "/element/placeholder/text", 150),
    Limit("input", "/element/initial_value", 3000, least=0),
    Limit("short input", "/element/initial_value", 40, least=0),
]
"""In messages and views alike."""
IN_MESSAGES = [
    *ANYWHERE,
    Limit("markdown", "/text", 12_000, MarkdownBlock.text_max_length),
    Limit("table", "/rows", 100),
    Limit("table", "/rows/0", 20),
    Limit("table", "/column_settings", 20),
    Limit("carousel", "/elements", 10, CarouselBlock.elements_max_length),
    Limit("container", "/title/text", 150, ContainerBlock.title_max_length),
    Limit("container", "/subtitle/text", 150, ContainerBlock.subtitle_max_length),
    Limit("container", "/child_blocks", 10, ContainerBlock.child_blocks_max_length),
    Limit("small", "/elements", 5, ContextActionsBlock.elements_max_length),
    Limit("icons", "/elements/0/text/text", 75),
    Limit("icons", "/elements/0/value", 2000),
    Limit("icons", "/elements/0/accessibility_label", 75),
    Limit("icons", "/elements/0/visible_to_user_ids", 10),
    Limit("feedback", "/elements/0/positive_button/text/text", 75),
    Limit("feedback", "/elements/0/positive_button/value", 2000),
    Limit("feedback", "/elements/0/positive_button/accessibility_label", 75),
    Limit("pie", "/title", 50),
    Limit("pie", "/chart/segments", 12),
    Limit("pie", "/chart/segments/0/label", 20),
    Limit("bars", "/chart/series/0/name", 20),
    Limit("bars", "/chart/axis_config/x_label", 50),
    Limit("bars", "/chart/axis_config/y_label", 50),
]
OF_MODALS = [
    Limit("modal", "/title/text", 24, View.title_max_length),
    Limit("modal", "/submit/text", 24, View.submit_max_length),
    Limit("modal", "/close/text", 24, View.close_max_length),
]
OF_VIEWS = [
    limit
    for view in ("modal", "home")
    for limit in (
        Limit(view, "/private_metadata", 3000, View.private_metadata_max_length, least=0),
        Limit(view, "/callback_id", 255, least=0),
        Limit(view, "/external_id", 255, least=0),
        Limit(view, "/blocks", 100, View.blocks_max_length, least=0),
    )
]
