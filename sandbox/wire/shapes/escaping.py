"""What Slack makes of the app's own words: `&`, `<` and `>` come back as entities wherever they mean nothing."""

from __future__ import annotations

import re

from sandbox.workspace.models import Json

_AMPERSAND = re.compile(r"&(?!amp;|lt;|gt;)")
_MEANT = re.compile(r"(<(?:[@#!]|[A-Za-z][A-Za-z0-9+.-]*:)[^<>\n]+>)")
_LEGACY = ("fallback", "pretext", "title", "text", "footer")
"""The fields of an attachment that have words in them."""


def marked(text: str) -> str:
    """Mrkdwn as it comes back: mentions and links stay, and so does what is escaped already."""
    parts = _MEANT.split(_AMPERSAND.sub("&amp;", text))
    return "".join(part if place % 2 else _bare(part) for place, part in enumerate(parts))


def plain(text: str) -> str:
    """plain_text, in which nothing is a mention."""
    return _bare(_AMPERSAND.sub("&amp;", text))


def escaped(part: object) -> object:
    """A copy of blocks, or of an action, with each text object as it comes back (slackapi/bolt-python issue 513)."""
    if isinstance(part, list):
        return [escaped(each) for each in part]
    if not isinstance(part, dict):
        return part
    copy = {name: escaped(value) if isinstance(value, (list, dict)) else value for name, value in part.items()}
    if isinstance(part.get("text"), str) and part.get("type") in ("mrkdwn", "plain_text"):
        copy["text"] = marked(part["text"]) if part["type"] == "mrkdwn" else plain(part["text"])
    return copy


def attachments(given: list[Json]) -> list[Json]:
    """Numbered from 1, as presses in them name them."""
    return [{"id": number, **_attachment(each)} for number, each in enumerate(given, start=1)]


def _attachment(given: Json) -> Json:
    words = {name: marked(given[name]) for name in _LEGACY if isinstance(given.get(name), str)}
    return given | words | ({"blocks": escaped(given["blocks"])} if given.get("blocks") else {})


def _bare(text: str) -> str:
    return text.replace("<", "&lt;").replace(">", "&gt;")
