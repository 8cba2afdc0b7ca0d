"""What waits for one person, as it stands on their Home and in the list of all of it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from slack_sdk.models.blocks import Block, ButtonElement

from bot.kernel.durations import spoken
from bot.kernel.text.markup import Markup, mrkdwn
from bot.kernel.views.blocks import section
from bot.kernel.views.budget import size

OVERDUE = mrkdwn(" · *overdue*")
MOST = 100
"""So many of a kind are looked for: nobody reads further."""


@dataclass(frozen=True, slots=True)
class Ask:
    """`row` and `opens` are its line in a list; `card` has the buttons that settle it."""

    row: Markup
    opens: ButtonElement
    card: Callable[[], Sequence[Block]]

    @property
    def line(self) -> Block:
        return section(self.row, self.opens)


def late_by(late: timedelta) -> Markup:
    """Of a reminder that was due while nothing ran."""
    return mrkdwn(" This reminder is {} late.", spoken(late)) if late else Markup()


def fitting(asks: Iterable[Ask], most_blocks: int, most_characters: int) -> tuple[list[Block], int]:
    """The cards of the first of them that there is room for, and how many those are."""
    blocks, count = list[Block](), 0
    for ask in asks:
        card = ask.card()
        if len(blocks) + len(card) > most_blocks or size(blocks) + size(card) > most_characters:
            break
        blocks, count = [*blocks, *card], count + 1
    return blocks, count
