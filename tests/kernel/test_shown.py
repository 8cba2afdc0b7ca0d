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

from bot.kernel import shown

LONG = "x" * 5000
BOLD = RichTextElementParts.TextStyle(bold=True)
RICH = [RichTextQuoteElement(elements=[RichTextElementParts.Text(text="x", style=BOLD)])]
QUICK_AND_SLOW = [
    (shown.Plain, PlainTextObject, {"text": "Yes", "emoji": True}, {"text": ""}),
    (shown.Markdown, MarkdownTextObject, {"text": "*Yes*"}, {"text": ""}),
    (shown.Header, HeaderBlock, {"text": "Yes"}, {"text": LONG}),
    (shown.Section, SectionBlock, {"text": "Yes", "block_id": "one"}, {"text": LONG}),
    (shown.Context, ContextBlock, {"elements": [MarkdownTextObject(text="Yes")]}, {"elements": []}),
    (shown.RichText, RichTextBlock, {"elements": RICH}, {"elements": RICH, "block_id": LONG}),
    (shown.Actions, ActionsBlock, {"elements": [ButtonElement(text="Yes", action_id="yes")]}, {"elements": []}),
    (shown.Button, ButtonElement, {"text": "Yes", "action_id": "yes", "style": "primary"}, {"text": LONG}),
]


@pytest.mark.parametrize(("quick", "slow", "said", "_"), QUICK_AND_SLOW)
def test_it_is_shown_as_the_sdk_shows_it(
    quick: type[JsonObject], slow: type[JsonObject], said: dict[str, object], _: object
) -> None:
    assert quick(**said).to_dict() == slow(**said).to_dict()


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
