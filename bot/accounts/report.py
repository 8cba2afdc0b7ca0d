"""How many accounts there are, in figures and as a chart."""

from collections.abc import Mapping

from bot.accounts.model import Status
from bot.kernel.numbers import number_of
from bot.kernel.text.markup import mrkdwn
from bot.kernel.views.blocks import Message, context, section
from bot.kernel.views.data import pie


def report(counts: Mapping[Status, int]) -> Message:
    """By status; a status that no account has is left out. What the chart shows is read aloud as `text`."""
    total = sum(counts.values())
    if not total:
        return _none()
    each = [mrkdwn("{} {}", count, status.word) for status, count in counts.items() if count]
    title = mrkdwn("{}", number_of(total, "account"))
    chart = pie("Accounts by status", {status.word.capitalize(): count for status, count in counts.items()})
    where = context(mrkdwn("See `/account list`, and `/account list status:retired`."))
    return Message(mrkdwn("{}: {}", title, mrkdwn(", ").join(each)), [section(mrkdwn("*{}*", title)), chart, where])


def _none() -> Message:
    text = mrkdwn("There is no account yet: `/account register`.")
    return Message(text, [section(text)])
