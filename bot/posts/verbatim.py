"""What people wrote, shown letter by letter: rich text takes it as it is, with no markup to come alive."""

from collections.abc import Iterable, Sequence

from slack_sdk.models.blocks import (
    RichTextBlock,
    RichTextElementParts,
    RichTextListElement,
    RichTextPreformattedElement,
    RichTextQuoteElement,
    RichTextSectionElement,
)

from bot.kernel.words import shorten
from bot.posts.content import Medium
from bot.posts.diff import Kind, Run

Text = RichTextElementParts.Text
STYLES = {
    Kind.KEPT: None,
    Kind.GONE: RichTextElementParts.TextStyle(strike=True),
    Kind.NEW: RichTextElementParts.TextStyle(bold=True),
}
BOLD = RichTextElementParts.TextStyle(bold=True)
LONGEST_COMPARISON = 3000
"""Keeps a card with a long post, its media and its changes below what Slack takes in one message."""


def quoted(text: str) -> RichTextBlock:
    return RichTextBlock(elements=[RichTextQuoteElement(elements=[Text(text=text or " ")])])


def to_copy(text: str) -> RichTextBlock:
    """As a code block, which people copy without anything being changed on the way."""
    return RichTextBlock(elements=[RichTextPreformattedElement(elements=[Text(text=text or " ")])])


def listed(media: Iterable[Medium]) -> RichTextBlock:
    """Each file with its alt text."""
    lines = [
        RichTextSectionElement(elements=[Text(text=medium.name, style=BOLD), Text(text=f"  {medium.alt}")])
        for medium in media
    ]
    return RichTextBlock(elements=[RichTextListElement(elements=lines, style="bullet")])


def compared(found: Sequence[Run]) -> RichTextBlock:
    """What is gone is struck through, what is new is bold."""
    room, before, parts = LONGEST_COMPARISON, Kind.KEPT, []
    for run in found:
        if room > 0:
            if (before, run.kind) == (Kind.GONE, Kind.NEW):
                parts.append(Text(text=" "))  # or the two would look like one word
            parts.append(Text(text=shorten(run.text, room), style=STYLES[run.kind]))
            room, before = room - len(run.text), run.kind
    return RichTextBlock(elements=[RichTextQuoteElement(elements=parts)])
