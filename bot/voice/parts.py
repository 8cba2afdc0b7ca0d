"""What is said, word by word, and how long that is on each network."""

from collections.abc import Mapping

from slack_sdk.models.blocks import Block

from bot.kernel.text.markup import Markup, mrkdwn, quote, several
from bot.kernel.views.blocks import context, section
from bot.kernel.views.budget import Yielding, size
from bot.kernel.views.verbatim import to_copy
from bot.networks import Count, Network
from bot.voice.model import Statement


def text_of(statement: Statement) -> list[Block]:
    if statement.is_purged:
        return [section(mrkdwn(":wastebasket: Its words are purged by rule `{}`.", "crises"))]
    if statement.is_answer:
        return [section(quote(statement.question.words)), to_copy(statement.known.words)]
    return [to_copy(statement.text)]


def if_it_fits(statement: Statement) -> Block:
    """The whole text or none of it: half of it must not be posted."""

    def make(room: int) -> list[Block]:
        whole = text_of(statement)
        return whole if size(whole) <= room else [context(mrkdwn("No room here for its text: press *Show it*."))]

    return Yielding(make)


def lengths(counts: Mapping[Network, Count]) -> list[Block]:
    """Counted for each network."""
    return [context(several(list(map(_length, counts, counts.values())), " · "))] if counts else []


def _length(network: Network, its: Count) -> Markup:
    if its.over:
        return mrkdwn(":warning: *{}* {} of {}: {} too many", network.label, its.used, its.limit, its.over)
    return mrkdwn("{} {} of {}", network.label, its.used, its.limit)
