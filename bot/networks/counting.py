"""How long a text is, each network in its own way."""

import unicodedata
from urllib.parse import quote

import regex

from bot.networks.emoji import EMOJI
from bot.networks.links import is_domain, links

X_LINK = MASTODON_LINK = 23
"""docs.x.com, counting characters; docs.joinmastodon.org, posting: a link counts 23 however long it is."""
X_EMOJI = X_HEAVY = 2
X_LIGHT_RANGES = ((0x0000, 0x10FF), (0x2000, 0x200D), (0x2010, 0x201F), (0x2032, 0x2037))
"""twitter-text, config v3: these code points weigh 1, all others 2, an emoji sequence 2."""

GRAPHEME = regex.compile(r"\X")
BLUESKY_LINK = regex.compile(
    r"(?P<before>^|\s|\()(?P<url>https?://\S+|(?P<domain>[a-z][a-z0-9]*(?:\.[a-z0-9]+)+)\S*)",
    regex.IGNORECASE | regex.MULTILINE,
)
"""bluesky-social/atproto, packages/api, rich-text/util.ts: URL_REGEX; a domain must have an ending that exists."""
BLUESKY_PARTS = regex.compile(
    r"(?:https?://)?(?:[^/?#@]*@)?(?P<host>[^/?#@]+)(?:/(?=[?#]|$))?(?P<behind>.*)", regex.IGNORECASE
)
BLUESKY_BEHIND, BLUESKY_LEFT = 15, 13
"""So many characters of path and query are not shortened; of more, so many remain, and three full stops."""
IN_ADDRESS = "/?#%&=+,;:@!$'()*~[]|"
"""What a browser leaves as it is behind the host of an address, besides letters, digits, - . and _."""
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
    emoji = {match.start(): match.end() for match in EMOJI.finditer(text)}
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


def bluesky_text(text: str) -> str:
    """As the app posts it: each link shortened in the text, and whole in what it leads to (bluesky-social/social-app,
    src/lib/strings/rich-text-manip.ts, shortenLinks).
    """
    return BLUESKY_LINK.sub(lambda link: link["before"] + bluesky_link(link["url"], link["domain"]), text)


def bluesky_link(url: str, domain: str | None) -> str:
    """Its host, and as much of what is behind it as remains (url-helpers.ts, toShortUrl); `domain` without https://."""
    if domain and not is_domain(domain):
        return url
    link = url[:-1] if url[-1] in ".,;:!?" else url
    link = link[:-1] if link[-1] == ")" and "(" not in link else link
    parts = BLUESKY_PARTS.fullmatch(link)
    if parts is None:
        return url
    behind = quote(parts["behind"], safe=IN_ADDRESS)
    short = behind if len(behind) <= BLUESKY_BEHIND else f"{behind[:BLUESKY_LEFT]}..."
    return parts["host"].lower() + short + url[len(link) :]


def bluesky_length(text: str) -> int:
    return graphemes(bluesky_text(text))


def utf8_bytes(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


def utf16_units(text: str) -> int:
    """What a browser calls the length of a text."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def threads_length(text: str) -> int:
    """An emoji counts as many as its UTF-8 bytes, any other character one (developers.facebook.com, threads posts)."""
    return len(EMOJI.sub("", text)) + sum(utf8_bytes(match[0]) for match in EMOJI.finditer(text))


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
