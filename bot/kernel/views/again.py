"""What a message becomes that asked, once a later one asks the same."""

from bot.kernel.text.markup import Markup, mrkdwn
from bot.kernel.views.blocks import Message, context


def asked_again(what: Markup | str) -> Message:
    """A small line without buttons, so that only the newest asks: in a channel, or where Slack deletes nothing."""
    text = mrkdwn(":white_circle: {}: asked again later.", what)
    return Message(text, [context(text)])
