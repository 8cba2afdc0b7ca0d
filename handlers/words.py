"""What people type after a command's word: a name, a URL, and filters written `name:value`."""

import re

_FILTER = re.compile(r'(\w+):("[^"]*"|\S+)')
_ADDRESS = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}/", re.IGNORECASE)
"""As people type one: without its https://."""
_LINK = re.compile(r"<(https?://[^|>]+)(?:\|[^>]*)?>")
_CHANNEL = re.compile(r"<#(C\w+)(?:\|[^>]*)?>")
_PERSON = re.compile(r"<@([UW]\w+)(?:\|[^>]*)?>")


def unlinked(words: str) -> str:
    """Slack wraps what looks like a link, a person or a channel in angle brackets; as it was meant."""
    text = _LINK.sub(r"\1", words)
    text = _PERSON.sub(r"\1", _CHANNEL.sub(r"\1", text))
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def filters(words: str) -> dict[str, str]:
    """`market:CH kind:"customer service"` as a dict."""
    return {match[1].lower(): match[2].strip('"') for match in _FILTER.finditer(unlinked(words))}


def besides_filters(words: str) -> list[str]:
    """The words that are no part of a filter, in lower case."""
    return _FILTER.sub(" ", unlinked(words)).lower().split()


def name_and_url(words: str) -> tuple[str, str]:
    """A name, perhaps with blanks in it, and the URL at its end; the URL may be missing."""
    text = unlinked(words).strip()
    name, _, last = text.rpartition(" ")
    if name and last.startswith(("https://", "http://")):
        return name.strip(), last
    if name and _ADDRESS.match(last):
        return name.strip(), f"https://{last}"
    return text, ""
