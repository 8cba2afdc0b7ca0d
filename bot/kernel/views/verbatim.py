"""What people wrote, shown letter by letter: rich text takes it as it is, with no markup to come alive."""

from collections.abc import Iterable, Iterator

from slack_sdk.models.blocks import RichTextElementParts

from bot.kernel.text.characters import UNSEEN, pieces
from bot.kernel.views.models import RichQuote, RichSection, RichText, Text, ToCopy

Style = RichTextElementParts.TextStyle

BOLD = Style(bold=True)
AS_CODE = Style(code=True)


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
    """The text as it is, but for a sign that no text can have where something cannot be seen; as long as the text."""
    for piece, unseen in pieces(text):
        if piece:
            yield Text(text=UNSEEN if unseen else piece, style=AS_CODE if unseen else style)


def _quote(text: str) -> RichQuote:
    return RichQuote(elements=list(spelled(text or " ")))
