"""A post's media and its changes, letter by letter."""

from collections.abc import Iterable, Sequence

from slack_sdk.models.blocks import (
    RichTextBlock,
    RichTextElement,
    RichTextListElement,
    RichTextQuoteElement,
    RichTextSectionElement,
)

from bot.kernel.verbatim import BOLD, Style, Text, spelled
from bot.kernel.words import shorten
from bot.posts.content import Medium
from bot.posts.diff import Kind, Run

STYLES = {Kind.KEPT: None, Kind.GONE: Style(strike=True), Kind.NEW: BOLD}


def listed(media: Iterable[Medium]) -> RichTextBlock:
    """Each file with its alt text."""
    lines = [
        RichTextSectionElement(elements=[*spelled(medium.name, BOLD), Text(text="  "), *spelled(medium.alt)])
        for medium in media
    ]
    return RichTextBlock(elements=[RichTextListElement(elements=lines, style="bullet")])


def compared(changes: Iterable[tuple[str, Sequence[Run]]], room: int) -> RichTextBlock:
    """By label, what is gone struck through and what is new bold; as much as there is room for, in characters."""
    elements: list[RichTextElement] = []
    for label, runs in changes:
        room -= len(label)
        if room > 0:
            elements.append(RichTextSectionElement(elements=[Text(text=label, style=BOLD)]))
            elements.append(RichTextQuoteElement(elements=_fitting(runs, room)))
            room -= sum(len(run.text) + 1 for run in runs)
    return RichTextBlock(elements=elements)


def _fitting(runs: Sequence[Run], room: int) -> list[Text]:
    before, parts = Kind.KEPT, []
    for run in runs:
        if (before, run.kind) == (Kind.GONE, Kind.NEW) and room > 0:
            parts.append(Text(text=" "))  # or the two would look like one word
            room -= 1
        if room > 0:
            parts += spelled(shorten(run.text, room), STYLES[run.kind])
        room, before = room - len(run.text), run.kind
    return parts
