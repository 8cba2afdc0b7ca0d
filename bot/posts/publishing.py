"""What can be done with a post that its reviewers cleared: set a time, give it back, say that it is out."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.freezes.queries import frozen_since
from bot.kernel.act import Act
from bot.kernel.errors import TooLate
from bot.kernel.lifecycle import require_learned
from bot.kernel.problems import needed
from bot.posts.checks import address_of, check_ahead, check_past
from bot.posts.clearance import require_clear
from bot.posts.facts import PostGivenBack, PostHeld, PostPlanned, PostPublished
from bot.posts.life import LIFE, Action, move
from bot.posts.model import Post, Status
from bot.reviews.service import NO_REASON


def timing(post: Post) -> Action:
    """What setting its time is: whoever does so for a post on hold confirms it."""
    return Action.RESUME if post.status == Status.ON_HOLD else Action.PLAN


def plan(act: Act, post: Post, planned_at: datetime | None) -> None:
    """It is to go out then; its publisher will be pinged at that minute."""
    action = timing(post)
    LIFE.require(act, post, action)
    moment = check_ahead("planned_at", planned_at, act.when)
    require_clear(act, post, moment)
    move(act, post, action)
    post.planned_at = moment
    act.record(PostPlanned, of=post)


def give_back(act: Act, post: Post, text: str) -> None:
    """Its publisher cannot publish it; `text` says why."""
    LIFE.require(act, post, Action.GIVE_BACK)
    reason = needed("reason", text, NO_REASON)
    move(act, post, Action.GIVE_BACK, reason)
    post.planned_at = None
    act.record(PostGivenBack, of=post, note=reason)


def confirm(act: Act, post: Post) -> None:
    """It was on hold, and goes out at its time after all; raises TooLate where that has passed."""
    LIFE.require(act, post, Action.RESUME)
    if post.planned_at is None or post.planned_at <= act.when:
        raise TooLate(f"The time of {post.label} has passed. Press *New time…*, or see `/post show {post.id}`.")
    plan(act, post, post.planned_at)


def hold(act: Act, post: Post) -> None:
    """Its account is frozen."""
    move(act, post, Action.HOLD)
    act.record(PostHeld, of=post)


def held_since(session: Session, post: Post) -> datetime | None:
    """What went out before then did not go out against a freeze; None where there is none."""
    return frozen_since(session, post.account_id) or (post.moved_at if post.status == Status.ON_HOLD else None)


def publish(act: Act, post: Post, typed: str, out_at: datetime | None = None) -> None:
    """It is out, at the address that was `typed`; raises Invalid where that cannot be this post's address. `out_at`
    says since when, where that matters.
    """
    LIFE.require(act, post, Action.PUBLISH)
    require_learned(act, "publish")
    at = check_past("out_at", out_at or act.when, act.when)
    require_clear(act, post, at)
    if post.status == Status.ON_HOLD and at >= post.moved_at:
        raise TooLate(f"{post.label} was on hold, and nobody has confirmed it. See `/post show {post.id}`.")
    url = address_of(act, post, typed)
    move(act, post, Action.PUBLISH)
    post.published_at, post.published_by, post.published_url = at, act.who.id, url
    act.record(PostPublished, of=post, url=url)
