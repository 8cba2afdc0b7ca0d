"""What stands between < and > in Slack's text: people, channels, groups, dates and links."""

from urllib.parse import urlsplit

from markupsafe import Markup, escape

from sandbox.page.dates import date_token
from sandbox.page.reader import Reader

SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_BROADCASTS = frozenset({"here", "channel", "everyone"})


def safe_address(address: str) -> bool:
    """Whether a link may lead there: never to a script."""
    try:
        return urlsplit(address).scheme.lower() in SCHEMES and address.isprintable()
    except ValueError:
        return False


def link(address: str, words: Markup, reader: Reader) -> Markup | None:
    if inside := reader.inside(address):
        return Markup('<a href="{}">{}</a>').format(inside, words)
    if not safe_address(address):
        return None
    return Markup('<a href="{}" target="_blank" rel="noopener noreferrer">{}</a>').format(address, words)


def token(inner: str, reader: Reader) -> Markup | None:
    """The token's HTML; None when it is no token, so that the caller shows it as it was typed."""
    body, _, label = inner.partition("|")
    match body[:1]:
        case "@":
            return _person(body[1:], label, reader)
        case "#":
            return _channel(body[1:], label, reader)
        case "!":
            return _special(body[1:], label, reader)
    address = _plain(body)
    return link(address, escape(_plain(label) or address.removeprefix("mailto:")), reader)


def person_mention(person_id: str, reader: Reader, label: str = "") -> Markup:
    name = reader.names.person(person_id) or _plain(label).removeprefix("@") or "unknown person"
    kind = "mention mention-me" if person_id == reader.me else "mention"
    return Markup('<span class="{}" data-person="{}">@{}</span>').format(kind, person_id, name)


def channel_mention(channel_id: str, reader: Reader) -> Markup:
    name = reader.names.channel(channel_id)
    if name is None:
        return Markup('<span class="mention">#private-channel</span>')
    return Markup('<a class="mention" href="/as/{}/c/{}">#{}</a>').format(reader.handle, channel_id, name)


def group_mention(group_id: str, reader: Reader, label: str = "") -> Markup:
    handle = reader.names.group(group_id) or _plain(label).removeprefix("@") or "unknown group"
    kind = "mention mention-me" if group_id in reader.groups else "mention"
    return Markup('<span class="{}">@{}</span>').format(kind, handle)


def broadcast(word: str) -> Markup:
    return Markup('<span class="mention mention-me">@{}</span>').format(word)


def date_or_fallback(seconds: str, pattern: str, fallback: str, reader: Reader, address: str = "") -> Markup:
    words = escape(date_token(seconds, pattern, reader) or fallback or seconds)
    return (link(address, words, reader) if address else None) or Markup('<time class="date">{}</time>').format(words)


def _person(person_id: str, label: str, reader: Reader) -> Markup | None:
    return person_mention(person_id, reader, label) if person_id.isalnum() else None


def _channel(channel_id: str, label: str, reader: Reader) -> Markup | None:
    return channel_mention(channel_id, reader) if channel_id.isalnum() else None


def _special(body: str, label: str, reader: Reader) -> Markup | None:
    word, *rest = body.split("^")
    if word in _BROADCASTS:
        return broadcast(word)
    if word == "subteam" and rest:
        return group_mention(rest[0], reader, label)
    if word == "date" and len(rest) >= 2:
        return date_or_fallback(rest[0], _plain(rest[1]), _plain(label), reader, _plain("".join(rest[2:3])))
    return Markup("<span>{}</span>").format(_plain(label) or f"<!{body}>") if word else None


def _plain(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
