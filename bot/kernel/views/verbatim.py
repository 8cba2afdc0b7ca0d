"""What people wrote, shown letter by letter: rich text takes it as it is, with no markup to come alive."""

from collections.abc import Iterable, Iterator

from slack_sdk.models.blocks import RichTextElementParts

from bot.kernel.text.characters import UNSEEN, pieces
from bot.kernel.views.models import RichQuote, RichSection, RichText, Text, ToCopy

Style = RichTextElementParts.TextStyle

BOLD = Style(bold=True)
AS_CODE = Style(code=True)
MOST_ELEMENTS = 100


def quoted(text: str) -> RichText:
    return RichText(elements=[_quote(text)])


def labelled(words: Iterable[tuple[str, str]]) -> list[RichText]:
    """Labels of ours, each with what somebody wrote under it as a quotation; what is empty is left out."""
    elements: list[RichSection | RichQuote] = []
    for label, text in words:
        if text:
            elements += [RichSection(elements=[Text(text=label, style=BOLD)]), _quote(text)]
    return [RichText(elements=elements)] if elements else []


def to_copy(text: str) -> RichText:
    """As a code block, which people copy without anything being changed on the way."""
    return RichText(elements=[ToCopy(elements=[Text(text=text or " ")])])


def spelled(text: str, style: Style | None = None) -> Iterator[Text]:
    """The text as it is, but for a sign that no text can have where something cannot be seen; as long as the text.

    Where much of it cannot be seen, the sign looks as the text does: Slack does not take thousands of elements.
    """
    spans = [(UNSEEN if unseen else piece, AS_CODE if unseen else style) for piece, unseen in pieces(text) if piece]
    if len(spans) > MOST_ELEMENTS:
        spans = [("".join(piece for piece, _ in spans), style)]
    yield from (Text(text=piece, style=looks) for piece, looks in spans)


def _quote(text: str) -> RichQuote:
    return RichQuote(elements=list(spelled(text or " ")))
