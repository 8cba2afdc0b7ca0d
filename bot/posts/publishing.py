"""What can be done with a post that its reviewers cleared: set a time, give it back, say that it is out."""

from datetime import datetime

from bot.kernel.act import Act
from bot.kernel.problems import needed
from bot.posts.checks import address_of, check_ahead
from bot.posts.clearance import require_clear
from bot.posts.facts import PostGivenBack, PostPlanned, PostPublished
from bot.posts.life import LIFE, Action, move
from bot.posts.model import Post
from bot.reviews.service import NO_REASON


def plan(act: Act, post: Post, planned_at: datetime | None) -> None:
    """It is to go out then; its publisher will be pinged at that minute."""
    LIFE.require(act, post, Action.PLAN)
    moment = check_ahead("planned_at", planned_at, act.when)
    require_clear(act, post, moment)
    move(act, post, Action.PLAN)
    post.planned_at = moment
    act.record(PostPlanned, of=post)


def give_back(act: Act, post: Post, text: str) -> None:
    """Its publisher cannot publish it; `text` says why."""
    LIFE.require(act, post, Action.GIVE_BACK)
    reason = needed("reason", text, NO_REASON)
    move(act, post, Action.GIVE_BACK, reason)
    post.planned_at = None
    act.record(PostGivenBack, of=post, note=reason)


def publish(act: Act, post: Post, typed: str) -> None:
    """It is out, at the address that was `typed`; raises Invalid where that cannot be this post's address."""
    LIFE.require(act, post, Action.PUBLISH)
    require_clear(act, post, act.when)
    url = address_of(act, post, typed)
    move(act, post, Action.PUBLISH)
    post.published_at, post.published_by, post.published_url = act.when, act.who.id, url
    act.record(PostPublished, of=post, url=url)
