"""Where a statement stands, and what happens next."""

from bot.kernel.text.markup import Markup, mrkdwn, when
from bot.reviews import course
from bot.voice.model import Statement, Status

MARKS = {
    Status.IN_REVIEW: mrkdwn(":hourglass_flowing_sand:"),
    Status.IN_FORCE: mrkdwn(":loudspeaker:"),
    Status.SENT_BACK: mrkdwn(":pencil2:"),
    Status.REJECTED: mrkdwn(":no_entry_sign:"),
    Status.WITHDRAWN: mrkdwn(":white_circle:"),
    Status.REPLACED: mrkdwn(":white_circle:"),
    Status.OVER: mrkdwn(":white_check_mark:"),
}


def was_said(statement: Statement) -> bool:
    """Whether it ever was in force: its review has passed."""
    return statement.review.is_in_last_stage and course.stage_has_passed(statement.review)


def coming(statement: Statement, waiting: Markup | None = None) -> Markup:
    """What happens now, or how it ended; `waiting` says for whom."""
    match statement.status:
        case Status.IN_REVIEW:
            return mrkdwn("{} · due {}. Nobody says it yet.", waiting or "", when(statement.review.stage_due))
        case Status.IN_FORCE if statement.is_answer:
            return mrkdwn("Approved, since {}. Whoever is asked says this.", when(statement.moved_at))
        case Status.IN_FORCE:
            return mrkdwn("The only thing to say, since {}. {}.", when(statement.moved_at), counted(statement))
        case Status.SENT_BACK:
            return mrkdwn("{} asked for changes. Write it again.", statement.moved_by)
        case Status.REJECTED:
            return mrkdwn("{} rejected it. Nobody says it.", statement.moved_by)
        case Status.WITHDRAWN:
            return mrkdwn("{} withdrew it. Say it no more.", statement.moved_by)
        case Status.REPLACED:
            return mrkdwn("A newer version replaces it. Say it no more.")
        case Status.OVER:
            return mrkdwn("{} is resolved. Nobody says it any more.", statement.crisis)


def counted(statement: Statement) -> Markup:
    """`3 of 14 posted · 1 will not`."""
    refused = sum(each.answer is not None and not each.answer.url for each in statement.accounts)
    rest = mrkdwn(" · {} will not", refused) if refused else Markup()
    return mrkdwn("*{} of {} posted*{}", statement.posted, len(statement.accounts), rest)
