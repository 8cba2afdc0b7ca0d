"""What people are told of a statement besides its cards: what to say, what takes long, and how it ended."""

from collections.abc import Sequence
from datetime import timedelta

from slack_sdk.models.blocks import Block

from bot.accounts import Outlet
from bot.kernel.escalation.policy import NOTHING
from bot.kernel.text.markup import Markup, link, mrkdwn, several
from bot.kernel.views.asks import late_by
from bot.kernel.views.blocks import Message, actions, context, header, section
from bot.kernel.views.verbatim import to_copy
from bot.reviews import progress
from bot.reviews.buttons import show_it
from bot.voice.around import Around
from bot.voice.blocks import KIND, again, labels, line, posting
from bot.voice.lengths import on_networks_of
from bot.voice.model import Statement, StatementAccount, Status
from bot.voice.parts import lengths
from bot.voice.standing import MARKS, coming

ONLY = "This is the only thing to say"
POST_NOTHING = mrkdwn("Post nothing: in a real crisis you would post exactly this.")


def only_thing(statement: Statement, mine: Sequence[StatementAccount], around: Around) -> Message:
    """For somebody who looks after these of its accounts: what to say there, how long it is, and their answer."""
    open_ones = [each for each in mine if each.answer_id is None]
    outlets = [its for its in around.outlets if its.id in {each.account_id for each in mine}]
    older = [
        mrkdwn(
            ":arrows_counterclockwise: Replace what you posted on {}: {}",
            each.label,
            link(around.before[each.account_id]),
        )
        for each in open_ones
        if each.account_id in around.before
    ]
    blocks: list[Block] = [
        header(ONLY),
        section(mrkdwn("*{}* · on {}", statement.title, labels(mine))),
        to_copy(statement.text),
        *([context(POST_NOTHING)] if statement.drill else []),
        *lengths(on_networks_of(around.counts, outlets)),
        *([section(mrkdwn("\n").join(older))] if older else []),
        *_done(mine),
        actions(*(posting(statement) if open_ones and not statement.drill else []), show_it(KIND, statement)),
    ]
    return Message(mrkdwn("{}: {}", ONLY, statement.title), blocks)


def _done(mine: Sequence[StatementAccount]) -> list[Block]:
    posted = [each.label for each in mine if each.answer and each.answer.url]
    refused = [each.label for each in mine if each.answer and not each.answer.url]
    rows = [mrkdwn(":white_check_mark: Posted on {}", several(posted))] if posted else []
    rows += [mrkdwn(":no_entry_sign: Not on {}", several(refused))] if refused else []
    return [context(*rows)] if rows else []


def no_more(statement: Statement) -> Message:
    """What that becomes once it is not to be said any more."""
    return _line(statement, mrkdwn("{} *{}* · {}", MARKS[statement.status], statement.title, coming(statement)))


def unsaid(statement: Statement, outlets: Sequence[Outlet], *, says: bool, late: timedelta = NOTHING) -> Message:
    """Nobody has answered for these accounts; `says`: its reader may."""
    names = several([its.label for its in outlets])
    lead = mrkdwn(":loudspeaker: *Is it posted?* {} · on {}.{}", statement.title, names, late_by(late))
    pressed = posting(statement) if says else []
    return Message(
        mrkdwn("Is it posted? {}", statement.title), [section(lead), actions(*pressed, show_it(KIND, statement))]
    )


def answered(statement: Statement) -> Message:
    """What that becomes once all of its reader's accounts are answered for."""
    return _line(statement, mrkdwn(":white_check_mark: *{}* · your accounts are answered for.", statement.title))


def others_asked(statement: Statement) -> Message:
    return _line(statement, mrkdwn(":white_circle: *{}* · others are asked now.", statement.title))


def _line(statement: Statement, text: Markup) -> Message:
    return Message(text, [section(text), actions(show_it(KIND, statement))])


def take_down(statement: Statement, posted: Sequence[StatementAccount]) -> Message:
    """For whoever posted what was withdrawn, and nothing takes its place."""
    lead = mrkdwn(":warning: *Take it down*: {} was withdrawn, by {}.", statement.title, statement.moved_by)
    links = [link(each.answer.url, each.label) for each in posted if each.answer]
    return Message(lead, [section(lead), section(several(links)), actions(show_it(KIND, statement))])


def news(statement: Statement) -> Message:
    """For whoever wrote it, how its review ended."""
    text = mrkdwn("{} *{}*: {}. {}", MARKS[statement.status], statement.title, statement.status, coming(statement))
    why = [each for each in statement.review.decisions if each.why]
    further = [again(statement)] if statement.status in {Status.SENT_BACK, Status.REJECTED} else []
    blocks = [section(text), progress.decisions(why, with_reasons=True), actions(*further, show_it(KIND, statement))]
    return Message(line(statement), blocks)


def in_short(statement: Statement, around: Around) -> Message:
    """Where it stands, for whoever just did something with it."""
    waiting = progress.waiting(statement, around.holders)
    text = mrkdwn("{} *{}* · {}", MARKS[statement.status], statement.title, coming(statement, waiting))
    return Message(text, [section(text, show_it(KIND, statement))])
