"""How a level reminds one reader of one matter."""

from bot.kernel.escalation.policy import Fired
from bot.kernel.outbox import Ask
from bot.kernel.text.markup import Markup
from bot.kernel.views.again import asked_again
from bot.kernel.views.blocks import Message


def remind(fired: Fired, reader: str, path: str, what: Markup | str, message: Message, because: str = "") -> Ask:
    """`path` is beneath the matter; what was said to them there says that `what` was asked again."""
    return Ask(
        channel=reader,
        path=f"{path}:{reader}",
        key=fired.key(reader),
        message=message,
        before=asked_again(what),
        urgency=fired.rank,
        because=because,
    )
