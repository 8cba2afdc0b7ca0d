"""How changes of the governance look in Slack: the cards of those who decide and of whoever proposed one."""

from collections.abc import Collection, Sequence

from slack_sdk.models.blocks import Block, ButtonElement, InteractiveElement

from bot.changes.around import Around
from bot.changes.life import LIFE, Action
from bot.changes.model import Change, Status
from bot.changes.standing import MARKS, coming, standing
from bot.kernel.reference import Ref
from bot.kernel.text.markup import Markup, mrkdwn, several, when
from bot.kernel.views.blocks import Message, actions, button, confirm, context, header, section
from bot.oversight.blocks import ONLY_COMMENTS, rows
from bot.reviews import progress
from bot.reviews.buttons import answering, deciding, show_it
from bot.reviews.life import DECISIONS, Deed

KIND = "changes"
"""With which the ids of the buttons begin that every review has."""
SHOW = "changes.show"
WITHDRAW = "changes.withdraw"

DIGITS = 12
"""So many of the SHA-256's hexadecimal digits are shown."""
NO_WAY_OUT = mrkdwn("Whoever runs Concord can take it into use without them: see docs/operations.md.")


def review(change: Change, around: Around, *, decides: bool = True, with_reasons: bool = False) -> Message:
    """The living card of a review: what changes, whom it waits for, and the buttons of those who decide."""
    if change.status != Status.IN_REVIEW:
        return ended(change)
    offered = buttons(change, DECISIONS) if decides else []
    blocks = [
        *_what(change, around),
        *(progress.asked_now(change.review) if with_reasons else []),
        *progress.stuck(change, around.holders, around.helpers, NO_WAY_OUT),
        _status(change, around),
        actions(*offered, show_it(KIND, change)),
    ]
    return Message(_line(change), blocks, on_record=bool(change.review.decisions))


def proposed(change: Change, around: Around) -> Message:
    """The card of whoever proposed it: where it stands, why, and what can be done with it."""
    blocks = [
        header(change.name),
        _status(change, around),
        progress.decisions([each for each in change.review.decisions if each.why], with_reasons=True),
        *progress.asked_now(change.review),
        actions(*buttons(change, LIFE.possible(change) - DECISIONS), show_it(KIND, change)),
    ]
    return Message(_line(change), blocks, on_record=bool(change.review.decisions))


def particulars(change: Change, around: Around, allowed: Collection[Action | Deed]) -> Message:
    """All of one, with its decisions, and what this person may do with it."""
    offered = buttons(change, allowed)
    is_over = change.status != Status.IN_REVIEW
    ended_as = (MARKS[change.status], change.status) if is_over else None
    blocks = [
        *_what(change, around),
        _status(change, around),
        *([actions(*offered)] if offered else []),
        progress.stages(change, around.holders, ended_as),
        progress.decisions(change.review.decisions, with_reasons=True),
        *progress.asked_now(change.review),
    ]
    return Message(_line(change), blocks)


def ended(change: Change) -> Message:
    """Nothing is to be decided any more."""
    line = mrkdwn("{} *{}* · {}", MARKS[change.status], change.name, coming(change))
    verdicts = [progress.verdict(made) for made in change.review.decisions]
    foot = [context(several(verdicts, " · "))] if verdicts else []
    return Message(_line(change), [section(line, show_it(KIND, change)), *foot], on_record=bool(verdicts))


def buttons(change: Change, offered: Collection[Action | Deed]) -> list[InteractiveElement]:
    """Of what is offered, what can be pressed."""
    elements: list[InteractiveElement] = [*deciding(KIND, change)] if Deed.APPROVE in offered else []
    if Deed.ANSWER in offered:
        elements += answering(KIND, change)
    if Action.WITHDRAW in offered:
        elements.append(_withdrawing(change))
    return elements


def _withdrawing(change: Change) -> ButtonElement:
    withdraw = button("Withdraw", WITHDRAW, Ref(change.id))
    withdraw.confirm = confirm(f"Withdraw {change.label}?", mrkdwn("The old rules stay."), "Withdraw")
    return withdraw


def _what(change: Change, around: Around) -> Sequence[Block]:
    about = mrkdwn(
        "{} proposed it, {} · SHA-256 `{}` · Review route “{}”",
        change.by_name,
        when(change.revision.at),
        change.revision.sha256[:DIGITS],
        change.review.route,
    )
    return [header(change.name), *(rows(around.differences) or [section(ONLY_COMMENTS)]), context(about)]


def _status(change: Change, around: Around) -> Block:
    waiting = progress.waiting(change, around.holders) if change.status == Status.IN_REVIEW else Markup()
    return section(mrkdwn("*{}* · {}", standing(change), coming(change, waiting)))


def _line(change: Change) -> Markup:
    return mrkdwn("{}: {}", change.name, standing(change))
