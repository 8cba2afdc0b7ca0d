"""A post's media and its changes, letter by letter."""

from collections.abc import Iterable, Sequence

from bot.kernel.text.markup import shorten
from bot.kernel.views.models import RichList, RichQuote, RichSection, RichText, Text
from bot.kernel.views.verbatim import BOLD, Style, spelled
from bot.posts.content import Medium
from bot.posts.diff import Kind, Run

STYLES = {Kind.KEPT: None, Kind.GONE: Style(strike=True), Kind.NEW: BOLD}


def listed(media: Iterable[Medium]) -> RichText:
    """Each file with its alt text."""
    lines = [
        RichSection(elements=[*spelled(medium.name, BOLD), Text(text="  "), *spelled(medium.alt)]) for medium in media
    ]
    return RichText(elements=[RichList(elements=lines, style="bullet")])


def compared(changes: Iterable[tuple[str, Sequence[Run]]], room: int) -> RichText:
    """By label, what is gone struck through and what is new bold; as much as there is room for, in characters."""
    elements: list[RichSection | RichQuote] = []
    for label, runs in changes:
        room -= len(label)
        if room > 0:
            elements.append(RichSection(elements=[Text(text=label, style=BOLD)]))
            elements.append(RichQuote(elements=_fitting(runs, room)))
            room -= sum(len(run.text) + 1 for run in runs)
    return RichText(elements=elements)


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
