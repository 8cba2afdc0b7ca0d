"""What whoever decides about a text should know of it, and what eyes do not tell: unseen and borrowed characters."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

import regex

from bot.kernel.numbers import number_of
from bot.kernel.text.characters import MARKS_OF_DIRECTION, is_everyday, pieces
from bot.kernel.text.markup import Markup, mrkdwn, shorten

MOST_NAMED = 6
LONGEST_WORD = 40
_WORD_OF_TWO_ALPHABETS = regex.compile(
    r"\b(?=\w*\p{Latin})(?=\w*[\p{Cyrillic}\p{Armenian}\p{Cherokee}\p{Lisu}\u0391\u0392\u0395-\u0397\u0399\u039a\u039c"
    r"\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03bd\u03bf])\w+",
    regex.V1,
)
"""Of Greek only the letters that look like Latin ones: others stand beside Latin ones every day, as in TNF-alpha."""
_BORROWED = regex.compile(
    r"[\U0001D400-\U0001D7FF\uFF21-\uFF3A\uFF41-\uFF5A\u24B6-\u24E9\U0001F130-\U0001F149\U0001F150-\U0001F169]+"
)
"""Letters that are signs of mathematics, or in circles: no screen reader reads them, and no search finds them."""


def oddities(texts: Iterable[str]) -> list[Markup]:
    """A line for each kind that is found."""
    return [mrkdwn(":mag: {}", line) for line in _found("\n".join(texts))]


def _found(text: str) -> Iterator[str]:
    if is_everyday(text):
        return
    unseen = Counter(piece for piece, is_unseen in pieces(text) if is_unseen)
    unseen.update(each for each in text if each in MARKS_OF_DIRECTION and each not in unseen)
    if unseen:
        which = f"{number_of(sum(unseen.values()), 'character')} here cannot be seen"
        named = [f"{number} × {_name(each)}" for each, number in unseen.most_common(MOST_NAMED)]
        yield f"{which}: {', '.join(named)}{', and others' if len(unseen) > MOST_NAMED else ''}."
    if words := _distinct(_WORD_OF_TWO_ALPHABETS, text):
        yield f"Letters of two alphabets in one word: {', '.join(words)}. Some are not what they look like."
    if words := _distinct(_BORROWED, text):
        yield f"Signs that only look like letters: {', '.join(words)}. Searches and screen readers miss them."


def _name(character: str) -> str:
    return f"U+{ord(character):04X} {unicodedata.name(character, 'control character').lower()}"


def _distinct(pattern: regex.Pattern[str], text: str) -> list[str]:
    distinct = dict.fromkeys(f"“{shorten(each[0], LONGEST_WORD)}”" for each in pattern.finditer(text))
    return list(distinct)[:MOST_NAMED]
