"""The models that views are made of check all that Slack's SDK checks."""

import pytest
from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.basic_objects import JsonObject
from slack_sdk.models.blocks import (
    ActionsBlock,
    ButtonElement,
    ContextBlock,
    HeaderBlock,
    MarkdownTextObject,
    PlainTextObject,
    RichTextBlock,
    RichTextElementParts,
    RichTextQuoteElement,
    SectionBlock,
)

from bot.kernel.views import models

LONG = "x" * 5000
BOLD = RichTextElementParts.TextStyle(bold=True)
RICH = [RichTextQuoteElement(elements=[RichTextElementParts.Text(text="x", style=BOLD)])]
QUICK_AND_SLOW = [
    (models.Plain, PlainTextObject, {"text": "Yes", "emoji": True}, {"text": ""}),
    (models.Markdown, MarkdownTextObject, {"text": "*Yes*"}, {"text": ""}),
    (models.Header, HeaderBlock, {"text": "Yes"}, {"text": LONG}),
    (models.Section, SectionBlock, {"text": "Yes", "block_id": "one"}, {"text": LONG}),
    (models.Context, ContextBlock, {"elements": [MarkdownTextObject(text="Yes")]}, {"elements": []}),
    (models.RichText, RichTextBlock, {"elements": RICH}, {"elements": RICH, "block_id": LONG}),
    (models.Actions, ActionsBlock, {"elements": [ButtonElement(text="Yes", action_id="yes")]}, {"elements": []}),
    (models.Button, ButtonElement, {"text": "Yes", "action_id": "yes", "style": "primary"}, {"text": LONG}),
]


@pytest.mark.parametrize(("quick", "slow", "fields", "_"), QUICK_AND_SLOW)
def test_it_is_shown_as_the_sdk_shows_it(
    quick: type[JsonObject], slow: type[JsonObject], fields: dict[str, object], _: object
) -> None:
    assert quick(**fields).to_dict() == slow(**fields).to_dict()


@pytest.mark.parametrize(("quick", "slow", "_", "wrong"), QUICK_AND_SLOW)
def test_what_the_sdk_does_not_let_pass_does_not_pass(
    quick: type[JsonObject], slow: type[JsonObject], _: object, wrong: dict[str, object]
) -> None:
    def problem(model: type[JsonObject]) -> str:
        try:
            model(**wrong).to_dict()
        except SlackObjectFormationError as error:
            return str(error)
        return ""

    assert problem(quick) == problem(slow)
