"""Which products a text names.

Names are found as whole words, case, accents and look-alike letters aside; also with blanks or dots between their
letters, with ™ or a dose joined to them, inside hashtags, handles and addresses. What is found too often goes to more
reviewers, never to fewer.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from urllib.parse import unquote

import regex

from bot.kernel.text.lookalikes import plain, skeleton

FORMS: tuple[Callable[[str], str], ...] = (plain, skeleton)
MOST_WORDS = 4
"""So many words of a name are looked for one by one; a longer one is looked for as a whole."""
LONGEST_SPELT = 40
LONG_ENOUGH = 4
"""Shorter names are found in hashtags and addresses as words of their own only: half of all words have them inside."""
OPEN = regex.compile(r"[#\uFF03@\uFF20]|://|\w\.\w")
"""What a hashtag, a handle or an address has, in which words are run together."""
UNSPACED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]")
"""Scripts that write without blanks between words, or put endings to them."""
WORD = regex.compile(r"[^\W_]+")
CAMEL = regex.compile(r"(?<=\p{Ll})(?=\p{Lu})")
SIGNS = regex.compile(r"[\u2122\u2120\u00AE\u00A9\u24C7\u24E1]|(?<=\S)TM(?!\p{L})")
"""What says that a name is protected; compatible forms make letters of some of these."""
DOSE = regex.compile(r"\p{N}[\p{N}.,/×-]*+[^\p{N}\s]*+(?!\S)")
"""What may be joined to a name's end, as in “Cardiva10mg”: a dose, or a footnote's number."""


@dataclass(frozen=True, slots=True)
class Name:
    """How a product may be written, and how people call it."""

    words: tuple[str, ...]
    product: str

    @property
    def run(self) -> str:
        return "".join(self.words)


def named_in(text: str, products: Mapping[str, str]) -> list[str]:
    """The products that the text names, each once."""
    if not text:
        return []
    named: dict[str, None] = {}
    for form in FORMS:
        names = [Name(words, product) for name, product in products.items() if (words := _words_of(form, name))]
        for reading in _readings(text):
            named.update(dict.fromkeys(_named(reading, form, names)))
    return list(named)


def _readings(text: str) -> Iterable[str]:
    """As it stands, and without what may be joined to names."""
    unsigned = SIGNS.sub(" ", text)
    return dict.fromkeys((text, unsigned, DOSE.sub(" ", unsigned)))


@lru_cache(maxsize=10_000)
def _words_of(form: Callable[[str], str], name: str) -> tuple[str, ...]:
    return tuple(WORD.findall(form(SIGNS.sub(" ", name))) or WORD.findall(form(name)))


def _named(text: str, form: Callable[[str], str], names: Iterable[Name]) -> Iterator[str]:
    phrases = set(_phrases(form(text)))
    tokens = [token for token in map(unquote, text.split()) if OPEN.search(token)]
    inside = [_run(form(_readable(token))) for token in tokens]
    apart = {word for token in tokens for word in WORD.findall(form(CAMEL.sub(" ", _readable(token))))}
    whole = _run(form(text))
    for name in names:
        long_enough = len(name.run) >= LONG_ENOUGH
        if (
            name.words in phrases
            or (name.run,) in phrases
            or (long_enough and any(name.run in each for each in inside))
            or name.run in apart
            or ((len(name.words) > MOST_WORDS or UNSPACED.search(name.run)) and name.run in whole)
        ):
            yield name.product


def _phrases(text: str) -> Iterator[tuple[str, ...]]:
    """Every run of some words, with and without an ending s; also words with dots or hyphens between their
    letters, and letters with blanks between them.
    """
    words = WORD.findall(text)
    for start in range(len(words)):
        for end in range(start + 1, min(start + MOST_WORDS, len(words)) + 1):
            yield tuple(words[start:end])
            yield (*words[start : end - 1], words[end - 1].removesuffix("s"))
    for token in text.split():
        yield (_run(token),)
        yield (_run(token).removesuffix("s"),)
    yield from ((each,) for each in _spelt(words))


def _spelt(words: list[str]) -> Iterator[str]:
    """What single letters one after another spell: every part of it, as a name may stand among them."""
    spelt = ""
    for word, following in pairwise([*words, "  "]):
        spelt = spelt + word if len(word) == 1 else ""
        if spelt and len(following) > 1:
            ends = {start: min(start + LONGEST_SPELT, len(spelt)) for start in range(len(spelt))}
            yield from (spelt[start:end] for start, last in ends.items() for end in range(start + 3, last + 1))


def _run(text: str) -> str:
    return "".join(WORD.findall(text))


def _readable(token: str) -> str:
    """A host that is written in punycode, as its letters."""
    return regex.sub(r"xn--[a-z0-9-]+", _from_punycode, token, flags=regex.IGNORECASE)


def _from_punycode(label: regex.Match[str]) -> str:
    try:
        return label[0].lower().removeprefix("xn--").encode("ascii").decode("punycode")
    except UnicodeError:
        return label[0]
