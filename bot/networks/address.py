import unicodedata
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

import regex

from bot.networks.handle import INVISIBLE, HandleError

SCHEME = regex.compile(r"[a-z][a-z0-9+.-]*://", regex.IGNORECASE)
HOST = regex.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]")
BARE_ADDRESS = regex.compile(r"[^/?#@\s]+\.[^/?#@\s]+/")
UNREADABLE = "That address can't be read. Copy it from the browser's address bar again."


@dataclass(frozen=True, slots=True)
class Address:
    """A web address taken apart: lower-case ASCII host, decoded path segments, query."""

    host: str
    path: tuple[str, ...]
    query: dict[str, str]

    def segment(self, place: int) -> str:
        """The path's segment at that place, or nothing."""
        return self.path[place] if place < len(self.path) else ""


def read_address(text: str) -> Address | None:
    """The address in cleaned text, with or without https://; None when it is a name rather than an address."""
    if not SCHEME.match(text):
        if not BARE_ADDRESS.match(text):
            return None
        text = f"https://{text}"
    parts = split(text)
    if parts.scheme not in ("http", "https") or parts.username is not None:
        raise HandleError("That is not the address of a web page. Paste one that starts with https://.")
    path = tuple(decoded(segment) for segment in parts.path.split("/") if segment.strip())
    query = {key: decoded(value) for key, value in parse_qsl(parts.query)}
    return Address(ascii_host(parts.hostname or ""), path, query)


def split(text: str) -> SplitResult:
    try:
        return urlsplit(text)
    except ValueError as error:
        raise HandleError(UNREADABLE) from error


def decoded(segment: str) -> str:
    text = unicodedata.normalize("NFKC", unquote(segment)).strip()
    if INVISIBLE.search(text) or "\N{REPLACEMENT CHARACTER}" in text:
        raise HandleError(UNREADABLE)
    return text


def ascii_host(host: str) -> str:
    """The host in lower case, international names in punycode; a UnicodeError is a ValueError too."""
    try:
        name = host.rstrip(".").encode("idna").decode("ascii").lower()
    except UnicodeError as error:
        raise HandleError(UNREADABLE) from error
    if not HOST.fullmatch(name):
        raise HandleError(UNREADABLE)
    return name
