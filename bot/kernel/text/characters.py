"""What of a text cannot be seen, or would break out of its line: told apart from what a language or an emoji needs."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import takewhile

import regex

_UNSEEN = r"[[\p{C}\p{Zl}\p{Zp}\p{DI}\u2800]--[\t\n\u0600-\u0605\u06DD\u070F\u0890\u0891\u08E2\U000110BD\U000110CD]]"
"""Controls, bidi marks, blanks without a width, private use, and what a font shows nothing for; without the signs of
Arabic, Syriac and Kaithi that Unicode calls formats and that are seen.
"""
_NEEDED = (
    r"\U0001F3F4\U000E0067\U000E0062(?:\U000E0065\U000E006E\U000E0067|\U000E0073\U000E0063\U000E0074"
    r"|\U000E0077\U000E006C\U000E0073)\U000E007F",  # the flags of England, Scotland and Wales
    r"\p{Extended_Pictographic}[\uFE0E\uFE0F]?\p{EMod}?"  # an emoji, and those joined to it
    r"(?:\u200D\p{Extended_Pictographic}[\uFE0E\uFE0F]?\p{EMod}?)*",
    r"[0-9#*]\uFE0F\u20E3",  # a keycap
    r"(?<=[\p{Arabic}\p{Syriac}\p{Mongolian}\p{InCB=Linker}])[\u200C\u200D](?=\p{L})",  # where letters join
    r"(?<=\p{Han})[\uFE00-\uFE02\U000E0100-\U000E01EF]",  # the variants of a Chinese character
    r"(?<=\p{Mongolian})[\u180B-\u180F]",
)
_PIECES = regex.compile(rf"{'|'.join(_NEEDED)}|(?P<unseen>{_UNSEEN})", regex.V1)
_EVERYDAY = regex.compile(r"[\n\x20-\x7E\u00A1-\u00AC\u00AE-\u024F–—‘’“”„…•·]*")
_RIGHT_TO_LEFT = regex.compile(r"[\p{Bidi_Class=R}\p{Bidi_Class=AL}\p{Bidi_Class=AN}]")
_LINE_ENDS = regex.compile(r"\r\n|[\n\r\v\f\x1C-\x1E\x85\u2028\u2029]")
_EMOJI_CODE = regex.compile(r":(?=[\p{L}\p{M}\p{N}_+'-]+:)")
_READ_AS_ONE = regex.compile(r"\X")
_BLANKS, _DASHES = regex.compile(r"[\p{Zs}\t]"), regex.compile(r"[\p{Pd}\u2212]")
_WIDE = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}
"""The signs of ASCII as wide as Chinese ones."""
_NO_TEXT = regex.compile(r"[\x00\uD800-\uDFFF]")
_ISOLATE, _END = "\u2068", "\u2069"
UNSEEN = "\u25af"
"""Stands where something cannot be seen."""
ISOLATION = len(_ISOLATE + _END)
MARKS_OF_DIRECTION = frozenset("\u200e\u200f\u061c")
"""Common and harmless where something is written from right to left."""


def storable(text: str) -> str:
    """Without what no database holds: the character of code zero, and halves of characters."""
    return _NO_TEXT.sub("", text)


def as_keyed(text: str) -> str:
    """With the blanks, dashes and widths that keyboards have: telephones and text programs write others."""
    return _DASHES.sub("-", _BLANKS.sub(" ", text)).translate(_WIDE)


def is_blank(text: str) -> bool:
    """Whether nobody who reads it sees anything."""
    return not seen(text).strip()


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """The text in pieces, each with whether it is one character that cannot be seen and that nothing needs."""
    if is_everyday(text):
        yield text, False
        return
    place, harmless = 0, MARKS_OF_DIRECTION if _RIGHT_TO_LEFT.search(text) else frozenset()
    for match in _PIECES.finditer(text):
        if match["unseen"] and match[0] not in harmless:
            yield text[place : match.start()], False
            yield match[0], True
            place = match.end()
    yield text[place:], False


def is_everyday(text: str) -> bool:
    """Nothing in it can be strange: Latin letters, digits and the usual signs."""
    return bool(_EVERYDAY.fullmatch(text))


def lines(text: str) -> list[str]:
    """A new one begins wherever something that reads the text might begin one."""
    return _LINE_ENDS.split(text)


def first_of(text: str, limit: int) -> str:
    """So many characters from its beginning, or a few less: what is read as one is not taken apart, unless it is all
    that there is.
    """
    if text[: limit + 1].isascii():
        return text[:limit]
    ends = takewhile(lambda end: end <= limit, (each.end() for each in _READ_AS_ONE.finditer(text)))
    return text[: max(ends, default=limit)]


def last_of(text: str, limit: int) -> str:
    """The same from its end."""
    starts = (each.start() for each in _READ_AS_ONE.finditer(text))
    return text[next((start for start in starts if start >= len(text) - limit), len(text)) :]


@lru_cache(4096)
def one_line(text: str) -> str:
    """Names and other few words as plain text: on one line, without what cannot be seen, and with no emoji's code."""
    seen = "".join(piece for piece, unseen in pieces(" ".join(lines(text))) if not unseen)
    words = " ".join(seen.split()) or (UNSEEN if text else "")
    return isolated(without_emoji_codes(words))


def seen(text: str) -> str:
    """Without what cannot be seen and nothing needs; what isolates is ours."""
    return "".join(piece for piece, unseen in pieces(text) if not unseen or piece in {_ISOLATE, _END})


def without_emoji_codes(text: str) -> str:
    """`:rocket:` with a colon that looks the same and means nothing."""
    return _EMOJI_CODE.sub("\u2236", text)


def closed(text: str) -> str:
    """With the end of what began in it to be isolated."""
    return text + _END * (text.count(_ISOLATE) - text.count(_END))


def isolated(text: str) -> str:
    """What is written from right to left moves nothing around it."""
    return f"{_ISOLATE}{text}{_END}" if _RIGHT_TO_LEFT.search(text) else text
