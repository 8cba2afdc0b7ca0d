"""What one reader is to be asked about one matter."""

from dataclasses import dataclass, replace

from bot.kernel.text.markup import Markup, mrkdwn
from bot.kernel.views.blocks import Message, context


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """`channel` is a person or a channel, `path` what is beneath one matter and one reader; what asked there becomes
    `before`, or is deleted among a person's own messages, so that only the newest asks. `key` must not exist twice.

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
    because: str = ""
    """Why this reader, in a sentence, where that needs saying."""

    @property
    def reason(self) -> Markup:
        return mrkdwn(":warning: {}", self.because) if self.because else Markup()

    @property
    def explained(self) -> Message:
        """The message, and why it asks this reader."""
        if not self.because:
            return self.message
        return replace(self.message, blocks=[*self.message.blocks, context(self.reason)])

    @property
    def card(self) -> str:
        return f"{self.path}:{self.key}"
