"""What people are told of a review besides its cards: what is asked and answered, and what takes long."""

from datetime import datetime, timedelta

from bot.kernel.escalation.policy import NOTHING
from bot.kernel.text.markup import mrkdwn, when
from bot.kernel.views.asks import late_by
from bot.kernel.views.blocks import Message, actions, section
from bot.reviews import progress
from bot.reviews.buttons import show_it
from bot.reviews.course import Holders
from bot.reviews.model import Remark, Reviewed


def remark(kind: str, its: Reviewed, made: Remark, *, is_under_card: bool) -> Message:
    """What was asked or answered; under no card with a button that shows what it is about."""
    text = mrkdwn("{} {} about {}.", made.who_name, "asks" if made.is_question else "answers", its.name)
    shown_by = [] if is_under_card else [actions(show_it(kind, its))]
    return Message(text, [*progress.remark(made), *shown_by])


def passed_on(kind: str, its: Reviewed) -> Message:
    """What the cards of a stage become that has passed."""
    text = mrkdwn(":hourglass_flowing_sand: {}: approved. Next: {}.", its.name, its.review.stage_rules.name)
    return Message(text, [section(text), actions(show_it(kind, its))])


def reminder(
    kind: str, its: Reviewed, holders: Holders, at: datetime, *, decides: bool = False, late: timedelta = NOTHING
) -> Message:
    """A stage takes long: for whoever `decides`, and for those who should know."""
    stage, due = its.review.stage_rules.name, when(its.review.stage_due)
    if decides:
        lead = mrkdwn(":hourglass: {} waits for your decision in the stage “{}”", its.name, stage)
    else:
        waiting = progress.waiting_line(its, holders) or "nobody"
        lead = mrkdwn(":hourglass: {} waits in the stage “{}” for {}", its.name, stage, waiting)
    is_overdue = its.review.stage_due < at
    text = mrkdwn("{}. *Overdue* since {}.{}" if is_overdue else "{}. Due: {}.{}", lead, due, late_by(late))
    return Message(text, [section(text), actions(show_it(kind, its, style="primary"))])
