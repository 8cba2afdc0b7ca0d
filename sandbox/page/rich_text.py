"""The inline parts of a rich_text block; its sections, lists and quotes are macros in templates/rich_text.html."""

from collections.abc import Callable, Mapping
from typing import Any

from markupsafe import Markup, escape

from sandbox.page.emoji import face
from sandbox.page.reader import Reader
from sandbox.page.tokens import broadcast, channel_mention, date_or_fallback, group_mention, link, person_mention

Part = Mapping[str, Any]
_WRAPPINGS = {
    "code": Markup("<code>{}</code>"),
    "strike": Markup("<s>{}</s>"),
    "italic": Markup("<em>{}</em>"),
    "bold": Markup("<strong>{}</strong>"),
}


def _text(part: Part, reader: Reader) -> Markup:
    return Markup("<br>").join(escape(line) for line in str(part.get("text", "")).split("\n"))


def _link(part: Part, reader: Reader) -> Markup:
    address = str(part.get("url", ""))
    words = escape(part.get("text") or address)
    return link(address, words, reader) or words


def _emoji(part: Part, reader: Reader) -> Markup:
    name = str(part.get("name", ""))
    return escape(face(name) or f":{name}:")


def _date(part: Part, reader: Reader) -> Markup:
    address = str(part.get("url") or "")
    moment, pattern = str(part.get("timestamp", "")), str(part.get("format", ""))
    return date_or_fallback(moment, pattern, str(part.get("fallback") or ""), reader, address)


_KINDS: dict[str, Callable[[Part, Reader], Markup]] = {
    "text": _text,
    "link": _link,
    "emoji": _emoji,
    "date": _date,
    "user": lambda part, reader: person_mention(str(part.get("user_id", "")), reader),
    "channel": lambda part, reader: channel_mention(str(part.get("channel_id", "")), reader),
    "usergroup": lambda part, reader: group_mention(str(part.get("usergroup_id", "")), reader),
    "broadcast": lambda part, reader: broadcast(str(part.get("range", "here"))),
    "color": lambda part, reader: Markup("<code>{}</code>").format(part.get("value", "")),
}


def inline(part: Part, reader: Reader) -> Markup:
    """One part of a section with its style; a kind that Slack may add later is shown as its text."""
    html = _KINDS.get(str(part.get("type")), _text)(part, reader)
    style = part.get("style") or {}
    for name, wrapping in _WRAPPINGS.items():
        if style.get(name):
            html = wrapping.format(html)
    return html
