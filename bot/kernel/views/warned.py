"""A form that is shown once more with what is to be read first; what was filled in stays, as Slack keeps it."""

import re
from collections.abc import Iterable, Sequence

from slack_sdk.models.blocks import AlertBlock, Block
from slack_sdk.models.views import View

from bot.kernel.text.markup import mrkdwn, plain
from bot.kernel.views import limits
from bot.kernel.views.models import Plain
from bot.kernel.views.within import at_most, carried, written

MOST = 5
_HEEDED, _KEY = "\x1e", re.compile(r"[0-9a-f]+")
"""What stands before the key; the key, which is a hash."""


def warned(view: View, sentences: Sequence[str], key: str) -> View:
    """`key` comes back with the form, at the end of its metadata. It is said where people are who have just sent it: at
    its end, above a button whose word has changed.
    """
    view.blocks = [*(view.blocks or []), *alerts(sentences)]
    if view.submit:
        view.submit = Plain(text=plain(f"{view.submit.text} again", limits.TITLE))
    metadata = f"{view.private_metadata or ''}{_HEEDED}{key}"
    view.private_metadata = carried(metadata, limits.METADATA - limits.ORIGIN)
    return view


def apart(metadata: str) -> tuple[str, str]:
    """What a form carries along besides, and the key of the warnings that it showed; empty where it showed none."""
    besides, _, key = metadata.rpartition(_HEEDED)
    return (besides, key) if _KEY.fullmatch(key) and _HEEDED in metadata else (metadata, "")


def alerts(sentences: Iterable[str]) -> list[Block]:
    """The last of them holds what is too many."""
    texts = at_most(MOST, [mrkdwn("{}", each) for each in sentences])
    return [AlertBlock(text=written(each, limits.ALERT), level="warning") for each in texts]
