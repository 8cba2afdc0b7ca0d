"""What people type after a command's word: a name, a URL, filters written `name:value`, and sentences."""

import re
from collections.abc import Callable, Mapping

from bot.kernel.text.markup import PERSON_ID
from bot.people import Directory

_FILTER = re.compile(r'(\w+):("[^"]*"|\S+)')
_ADDRESS = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}/", re.IGNORECASE)
"""As people type one: without its https://."""
_LINK = re.compile(r"<(https?://[^|>]+)(?:\|[^>]*)?>")
_CHANNEL = re.compile(r"<#(C\w+)(?:\|[^>]*)?>")
_PERSON = re.compile(r"<@([UW]\w+)(?:\|[^>]*)?>")
_MENTION = re.compile(r"<(?P<kind>@|#|!subteam\^|!)(?P<id>\w+)(?:\^[^|>]*)?(?:\|[@#]?(?P<label>[^>]*))?>")
_NAMELESS = {"@": "@somebody", "#": "#a-channel", "!subteam^": "@a-group"}


def unlinked(words: str) -> str:
    """Slack wraps what looks like a link, a person or a channel in angle brackets; as it was meant."""
    text = _LINK.sub(r"\1", words)
    text = _PERSON.sub(r"\1", _CHANNEL.sub(r"\1", text))
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def by_name(words: str, name_of: Callable[[str], str] = str) -> str:
    """As people read it: colleagues, channels and groups by name, for Slack hands over their ids; `name_of` gives
    the id where it knows no name.
    """

    def named(mention: re.Match[str]) -> str:
        kind, label = mention["kind"], mention["label"]
        if kind == "!":
            return f"@{label or mention['id']}"
        known = name_of(mention["id"]) if kind == "@" else mention["id"]
        name = label if known == mention["id"] else known
        return f"{_NAMELESS[kind][0]}{name}" if name else _NAMELESS[kind]

    return unlinked(_MENTION.sub(named, words))


def readable(filters: Mapping[str, str], people: Directory) -> dict[str, str]:
    """Filters as a list's title tells them: the person who looks is “you”, others go by their names."""
    return {name: "you" if value.lower() == "me" else _called(value, people) for name, value in filters.items()}


def _called(value: str, people: Directory) -> str:
    if not PERSON_ID.fullmatch(value):
        return value
    name = people.name_of(value)
    return "somebody" if name == value else name


def filters(typed: str) -> dict[str, str]:
    """`market:CH kind:"customer service"` as a dict."""
    return {match[1].lower(): match[2].strip('"') for match in _FILTER.finditer(unlinked(typed))}


def besides_filters(typed: str) -> list[str]:
    """The words that are no part of a filter, in lower case."""
    return by_name(_FILTER.sub(" ", typed)).lower().split()


def name_and_url(words: str) -> tuple[str, str]:
    """A name, perhaps with blanks in it, and the URL at its end; the URL may be missing."""
    name, _, last = words.strip().rpartition(" ")
    if name and last.startswith(("https://", "http://")):
        return name.strip(), last
    if name and _ADDRESS.match(last):
        return name.strip(), f"https://{last}"
    return words.strip(), ""
