"""What people type after a command's word: a name, a URL, filters written `name:value`, and sentences."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from bot.kernel.text.characters import seen

LONGEST = 12_000
"""Characters, each up to four bytes: SQLite looks for no text beyond 50,000 bytes (LIKE)."""
_QUOTED = r"[\"“„«][^\"“”„«»]*[\"“”»]?"
_WORD = r"<[^>]*>|\S+"
_NAME = r"\w+\s*[:=\uff1a](?!//)"
_PART = re.compile(
    rf"[-\u2010-\u2015\u2212]*(?=\w)(?P<name>{_NAME})\s*(?P<value>{_QUOTED}|(?!{_NAME})(?:{_WORD}))?"
    rf"|(?P<bare>{_QUOTED}|{_WORD})"
)
_NAMED = re.compile(_NAME)
_QUOTATION_MARKS = '"“”„«»'
_ADDRESS = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}/", re.IGNORECASE)
"""As people type one: without its https://."""
_LINK = re.compile(r"<(https?://[^|>]+)(?:\|[^>]*)?>")
_CONTACT = re.compile(r"<(?:mailto|tel|sms):(?P<address>[^|>]+)(?:\|(?P<label>[^>]*))?>")
"""Slack makes links of mail addresses and telephone numbers, too; what was typed is the label."""
_CHANNEL = re.compile(r"<#(C\w+)(?:\|[^>]*)?>")
_PERSON = re.compile(r"<@([UW]\w+)(?:\|[^>]*)?>")
_MENTION = re.compile(r"<(?P<kind>@|#|!subteam\^|!)(?P<id>\w+)(?:\^[^|>]*)?(?:\|[@#]?(?P<label>[^>]*))?>")
_NAMELESS = {"@": "@somebody", "#": "#a-channel", "!subteam^": "@a-group"}


def unlinked(words: str) -> str:
    """Slack wraps what looks like a link, a person or a channel in angle brackets; as it was meant."""
    text = _CONTACT.sub(lambda link: link["label"] or link["address"], _LINK.sub(r"\1", words))
    text = _PERSON.sub(r"\1", _CHANNEL.sub(r"\1", text))
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def too_long(typed: str) -> str:
    """What is wrong with a text that is; empty where nothing is."""
    return f"Write {LONGEST:,} characters at most, not {len(typed):,}." if len(typed) > LONGEST else ""


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


class Part(NamedTuple):
    """Of what was typed after a list's word: `market:CH`, or a word by itself, without a name."""

    name: str
    value: str
    is_quoted: bool


def parts(typed: str) -> Iterator[Part]:
    """As phones and people write it, too: with curly quotation marks, blanks around a colon, or `=` or dashes."""
    for match in _PART.finditer(seen(typed)):
        written = match["bare"] or match["value"] or ""
        is_quoted = written[:1] in _QUOTATION_MARKS and written != ""
        value = written.strip(_QUOTATION_MARKS).strip() if is_quoted else written
        if match["name"]:
            yield Part(match["name"][:-1].strip().lower(), unlinked(value), is_quoted)
        elif is_quoted and _NAMED.match(value):
            yield from parts(value)
        else:
            yield Part("", by_name(value), is_quoted)


def name_and_url(words: str) -> tuple[str, str]:
    """A name, perhaps with blanks in it, and the URL at its end; the URL may be missing."""
    text = words.strip()
    last = text.split()[-1] if text else ""
    name, last = text.removesuffix(last).strip(" ,:;\t\n\xa0"), last.lstrip("(<[")
    if name and last.startswith(("https://", "http://")):
        return name, last
    if name and _ADDRESS.match(last):
        return name, f"https://{last}"
    return text, ""
