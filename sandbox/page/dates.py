"""Moments in words: Slack's `<!date^…>` tokens, day dividers and the times beside names, all in the reader's zone."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from sandbox.page.reader import Reader

_TOKEN = re.compile(r"\{(\w+)\}")
_LAST_SECOND = 253402300799  # the year 9999: datetime knows no later one


def time_of(local: datetime) -> str:
    return f"{local:%H:%M}"


def _day(local: datetime) -> str:
    return f"{local.day} {local:%B %Y}"


def _short(local: datetime) -> str:
    return f"{local.day} {local:%b %Y}"


def _long(local: datetime) -> str:
    return f"{local:%A}, {_day(local)}"


def _pretty(local: datetime, today: datetime, otherwise: Callable[[datetime], str]) -> str:
    words = {-1: "yesterday", 0: "today", 1: "tomorrow"}
    return words.get((local.date() - today.date()).days) or otherwise(local)


def _ago(local: datetime, now: datetime) -> str:
    """The largest whole unit between two moments, as in "3 hours ago" or "in 2 days"."""
    gap = abs(now - local)
    for unit, length in (("day", timedelta(days=1)), ("hour", timedelta(hours=1)), ("minute", timedelta(minutes=1))):
        if gap >= length:
            count = gap // length
            words = f"{count} {unit}" + ("s" if count > 1 else "")
            return f"{words} ago" if local < now else f"in {words}"
    return "just now"


def formatted(local: datetime, now: datetime, pattern: str) -> str | None:
    """`pattern` with each {token} replaced; None when it has a token that Slack does not know."""
    known: dict[str, Callable[[], str]] = {
        "date_num": lambda: local.date().isoformat(),
        "date_slash": lambda: f"{local:%d/%m/%Y}",
        "date": lambda: _day(local),
        "date_short": lambda: _short(local),
        "date_long": lambda: _long(local),
        "date_pretty": lambda: _pretty(local, now, _day),
        "date_short_pretty": lambda: _pretty(local, now, _short),
        "date_long_pretty": lambda: _pretty(local, now, _long),
        "time": lambda: time_of(local),
        "time_secs": lambda: f"{local:%H:%M:%S}",
        "ago": lambda: _ago(local, now),
    }
    if any(token not in known for token in _TOKEN.findall(pattern)):
        return None
    return _TOKEN.sub(lambda match: known[match[1]](), pattern)


def date_token(seconds: str, pattern: str, reader: Reader) -> str | None:
    """What `<!date^seconds^pattern>` says to this reader; None asks for its fallback."""
    if not seconds.isascii() or not seconds.isdigit() or int(seconds) > _LAST_SECOND - 86400:
        return None
    moment = datetime.fromtimestamp(int(seconds), UTC)
    return formatted(reader.local(moment), reader.today(), pattern)


def divider(local: datetime, today: datetime) -> str:
    """The words on the line between two days of a conversation."""
    days = (today.date() - local.date()).days
    if days in (0, 1):
        return ("Today", "Yesterday")[days]
    return f"{local:%A}, {local.day} {local:%B}" + ("" if local.year == today.year else f" {local.year}")


def full(local: datetime) -> str:
    """The exact moment, for a tooltip."""
    return f"{_long(local)} at {local:%H:%M:%S}"
