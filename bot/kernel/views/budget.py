"""Slack takes some 13,200 characters of blocks in one message (seen, not documented): who has how much room."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.kernel.text.markup import cut

MESSAGE_LIMIT = 13_000
OPENING = 300
SHORTEST = 200
"""Nothing gives way any further."""


def size(part: object) -> int:
    """The characters of all texts in blocks, as models or as what becomes of them."""
    if isinstance(part, (list, tuple)):
        return sum(map(size, part))
    fields: Mapping[str, object] = part if isinstance(part, dict) else getattr(part, "__dict__", {})
    own = fields.get("text")
    return (len(own) if isinstance(own, str) else 0) + sum(size(each) for each in fields.values())


def room_beside(*parts: object) -> int:
    """What is left for what can be shorter, beside these blocks and what a card may be opened with."""
    return MESSAGE_LIMIT - OPENING - size(parts)


def fitted(blocks: Sequence[Mapping[str, Any]]) -> Sequence[Mapping[str, Any]]:
    """The same where there is room; else the longest texts are cut. Views that hold what is signed make room before."""
    if len(repr(blocks)) <= MESSAGE_LIMIT:  # which is longer than all its texts, and told much sooner
        return blocks
    excess = size(blocks) - MESSAGE_LIMIT
    for text in sorted(_texts(blocks), key=lambda each: len(each["text"]), reverse=True) if excess > 0 else ():
        before = len(text["text"])
        text["text"] = cut(text["text"], max(SHORTEST, before - max(excess, 0)))
        excess -= before - len(text["text"])
    return blocks


def _texts(part: object) -> Iterator[dict[str, Any]]:
    if isinstance(part, dict):
        if isinstance(part.get("text"), str):
            yield part
        part = list(part.values())
    if isinstance(part, (list, tuple)):
        for each in part:
            yield from _texts(each)
