"""How long a text is, each network in its own way."""

import unicodedata

import regex

from bot.networks.emoji import EMOJI
from bot.networks.links import links

X_LINK = MASTODON_LINK = 23
"""docs.x.com, counting characters; docs.joinmastodon.org, posting: a link counts 23 however long it is."""
X_EMOJI = X_HEAVY = 2
X_LIGHT_RANGES = ((0x0000, 0x10FF), (0x2000, 0x200D), (0x2010, 0x201F), (0x2032, 0x2037))
"""twitter-text, config v3: these code points weigh 1, all others 2, an emoji sequence 2."""

GRAPHEME = regex.compile(r"\X")
REMOTE_MENTION = regex.compile(
    r"(?<![=/\w])(@[a-z0-9_]+(?:[a-z0-9_.-]+[a-z0-9_]+)?)@\w+(?:[.-]+\w+)*", regex.IGNORECASE
)
"""mastodon/mastodon, Account::MENTION_RE: a mention with an instance behind it."""


def weighted(text: str) -> int:
    """X's weight of a text, in composed form (NFC) and with line ends as one character.

    Two differences from X's lists, both for emoji that no font draws: a joined sequence or a flag that follows
    the grammar without being in Unicode's list counts 2 here, and each of its parts by itself on X.
    """
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    ends = {link.start: link.end for link in links(text)}
    emoji = {found.start(): found.end() for found in EMOJI.finditer(text)}
    total = place = 0
    while place < len(text):
        if place in ends:
            total, place = total + X_LINK, ends[place]
        elif place in emoji:
            total, place = total + X_EMOJI, emoji[place]
        else:
            total, place = total + weight(text[place]), place + 1
    return total


def weight(character: str) -> int:
    point = ord(character)
    return 1 if any(first <= point <= last for first, last in X_LIGHT_RANGES) else X_HEAVY


def graphemes(text: str) -> int:
    """Characters as a person sees them (unicode.org/reports/tr29)."""
    return sum(1 for _ in GRAPHEME.finditer(text))


def utf8_bytes(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


def utf16_units(text: str) -> int:
    """What a browser calls the length of a text."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def threads_length(text: str) -> int:
    """An emoji counts as many as its UTF-8 bytes, any other character one (developers.facebook.com, threads posts)."""
    return len(EMOJI.sub("", text)) + sum(utf8_bytes(found[0]) for found in EMOJI.finditer(text))


def mastodon_length(text: str) -> int:
    """Graphemes, with each link 23 and each remote mention its local part (mastodon/mastodon, StatusLengthValidator).

    Mastodon's own link finder takes some more letters into a path than X's; there this counts more, never less.
    """
    total, place = 0, 0
    pieces = []
    for link in links(text, bare=False):
        pieces.append(text[place : link.start])
        total, place = total + MASTODON_LINK, link.end
    pieces.append(text[place:])
    return total + sum(graphemes(REMOTE_MENTION.sub(r"\1", piece)) for piece in pieces)
