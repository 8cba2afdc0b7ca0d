"""What people are told of a change besides its cards: who is asked, what is new and what takes long."""

from dataclasses import replace
from datetime import timedelta

from bot.changes import blocks
from bot.changes.around import Around
from bot.changes.model import Change
from bot.changes.standing import MARKS, coming, standing
from bot.kernel.durations import spoken
from bot.kernel.escalation.policy import NOTHING
from bot.kernel.text.markup import Markup, mrkdwn, when
from bot.kernel.views.blocks import Message, actions, section
from bot.kernel.views.verbatim import quoted
from bot.reviews import progress
from bot.reviews.course import people_waited_for
from bot.reviews.model import Remark


def asked(change: Change, around: Around, reviewer: str) -> Message:
    """What one reviewer is asked directly; without buttons once they decided."""
    decides = reviewer in people_waited_for(change, around.holders)
    card = blocks.review(change, around, decides=decides, with_reasons=True)
    text = mrkdwn("{} waits for your decision.", change.name)
    return replace(card, text=text, on_record=False) if decides else card


def passed_on(change: Change) -> Message:
    """What the cards of a stage become that has passed."""
    text = mrkdwn("{} {}: approved. Next: {}.", MARKS[change.status], change.name, change.review.stage_rules.name)
    return Message(text, [section(text), actions(blocks.show_it(change))])


def news(change: Change) -> Message:
    """A line for whoever proposed it, because a card that changes rings no bell."""
    text = mrkdwn("{} *{}*: {}. {}", MARKS[change.status], change.name, standing(change), coming(change))
    why = [each for each in change.review.decisions if each.why]
    return Message(text, [section(text), progress.decisions(why, with_reasons=True), actions(blocks.show_it(change))])


def in_short(change: Change, around: Around) -> Message:
    """Where it stands, for whoever just did something with it."""
    waiting = progress.waiting(change, around.holders)
    text = mrkdwn("{} *{}* · {}", MARKS[change.status], change.name, coming(change, waiting))
    return Message(text, [section(text, blocks.show_it(change))])


def remark(change: Change, made: Remark) -> Message:
    """A line under a card: what was asked or answered."""
    text = mrkdwn("{} {} about {}.", made.who_name, "asks" if made.is_question else "answers", change.label)
    return Message(text, [*progress.remark(made), actions(blocks.show_it(change))])


def reminder(change: Change, around: Around, *, decides: bool, late: timedelta = NOTHING) -> Message:
    """A stage takes long: for those whom it waits for, and for those who should know."""
    waiting = "your decision" if decides else progress.waiting_line(change, around.holders) or "nobody"
    lead = mrkdwn(":hourglass: {} waits for {}. Due: {}.", change.name, waiting, when(change.review.stage_due))
    text = mrkdwn("{}{}", lead, mrkdwn(" This reminder is {} late.", spoken(late)) if late else Markup())
    return Message(text, [section(text), actions(blocks.show_it(change))])


def past_review(why: str) -> Message:
    """Told to those who would have decided."""
    text = mrkdwn(":warning: Whoever runs Concord took another governance into use without its review.")
    return Message(text, [section(text), quoted(why)])


def nothing() -> Message:
    text = mrkdwn("No change of the governance was ever reviewed. `/social reload` reads the file again.")
    return Message(text, [section(text)])
