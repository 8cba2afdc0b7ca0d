"""One budget a message: what gives way where there is more than Slack takes, and what never does."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from slack_sdk.models.basic_objects import BaseObject
from slack_sdk.models.blocks import Block

from bot.kernel.text.markup import cut, mrkdwn
from bot.kernel.views.limits import MESSAGE, MESSAGE_BLOCKS, RESERVED, RESERVED_BLOCKS
from bot.kernel.views.models import Actions, Context, Markdown, Section

SHORTEST = 200
"""No text is cut any further; whole blocks are left out instead."""
SPARE = frozenset({"section", "context", "divider"})
"""The types of block of which the last may be left out."""
AND_MORE = "and {} more"
NESTED = (list, tuple, dict, BaseObject)
"""What may hold texts."""


class Yielding(Block):
    """Stands for blocks that are made once it is known how many characters are left for them beside all others."""

    def __init__(self, make: Callable[[int], Sequence[Block]]) -> None:
        super().__init__(type="yielding")
        self.make = make


def size(part: object) -> int:
    """The characters of all texts in blocks, as models or as what becomes of them."""
    total, parts = 0, [part]
    while parts:
        each = parts.pop()
        if isinstance(each, (list, tuple)):
            parts += each
        elif isinstance(each, NESTED):
            fields = each if isinstance(each, dict) else vars(each)
            total += len(own) if isinstance(own := fields.get("text"), str) else 0
            parts += [value for value in fields.values() if isinstance(value, NESTED)]
    return total


def as_sent(parts: Sequence[Block]) -> list[dict[str, Any]]:
    """The blocks of a message as Slack takes them."""
    if len(parts) <= MESSAGE_BLOCKS - RESERVED_BLOCKS and not any(isinstance(each, Yielding) for each in parts):
        as_they_are = [each.to_dict() for each in parts if not _is_nothing(each)]
        if len(repr(as_they_are)) <= MESSAGE - RESERVED:  # which is longer than all their texts, and told much sooner
            return as_they_are
    return [each.to_dict() for each in fitted(parts)]


def _is_nothing(block: Block) -> bool:
    return isinstance(block, Actions) and not block.elements


def fitted(
    parts: Sequence[Block], *, room: int = MESSAGE - RESERVED, most: int = MESSAGE_BLOCKS - RESERVED_BLOCKS
) -> list[Block]:
    """As Slack takes them. What yields makes room first, in its order; then the longest texts are cut, then the last
    blocks are left out. What can be pressed and what is written out letter by letter stays as it is; a row of buttons
    that holds none is none.
    """
    blocks = [each for each in _made(parts, room) if not _is_nothing(each)]
    if len(blocks) <= most and size(blocks) <= room:
        return blocks
    _cut(blocks, room)
    return _without_the_last(blocks, room, most)


def _made(parts: Sequence[Block], room: int) -> list[Block]:
    if not any(isinstance(each, Yielding) for each in parts):
        return list(parts)
    room -= size([each for each in parts if not isinstance(each, Yielding)])
    blocks: list[Block] = []
    for part in parts:
        made = part.make(max(room, 0)) if isinstance(part, Yielding) else [part]
        room -= size(made) if isinstance(part, Yielding) else 0
        blocks += made
    return blocks


def _cut(blocks: Sequence[Block], room: int) -> None:
    texts = sorted(_texts(blocks), key=lambda each: len(each.text))
    room -= size(blocks) - size(texts)
    for number, each in enumerate(texts):  # the shorter leave what they do not need to the longer
        each.text = cut(each.text, max(SHORTEST, room // (len(texts) - number)))
        room -= len(each.text)


def _texts(blocks: Sequence[Block]) -> Iterator[Markdown]:
    for block in blocks:
        own = [block.text, *(block.fields or [])] if isinstance(block, Section) else []
        elements = block.elements if isinstance(block, Context) else own
        yield from (each for each in elements if isinstance(each, Markdown))


def _without_the_last(blocks: list[Block], room: int, most: int) -> list[Block]:
    """The first stays, for it says what the message is; where others are gone, it says how many."""
    rest, place = list(blocks), 0
    while len(rest) > most or size(rest) > room:
        if not (last := _last_spare(rest)):
            break
        room, most = (room, most) if place else (room - len(AND_MORE), most - 1)
        place = last
        del rest[place]
    gone = len(blocks) - len(rest)
    more = [Context(elements=[Markdown(text=mrkdwn(AND_MORE, gone))])] if gone else []
    return [*rest[:place], *more, *rest[place:]]


def _last_spare(blocks: Sequence[Block]) -> int:
    return max((number for number, each in enumerate(blocks) if each.type in SPARE), default=0)
