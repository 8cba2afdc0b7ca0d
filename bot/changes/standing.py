"""Where a change of the governance stands, and what happens next."""

from bot.changes.model import Change, Status
from bot.kernel.text.markup import Markup, day, mrkdwn, name

MARKS = {
    Status.IN_REVIEW: mrkdwn(":hourglass_flowing_sand:"),
    Status.TAKEN: mrkdwn(":white_check_mark:"),
    Status.SENT_BACK: mrkdwn(":pencil2:"),
    Status.REJECTED: mrkdwn(":no_entry_sign:"),
    Status.WITHDRAWN: mrkdwn(":white_circle:"),
    Status.OVERTAKEN: mrkdwn(":white_circle:"),
}


def standing(change: Change) -> Markup:
    if change.status == Status.IN_REVIEW and len(change.review.stages) > 1:
        return mrkdwn("Stage {} of {}", change.review.stage + 1, len(change.review.stages))
    return name(change.status.capitalize())


def coming(change: Change, waiting: Markup | None = None) -> Markup:
    """What happens now, or how it ended; `waiting` says for whom."""
    match change.status:
        case Status.IN_REVIEW:
            return mrkdwn("{} · due {}. Meanwhile the old rules count.", waiting or "", day(change.review.stage_due))
        case Status.TAKEN:
            return mrkdwn("In force, everywhere within seconds.")
        case Status.SENT_BACK:
            return mrkdwn("{} asked for changes. Correct the file, then send `/social reload` again.", change.moved_by)
        case Status.REJECTED:
            return mrkdwn("{} rejected it. The old rules stay.", change.moved_by)
        case Status.WITHDRAWN:
            return mrkdwn("{} withdrew it. The old rules stay.", change.moved_by)
        case Status.OVERTAKEN:
            return mrkdwn("Before it was decided, {}. `/social reload` proposes it again.", change.reason)
