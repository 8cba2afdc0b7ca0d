"""Texts as Slack takes them: what is shown is shortened, what is carried along is refused."""

from collections.abc import Iterable, Iterator, Sequence

from bot.kernel.errors import Refused
from bot.kernel.numbers import number_of
from bot.kernel.text.characters import UNSEEN
from bot.kernel.text.markup import Markup, mrkdwn
from bot.kernel.views.models import Markdown


def written(markdown: Markup, limit: int) -> Markdown:
    """Slack makes no links and mentions of its own in it, and takes no empty one."""
    return Markdown(text=markdown.within(limit) or UNSEEN, verbatim=True)


def at_most(most: int, texts: Sequence[Markup]) -> Sequence[Markup]:
    """The last of them holds what is too many."""
    return texts if len(texts) <= most else [*texts[: most - 1], mrkdwn("\n").join(texts[most - 1 :])]


def as_far_as_shown(texts: Iterable[Markup], limit: int) -> Iterator[Markup]:
    """Those that are seen where so many characters are shown, and one more: there may be very many."""
    for text in texts:
        yield text
        if limit < 0:
            return
        limit -= len(text)


def carried(value: str, limit: int) -> str:
    """What comes back with a gesture cannot be shortened; raises Refused where Slack would not take it."""
    if len(value) > limit:
        raise Refused(f"This is too long: Slack keeps {number_of(limit, 'character')}. Shorten it.")
    return value
