"""What Slack wants written in another way, and how much of a text has room once it is."""

from bisect import bisect_right

from bot.kernel.text.characters import first_of

ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
"""The first one is escaped first, for the others hold it."""
_LONGER = {sign: len(escape) - len(sign) for sign, escape in ESCAPES.items()}


def escaped(text: str) -> str:
    for sign, escape in ESCAPES.items():
        text = text.replace(sign, escape)
    return text


def reach(text: str, room: int) -> int:
    """How many of its characters have room, each as long as it is once it is escaped."""

    def escaped_to(end: int) -> int:
        return end + sum(more * text.count(sign, 0, end) for sign, more in _LONGER.items())

    return bisect_right(range(1, len(text) + 1), room, key=escaped_to)


def shorten_escaped(text: str, room: int) -> str:
    """Of what was typed, before it becomes Markup, as much as has room afterwards."""
    return text if reach(text, room) == len(text) else first_of(text, reach(text, room - 1)) + "…"
