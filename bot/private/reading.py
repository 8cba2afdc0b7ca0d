"""What people read where words were that can be forgotten."""

from bot.kernel.text.markup import Markup, day, mrkdwn
from bot.private.model import PrivateText


def purged(text: PrivateText) -> Markup:
    """What stands where the words were; nothing where they still are."""
    if text.purged_at is None:
        return Markup()
    return mrkdwn(":wastebasket: purged on {} by rule `{}`", day(text.purged_at), text.rule)
