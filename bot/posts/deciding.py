"""What reviewers do with a post, and what the end of its review makes of it."""

from bot.freezes.queries import frozen_since
from bot.kernel.act import Act
from bot.posts.facts import PostApproved, PostRejected, PostSentBack
from bot.posts.life import LIFE, Action, move
from bot.posts.model import Post
from bot.reviews.deciding import Reviewing
from bot.reviews.life import Deed

REVIEWING = Reviewing(LIFE)
"""What its reviewers do."""


def clear(act: Act, post: Post) -> None:
    """All stages have approved it: it waits for its time, or for one to be set."""
    move(act, post, Action.CLEAR)
    if post.planned_at and post.planned_at > act.when:
        move(act, post, Action.PLAN)
        if frozen_since(act.session, post.account_id):
            move(act, post, Action.HOLD)
    act.record(PostApproved, of=post)


def send_back(act: Act, post: Post, reason: str) -> None:
    """Its author changes it, and the review begins again."""
    move(act, post, Deed.REQUEST_CHANGES, reason)
    act.record(PostSentBack, of=post, note=reason)


def turn_down(act: Act, post: Post, reason: str) -> None:
    """It must not be published."""
    move(act, post, Deed.REJECT, reason)
    act.record(PostRejected, of=post, note=reason)
