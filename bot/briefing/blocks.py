"""How the digest for leadership looks: a line a crisis."""

from collections.abc import Sequence
from datetime import datetime

from bot.crises.buttons import show_it
from bot.crises.model import Crisis
from bot.crises.texts import deadline, ending, mark
from bot.kernel.numbers import number_of
from bot.kernel.text.markup import Markup, link, mrkdwn, person, when
from bot.kernel.views.blocks import Message, context, section

MOST_ROWS = 20


def digest(crises: Sequence[tuple[Crisis, str]], now: datetime) -> Message:
    """Those that are open, the worst first, then those that ended since the digest before; each with the address of its
    headline, empty where nobody knows it.
    """
    many = sum(not each.is_resolved for each, _ in crises)
    title = mrkdwn("Open crises: {}", many) if many else mrkdwn("No crisis is open any more")
    rows = [section(_row(each, card, now), show_it(each)) for each, card in crises[:MOST_ROWS]]
    left = len(crises) - len(rows)
    more = [context(mrkdwn("and {} more: `/crisis list`", left))] if left else []
    return Message(title, [section(mrkdwn("*{}*", title)), *rows, *more])


def nothing() -> Message:
    """What it becomes where no crisis is its reader's any more."""
    text = mrkdwn(":white_circle: No crisis concerns you now.")
    return Message(text, [context(text)])


def newer() -> Message:
    """What it becomes where another one follows it."""
    text = mrkdwn(":white_circle: Crises: see my newer message.")
    return Message(text, [context(text)])


def _row(crisis: Crisis, card: str, now: datetime) -> Markup:
    label = link(card, crisis.label) if card else mrkdwn("{}", crisis.label)
    facts = _end(crisis) if crisis.is_resolved else _facts(crisis, now)
    return mrkdwn("{} *{}* · {}", mark(crisis), label, mrkdwn(" · ").join(facts))


def _end(crisis: Crisis) -> list[Markup]:
    at = [when(crisis.resolved_at)] if crisis.resolved_at else []
    return [ending(crisis), *at]


def _facts(crisis: Crisis, now: datetime) -> list[Markup]:
    frozen = [mrkdwn("{} frozen", number_of(crisis.frozen, "account"))] if crisis.frozen else []
    return [
        mrkdwn("{}", crisis.colour),
        mrkdwn("{} leads", person(crisis.lead)) if crisis.lead else mrkdwn("nobody leads"),
        mrkdwn("since {}", when(crisis.raised_at)),  # and not its age, which would be wrong the hour after
        deadline(crisis, now),
        *frozen,
    ]
