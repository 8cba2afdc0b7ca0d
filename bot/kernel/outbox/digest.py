"""How several things look that are asked of one reader together: a row each, with what its card has buttons for."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from slack_sdk.models.blocks import ButtonElement

from bot.kernel.numbers import number_of
from bot.kernel.text.markup import Markup, as_stored, mrkdwn
from bot.kernel.views import limits
from bot.kernel.views.blocks import Message, context, section
from bot.kernel.views.menu import choice, menu
from bot.kernel.views.models import Actions, Markdown, Section

MOST_ROWS = 15
ROW = 300
"""Characters of a row."""

NO_REASON = Markup()

Line = Mapping[str, Any]
"""A row as it is stored: `text`, as `choices` pairs of a button's id with its value, and its label, and what it is
`superseded_by`.
"""


def open_row(card: Message, reason: Markup = NO_REASON) -> Line:
    """What the card would ask, and why it asks this reader."""
    text = mrkdwn("{}\n{}", _first_words(card), reason) if reason else _first_words(card)
    return {"text": text, "choices": [list(each) for each in _choices(card)][: limits.MENU]}


def closed_row(card: Message) -> Line:
    """What has become of it."""
    return {"text": _first_words(card), "choices": [], "superseded_by": card.superseded_by}


def is_open(line: Line) -> bool:
    return bool(line["choices"])


def is_superseded(lines: Sequence[Line]) -> bool:
    """Whether newer messages ask all of it."""
    return all(each.get("superseded_by") for each in lines)


def message(lines: Sequence[Line]) -> Message:
    """What still asks comes first."""
    asking = [each for each in lines if is_open(each)]
    done = [each for each in lines if not is_open(each)]
    title = mrkdwn("{}", number_of(len(asking), "reminder") if asking else "Nothing of this waits any more")
    rows = [section(as_stored(each["text"]), menu(each["choices"])) for each in asking[:MOST_ROWS]]
    ended = [context(as_stored(each["text"])) for each in done[: MOST_ROWS - len(rows)]]
    left = len(lines) - len(rows) - len(ended)
    more = [context(mrkdwn("and {} more on the Home tab.", left))] if left else []
    return Message(title, [section(mrkdwn("*{}*", title)), *rows, *more, *ended])


def _first_words(card: Message) -> Markup:
    sections = (each.text for each in card.blocks if isinstance(each, Section) and isinstance(each.text, Markdown))
    return next((as_stored(each.text) for each in sections), card.text).within(ROW)


def _choices(card: Message) -> Iterator[tuple[str, str]]:
    for block in card.blocks:
        for each in block.elements if isinstance(block, Actions) else ():
            if isinstance(each, ButtonElement) and (chosen := choice(each)):
                yield chosen
