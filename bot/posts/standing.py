"""Where a post stands, and what happens next."""

from bot.kernel.text.markup import Markup, day, link, mrkdwn, name, when
from bot.posts.around import Around
from bot.posts.clearance import CLEARED
from bot.posts.model import Post, Status
from bot.reviews.progress import waiting


def standing(post: Post) -> Markup:
    if post.status == Status.IN_REVIEW and len(post.review.stages) > 1:
        return mrkdwn("Stage {} of {}", post.review.stage + 1, len(post.review.stages))
    return name(post.status.capitalize())


def coming(post: Post, around: Around) -> Markup:
    """What happens now, or how it ended."""
    if around.held and post.status in CLEARED:
        is_said = post.status == Status.ON_HOLD  # by where it stands
        return mrkdwn("{}" if is_said else "On hold: {}", " ".join(around.held))
    match post.status:
        case Status.IN_REVIEW:
            return mrkdwn("{} · due {}", waiting(post, around.holders), day(post.review.stage_due))
        case Status.CHANGES_REQUESTED:
            return mrkdwn("{} asked for changes. Your edit starts the review again.", post.moved_by)
        case Status.REJECTED:
            return mrkdwn("{} rejected it.", post.moved_by)
        case Status.APPROVED if post.reason:
            return mrkdwn("{} returned it. It needs a new time or an edit.", post.moved_by)
        case Status.APPROVED if post.missed_its_time and post.planned_at:
            return mrkdwn("Approved after its time, {}. It needs a new one.", when(post.planned_at))
        case Status.APPROVED:
            return mrkdwn("It needs a time.")
        case Status.SCHEDULED:
            return mrkdwn("It goes out {}.", when(post.planned_at) if post.planned_at else "")
        case Status.ON_HOLD:
            return mrkdwn("It does not go out until somebody confirms it.")
        case Status.PUBLISHED:
            at = when(post.published_at) if post.published_at else ""
            return mrkdwn("{} published it, {}: {}", post.moved_by, at, link(post.published_url or ""))
        case Status.WITHDRAWN:
            return mrkdwn("{} withdrew it.", post.moved_by)
