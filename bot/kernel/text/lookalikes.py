"""What a reader takes for the same letters is the same letters here, however they are written."""

import csv
import unicodedata
from functools import cache
from pathlib import Path

import regex

ALIKE = Path(__file__).with_name("lookalikes.csv")
"""Letters of other alphabets, and odd ones of ours, that look like a Latin letter: a choice of Unicode's
confusables.txt (UTS 39), with letters that a stroke sets apart.
"""
ENCLOSED = (0x1F150, 0x1F170, 0x1F1E6)
"""Where Unicode's alphabets in white circles, in white squares and of flags begin; they have no compatible forms."""
INVISIBLE = regex.compile(r"[\p{Default_Ignorable_Code_Point}\p{Cf}\p{M}]")
"""What takes no room of its own: joiners, soft hyphens, direction marks; accents too, which are set aside."""
_LEFT_OUT = regex.compile(r"['\u2019\u02bc`\u00b4.]")
_BETWEEN = regex.compile(r"[^\p{L}\p{N}]+")
_STROKES = str.maketrans("i1|0", "lllo")


def plain(text: str) -> str:
    """Without case, accents and what nobody sees, in Unicode's compatible forms."""
    return unicodedata.normalize("NFKC", _bare(_bare(text).casefold()))


def words_of(name: str) -> str:
    """As names of countries, languages and columns are compared: without case, accents and signs, `&` as `and`."""
    words = _LEFT_OUT.sub("", plain(name.replace("&", " and ")))
    return _BETWEEN.sub(" ", words).strip().removeprefix("the ")


def skeleton(text: str) -> str:
    """`plain`, and letters that look alike as one: written with a Cyrillic a or with 1 for i, a word is the same."""
    seen = plain(_bare(text.translate(_looks())).translate(_looks()))  # accents and capitals hide some
    return plain(seen.translate(_looks())).translate(_STROKES)


def _bare(text: str) -> str:
    return INVISIBLE.sub("", unicodedata.normalize("NFKD", text))


@cache
def _looks() -> dict[int, str]:
    with ALIKE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    enclosed = {start + number: chr(ord("a") + number) for start in ENCLOSED for number in range(26)}
    return {ord(other): letter for letter, others in rows for other in others} | enclosed
