"""What people are told of a change besides its cards: who is asked, what is new and what takes long."""

from collections.abc import Sequence

from slack_sdk.models.blocks import SectionBlock

from bot.changes.around import Around
from bot.changes.blocks import KIND
from bot.changes.matrix import Asked
from bot.changes.model import Change
from bot.changes.standing import MARKS, coming, standing
from bot.crises.matrix import SHOW as SHOW_MATRIX
from bot.crises.matrix import SQUARES, whom_it_asks
from bot.governance.differences import Difference
from bot.kernel.actor import OPERATOR
from bot.kernel.text.markup import mrkdwn, person
from bot.kernel.views.blocks import Message, actions, button, section
from bot.kernel.views.verbatim import quoted
from bot.oversight.blocks import rows
from bot.reviews import progress
from bot.reviews.buttons import show_it


def news(change: Change) -> Message:
    """A line for whoever proposed it, because a card that changes rings no bell."""
    text = mrkdwn("{} *{}*: {}. {}", MARKS[change.status], change.name, standing(change), coming(change))
    why = [each for each in change.review.decisions if each.why]
    return Message(text, [section(text), progress.decisions(why, with_reasons=True), actions(show_it(KIND, change))])


def in_short(change: Change, around: Around) -> Message:
    """Where it stands, for whoever just did something with it."""
    waiting = progress.waiting(change, around.holders)
    text = mrkdwn("{} *{}* · {}", MARKS[change.status], change.name, coming(change, waiting))
    return Message(text, [section(text, show_it(KIND, change))])


def past_review(why: str) -> Message:
    """Told to those who would have decided."""
    text = mrkdwn(":warning: Whoever runs Concord took another governance into use without its review.")
    return Message(text, [section(text), quoted(why)])


def taken(by: str, differences: Sequence[Difference]) -> Message:
    """Told to administrators."""
    who = mrkdwn("Whoever runs Concord") if by == OPERATOR.id else person(by)
    text = mrkdwn("{} took another governance into use.", who)
    return Message(text, [section(text), *rows(differences)])


def matrix(differences: Sequence[Difference], asked: Sequence[Asked]) -> Message:
    """Told to the war room: other crises are answered otherwise from now on."""
    text = mrkdwn(":scales: *The risk matrix has changed.* Crises that are open keep the old one.")
    return Message(
        text, [section(text), *rows(differences), *map(_asked, asked), actions(button("Show the matrix", SHOW_MATRIX))]
    )


def _asked(asked: Asked) -> SectionBlock:
    line = mrkdwn("{} *{}* asks {}", SQUARES[asked.colour], asked.colour.capitalize(), whom_it_asks(asked.now, {}))
    return section(mrkdwn("{}\nuntil now {}", line, whom_it_asks(asked.before, {})))


def nothing() -> Message:
    text = mrkdwn("No governance change was ever reviewed. See `/social setup`.")
    return Message(text, [section(text)])
