"""What Slack wants written in another way, and how much of a text has room once it is."""

from bisect import bisect_right
from itertools import accumulate

from bot.kernel.text.characters import first_of

ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
"""The first one is escaped first, for the others hold it."""


def escaped(text: str) -> str:
    for sign, escape in ESCAPES.items():
        text = text.replace(sign, escape)
    return text


def reach(text: str, room: int) -> int:
    """How many of its characters have room, each as long as it is once it is escaped."""
    return bisect_right(list(accumulate(len(ESCAPES.get(each, each)) for each in text)), room)


def shorten_escaped(text: str, room: int) -> str:
    """Of what was typed, before it becomes Markup, as much as has room afterwards."""
    return text if reach(text, room) == len(text) else first_of(text, reach(text, room - 1)) + "…"
