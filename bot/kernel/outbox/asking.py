"""What one reader is to be asked about one matter."""

from dataclasses import dataclass

from bot.kernel.views.blocks import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """`channel` is a person or a channel, `path` what is beneath one matter and one reader; what asked there becomes
    `before`, so that only the newest asks. `key` must not exist twice.

    `market`: whose hours a channel keeps; empty where they are the company's. `at_once`: at any hour, for somebody
    chose this one.
    """

    channel: str
    path: str
    key: str
    message: Message
    before: Message
    urgency: int
    market: str = ""
    at_once: bool = False
    is_alone: bool = False
    """Its card says more than a row of a digest can."""

    @property
    def card(self) -> str:
        return f"{self.path}:{self.key}"
