"""A web address taken apart, whoever wrote it: browsers, phones, lists of twelve years ago."""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

import regex

from bot.networks.handle import INVISIBLE, HandleError

SCHEME = regex.compile(r"[a-z][a-z0-9+.-]*://", regex.IGNORECASE)
HOST = regex.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]")
BARE_ADDRESS = regex.compile(r"(?://)?[^/?#@\s]+\.[^/?#@\s]+/")
AROUND = "<>\"'“”„«»\u2039\u203a\u2018\u2019"
BEFORE, BEHIND = "([{" + AROUND, ".,;:!?)]}" + AROUND
"""What stands around an address, before or behind it, in a sentence that it was copied from."""
HASH_BANG = "!/"
"""What pages made by scripts had before their path, which then stands in the fragment."""
UNUSABLE = regex.compile(r"[\p{Cc}\p{Cs}\p{Co}\p{Cn}\N{REPLACEMENT CHARACTER}]")
UNREADABLE = "This address can't be read. Copy it again from the browser."


@dataclass(frozen=True, slots=True)
class Address:
    """Lower-case ASCII host, decoded path segments, query."""

    host: str
    path: tuple[str, ...]
    query: dict[str, str]

    @property
    def words(self) -> tuple[str, ...]:
        """The path in lower case, as networks read their own words in it."""
        return tuple(segment.lower() for segment in self.path)

    def segment(self, place: int) -> str:
        """The path's segment at that place, or nothing."""
        return self.path[place] if place < len(self.path) else ""

    @property
    def last(self) -> str:
        return self.path[-1] if self.path else ""

    def require_visible(self) -> None:
        """Raise HandleError for marks that nobody sees."""
        if INVISIBLE.search("".join((*self.path, *self.query.values()))):
            raise HandleError(UNREADABLE)


def whole(text: str) -> str | None:
    """The address in cleaned text, with https:// and without what stands around it; None when it is a name."""
    text = text.lstrip(BEFORE)
    if not SCHEME.match(text):
        if not BARE_ADDRESS.match(text):
            return None
        text = f"https://{text.removeprefix('//')}"
    return text.rstrip(BEHIND if "(" not in text else BEHIND.replace(")", ""))


@lru_cache(maxsize=64)  # one gesture asks the same several times
def read_address(text: str) -> Address | None:
    """The address in cleaned text taken apart; None when it is a name rather than an address."""
    url = whole(text)
    if url is None:
        return None
    parts = split(url)
    if parts.scheme not in ("http", "https") or parts.username is not None or not _is_usual(parts):
        raise HandleError("This is no web address. Paste one that starts with https://.")
    host = ascii_host(parts.hostname or "")
    if moved := scripted(parts):
        parts = split(f"https://{host}/{moved}")
    path = tuple(decoded(segment) for segment in parts.path.split("/") if segment.strip())
    query = {key: decoded(value) for key, value in parse_qsl(parts.query)}
    return Address(host, path, query)


def _is_usual(parts: SplitResult) -> bool:
    """Another port is another server, which may be anybody's."""
    try:
        return parts.port in (None, 80, 443)
    except ValueError as error:
        raise HandleError(UNREADABLE) from error


def scripted(parts: SplitResult) -> str:
    """Path and query that stand behind #! or #/ in the address; empty where they stand where they belong."""
    _, encoded, behind = parts.path.partition("/%23!")
    if encoded:
        return behind.lstrip("/") + (f"?{parts.query}" if parts.query else "")
    fragment = unquote(parts.fragment) if parts.fragment[:1] == "%" else parts.fragment
    return fragment.lstrip(HASH_BANG) if fragment[:1] in ("!", "/") else ""


def split(text: str) -> SplitResult:
    try:
        return urlsplit(text)
    except ValueError as error:
        raise HandleError(UNREADABLE) from error


def decoded(segment: str) -> str:
    text = unicodedata.normalize("NFKC", unquote(segment)).strip()
    if UNUSABLE.search(text):
        raise HandleError(UNREADABLE)
    return text


def ascii_host(host: str) -> str:
    """The host in lower case, international names in punycode; a UnicodeError is a ValueError too."""
    if INVISIBLE.search(host):
        raise HandleError(UNREADABLE)
    try:
        name = host.rstrip(".").encode("idna").decode("ascii").lower()
    except UnicodeError as error:
        raise HandleError(UNREADABLE) from error
    if not HOST.fullmatch(name):
        raise HandleError(UNREADABLE)
    return name
