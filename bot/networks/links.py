"""The links in a text, found as X finds them (twitter/twitter-text, `extractUrlsWithIndices`): with or without https://."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import regex

from bot.networks.tlds import TLDS

LONGEST_URL = 4096
"""twitter-text, MAX_URL_LENGTH; measured with the host in punycode and https:// supplied."""
LONGEST_SHORTENED = 40
"""twitter-text, MAX_TCO_SLUG_LENGTH."""

DIRECTION_MARKS = r"\u202A-\u202E\u061C\u200E\u200F\u2066-\u2069"
NEVER_IN_TEXT = r"\uFFFE\uFEFF\uFFFF"
SPACES = r"\x09-\x0D\x20\x85\xA0\u1680\u180E\u2000-\u200A\u2028\u2029\u202F\u205F\u3000"
ACCENTED = (
    r"\xC0-\xD6\xD8-\xF6\xF8-\xFF\u0100-\u024F\u0253\u0254\u0256\u0257\u0259\u025B\u0263\u0268\u026F\u0272\u0289\u028B"
    r"\u02BB\u0300-\u036F\u1E00-\u1EFF"
)
CYRILLIC = r"\u0400-\u04FF"
IN_DOMAIN = rf"[^!'#%&()*+,\\\-./:;<=>?@\[\]^_{{|}}~${SPACES}{NEVER_IN_TEXT}{DIRECTION_MARKS}]"
IN_PATH = rf"[a-z0-9!*';:=+,.$/%#\[\]\-\u2013_~@|&{CYRILLIC}{ACCENTED}]"
IN_QUERY = r"[a-z0-9!?*'@();:&=+$/%#\[\]\-_.,~|]"
QUERY = rf"\?{IN_QUERY}*[a-z0-9\-_&=#/]"
PARENTHESES = rf"\((?:{IN_PATH}+|{IN_PATH}*\({IN_PATH}+\){IN_PATH}*)\)"
PATH_END = rf"(?:[+\-a-z0-9=_#/{CYRILLIC}{ACCENTED}]|{PARENTHESES})"
PATH = rf"/(?:{IN_PATH}*(?:{PARENTHESES}{IN_PATH}*)*{PATH_END}|@{IN_PATH}+/)*"
BEFORE = rf"[^A-Za-z0-9@\uFF20$#\uFF03{NEVER_IN_TEXT}]|^"
GLUE = ("-", "_", ".", "/")
ENDING = r"(?:\L<endings>(?=[^0-9a-zA-Z@+-]|$)|xn--[\-0-9a-z]+)"
LONGEST_LABEL = 63
"""RFC 1035, in octets."""
MOST_LABELS = 16
"""Ours: RFC 1035 has room for 127, which no host uses and which makes a text of 10,000 dots take seconds."""

SHORTENED = regex.compile(rf"https?://t\.co/([a-z0-9]+)(?:{QUERY})?", regex.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Link:
    """Where a link stands in the text, as code points."""

    start: int
    end: int


@cache
def endings() -> tuple[str, ...]:
    return tuple(name.encode("ascii").decode("idna") for name in TLDS.split())


@cache
def anywhere() -> regex.Pattern[str]:
    """A link with the character before it; compiled at first use, as the list of endings is long."""
    domain = rf"(?:{label('_-')}\.){{0,{MOST_LABELS}}}{label('-')}\.{ENDING}"
    url = rf"(?P<protocol>https?://)?(?P<domain>{domain})(?::[0-9]+)?(?P<path>{PATH})?(?:{QUERY})?"
    return regex.compile(rf"(?P<before>{BEFORE})(?P<url>{url})", regex.IGNORECASE, endings=endings())


def label(inside: str) -> str:
    """One part of a host's name, atomic and bounded: without that a long text of dots or hyphens takes minutes."""
    return rf"(?>{IN_DOMAIN}(?:[{inside}]{{0,{LONGEST_LABEL}}}{IN_DOMAIN}){{0,{LONGEST_LABEL - 1}}})"


@cache
def plain_domain() -> regex.Pattern[str]:
    return regex.compile(rf"(?:[\-a-z0-9{ACCENTED}]++\.)+{ENDING}", regex.IGNORECASE, endings=endings())


def is_domain(host: str) -> bool:
    return plain_domain().fullmatch(host) is not None


def links(text: str, *, bare: bool = True) -> Iterator[Link]:
    """The links from left to right; without `bare`, only those with http:// or https://."""
    if "." not in text or not (bare or ":" in text):
        return
    for match in anywhere().finditer(text):
        if not encodable(match):
            continue
        if match["protocol"]:
            yield from shortened(match)
        elif bare and match["before"] not in GLUE:
            yield from within(match)


def encodable(match: regex.Match[str]) -> bool:
    """Whether the host exists in punycode and the whole is not too long."""
    domain, url = match["domain"], match["url"]
    try:
        host = domain.encode("idna")
    except UnicodeError:
        return False
    return len(match["protocol"] or "https://") + len(url) + len(host) - len(domain) <= LONGEST_URL


def shortened(match: regex.Match[str]) -> Iterator[Link]:
    """A link with its protocol; one already shortened by X ends with its code."""
    short = SHORTENED.match(match["url"])
    if short is None:
        yield Link(match.start("url"), match.end("url"))
    elif len(short[1]) <= LONGEST_SHORTENED:
        yield Link(match.start("url"), match.start("url") + short.end())


def within(match: regex.Match[str]) -> Iterator[Link]:
    """Without protocol only plain domains count; several may stand among other letters, and the last has the path.

    Other letters between that last domain and its path are skipped as X skips them: the link keeps its own length.
    """
    offset, behind = match.start("domain"), match.end("url") - match.end("domain")
    spans = [(offset + plain.start(), offset + plain.end()) for plain in plain_domain().finditer(match["domain"])]
    for place, (start, end) in enumerate(spans, start=1):
        yield Link(start, end + behind if place == len(spans) and match["path"] else end)
