"""Ours and theirs: `Markup` is what Slack may read as mrkdwn, and everything that people typed becomes it only here."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from urllib.parse import quote as percent_encoded
from urllib.parse import urlsplit

import regex

from bot.kernel.text.characters import (
    ISOLATION,
    UNSEEN,
    closed,
    first_of,
    isolated,
    lines,
    one_line,
    pieces,
    seen,
    without_emoji_codes,
)
from bot.kernel.text.escaping import escaped

LONGEST_ADDRESS = 80
LONGEST_LINK = 1000
"""What is longer leads nowhere."""
LONGEST_QUOTATION = 80
MOST_NAMED, LONGEST_NAMES = 20, 2000
"""So many people or things one sentence names, in so many characters."""
PERSON_ID = re.compile(r"[UW][A-Z0-9]{7,}")
"""Somebody's id, where it stands among other words."""
_PERSON = re.compile(r"[UW][A-Z0-9]+")
_CHANNEL = re.compile(r"[CGD][A-Z0-9]+")
_HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)*\.?|\[[0-9a-f:.]+\]")
_CODE = re.compile(r"(`[^`\n]+`)")
_UNITS = regex.compile(r"&(?:amp|lt|gt);|<[^<>]*>|\X")
"""What of a mrkdwn text must not be cut."""
_AT_AN_EDGE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
"""Slack takes an underscore for a mark where no letter or digit stands on both of its sides."""
_LOOKALIKES = str.maketrans({"*": "\u2217", "~": "\u223c", "`": "\u02cb"})
"""Slack knows no escape for its marks, and a blank without a width may begin one as well as end it; so a mark is shown
by a character that looks the same and means nothing.
"""
_AS_TYPED = str.maketrans(
    {alike: chr(sign) for sign, alike in _LOOKALIKES.items()} | {"\uff3f": "_", "\u203a": ">", "\u2236": ":"}
)
_ELSEWHERE = str.maketrans({"@": "\uff20", "<": "\u2039", ">": "\u203a", "[": "\uff3b", "]": "\uff3d"})


class Markup(str):
    """Text in which every mark, mention and link is ours; a plain `str` is somebody's words until `mrkdwn` takes it."""

    __slots__ = ()

    def __add__(self, other: str) -> "Markup":
        return Markup(str.__add__(self, _harmless(other)))

    def join(self, parts: Iterable[str]) -> "Markup":
        return Markup(str.join(self, map(_harmless, parts)))

    def within(self, limit: int) -> "Markup":
        return Markup(cut(self, limit))


Mention = Callable[[str], Markup]
"""How a person is named whose id that is."""


def cut(text: str, limit: int) -> str:
    """What is shown already, where it is too long: never inside an entity, a link, a mention or what is read as one
    character; what is isolated from its surroundings stays so, and what was needed only by what is gone goes with it.
    """
    if len(text) <= limit:
        return text
    room, end = limit - 1 - ISOLATION, 0
    for unit in _UNITS.finditer(text):
        if unit.end() > room:
            break
        end = unit.end()
    return closed(seen(text[:end]) + "…")


def mrkdwn(template: str, *values: object, **named: object) -> Markup:
    """Our own sentence, written out in the code, with these values in its braces; each that is no Markup is a name."""
    return Markup(template.format(*map(_harmless, values), **{name: _harmless(value) for name, value in named.items()}))


def as_stored(text: str) -> Markup:
    """What was Markup before it was stored, or became a part of a view."""
    return Markup(text)


def name(typed: str) -> Markup:
    """Somebody's few words inside a sentence of ours: one line, with no mark, mention, link or emoji code."""
    return _name(typed)


def as_typed(copied: str) -> str:
    """Of a name as it is shown, the signs with which it was typed."""
    return copied.translate(_AS_TYPED)


def quote(typed: str) -> Markup:
    """Somebody's words, each of whose lines Slack shows as a quotation."""
    return Markup("\n".join(f">{_quoted(line)}" for line in lines(typed)))


def sentence(text: str) -> Markup:
    """A sentence of ours that may quote what was typed, such as a refusal: nothing but its `code` is marked up."""
    parts = enumerate(_CODE.split(one_line(text)))
    return Markup("".join(escaped(part) if number % 2 else _inert(part) for number, part in parts))


def plain(typed: str, limit: int) -> str:
    """Somebody's few words where Slack reads no mrkdwn: in a header, an option, a title."""
    line = one_line(shorten(typed, limit))
    return line if len(line) <= limit else one_line(shorten(typed, limit - ISOLATION))


def quotation(typed: str, longest: int = LONGEST_QUOTATION) -> str:
    """What was typed, in quotation marks, for a sentence that is shown as mrkdwn or as plain text."""
    return f"“{one_line(shorten(typed, longest)).translate(_LOOKALIKES)}”"


def elsewhere(text: str) -> str:
    """For other services than Slack, each of which has mentions and marks of its own: theirs mean nothing either."""
    return text.translate(_ELSEWHERE)


def link(address: str, words: str = "", *, longest: int = LONGEST_ADDRESS) -> Markup:
    """Shown as its own address, or by `words` where we made it ourselves; what is no web address is only shown."""
    where = canonical(address)
    if where is None or len(escaped(where)) > LONGEST_LINK:
        return name(words or shorten(address, longest))
    return Markup(f"<{escaped(where)}|{_harmless(words) or name(shorten(where, longest))}>")


@lru_cache(4096)
def canonical(address: str) -> str | None:
    """The http(s) address with everything encoded that could end it, its host as the name system knows it; None for
    what is no such address, or hides where it leads behind a user's name.
    """
    try:
        parts = urlsplit(address.strip())
        host, port = (parts.hostname or "").encode("idna").decode().lower(), parts.port
    except ValueError:
        return None
    host = f"[{host}]" if ":" in host else host
    if parts.scheme not in {"http", "https"} or "@" in parts.netloc or not _HOST.fullmatch(host):
        return None
    path = percent_encoded(parts.path, safe="/%:@!$&()+,;=")
    query = percent_encoded(parts.query, safe="/%:@!$&()+,;=?[]")
    fragment = percent_encoded(parts.fragment, safe="/%:@!$&()+,;=?#[]")
    return (
        f"{parts.scheme}://{host}{f':{port}' if port else ''}{path}"
        f"{f'?{query}' if query else ''}{f'#{fragment}' if fragment else ''}"
    )


def person(user_id: str) -> Markup:
    """A mention; Concord itself has no user id in its own records."""
    return Markup(f"<@{user_id}>" if _PERSON.fullmatch(user_id) else "Concord")


def is_person(slack_id: str) -> bool:
    """Rather than a channel or something of ours, as Slack's ids begin."""
    return slack_id[:1] in {"U", "W"}


def channel(channel_id: str) -> Markup:
    return Markup(f"<#{channel_id}>") if _CHANNEL.fullmatch(channel_id) else name(channel_id)


def addressee(slack_id: str) -> Markup:
    """Where a message goes: a channel, or the person whom it is for."""
    return person(slack_id) if is_person(slack_id) else channel(slack_id)


def mentions(user_ids: Iterable[str], between: str = " ", *, most: int = MOST_NAMED) -> Markup:
    return several([person(each) for each in user_ids], between, most=most)


def several(parts: Sequence[str], between: str = ", ", *, most: int = MOST_NAMED, room: int = LONGEST_NAMES) -> Markup:
    """As many of them as there is room for, in characters, and how many more there are; `between` is our own."""
    named = list[Markup]()
    for each in map(_harmless, parts[:most]):
        if (room := room - len(each) - len(between)) < 0 and named:
            break
        named.append(each)
    more = mrkdwn("{}and {} more", Markup("\n" if "\n" in between else " "), len(parts) - len(named))
    return Markup(Markup(between).join(named) + (more if len(named) < len(parts) else Markup()))


def when(instant: datetime) -> Markup:
    """The instant in each reader's own time zone."""
    fallback = f"{instant:%Y-%m-%d %H:%M} UTC"
    return Markup(f"<!date^{int(instant.timestamp())}^{{date_short_pretty}} {{time}}|{fallback}>")


def day(instant: datetime, leads_to: str | None = None) -> Markup:
    """Its day, where the minute does not matter; a link, where it leads to a web address."""
    where = canonical(leads_to) if leads_to else None
    address = f"^{escaped(where)}" if where and len(escaped(where)) <= LONGEST_LINK else ""
    return Markup(f"<!date^{int(instant.timestamp())}^{{date_short_pretty}}{address}|{instant:%Y-%m-%d}>")


def shorten(text: str, limit: int) -> str:
    """Of what was typed, before it becomes Markup; what is read as one character is not taken apart."""
    return text if len(text) <= limit else first_of(text, limit - 1) + "…"


@lru_cache(4096)
def _name(typed: str) -> Markup:
    return Markup(_inert(one_line(typed)))


def _harmless(value: object) -> Markup:
    return value if isinstance(value, Markup) else _name(str(value))


def _quoted(line: str) -> str:
    return isolated(_inert("".join(UNSEEN if unseen else piece for piece, unseen in pieces(line))))


def _inert(text: str) -> str:
    """Nothing in it is a mark, and nothing at its beginning says that it is a quotation."""
    text = _AT_AN_EDGE.sub("\uff3f", without_emoji_codes(text).translate(_LOOKALIKES))
    words = text.lstrip(">")
    return escaped("\u203a" * (len(text) - len(words)) + words)
