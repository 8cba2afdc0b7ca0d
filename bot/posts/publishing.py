"""What can be done with a post that its reviewers cleared: set a time, give it back, say that it is out."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.accounts import Outlet
from bot.kernel.actor import Actor
from bot.kernel.errors import Forbidden, Invalid, TooLate
from bot.kernel.events import record
from bot.networks import post_url_problem
from bot.posts import queries
from bot.posts.checks import require_future
from bot.posts.facts import PostGivenBack, PostPlanned, PostPublished
from bot.posts.model import Action, Post
from bot.posts.service import require_hand, said


def plan(session: Session, who: Actor, when: datetime, post: Post, outlet: Outlet, planned_at: datetime | None) -> None:
    """It is to go out then; its publisher will be pinged at that minute."""
    require_plannable(who, post, outlet)
    moment = require_future("planned_at", planned_at, when)
    post.move(Action.PLAN, who, when)
    post.planned_at = moment
    record(session, PostPlanned(who=who, when=when, of=post))


def give_back(session: Session, who: Actor, when: datetime, post: Post, outlet: Outlet, reason: str) -> None:
    """Its publisher cannot publish it, for that reason."""
    require_returnable(who, post, outlet)
    post.move(Action.GIVE_BACK, who, when, said(reason))
    post.planned_at = None
    record(session, PostGivenBack(who=who, when=when, of=post, note=post.reason))


def publish(session: Session, who: Actor, when: datetime, post: Post, outlet: Outlet, url: str) -> None:
    """It is out, at `url`; raises Invalid where that cannot be this post's address."""
    require_publishable(who, post, outlet)
    if wrong := post_url_problem(outlet.handle, url):
        raise Invalid({"url": wrong})
    if other := queries.published_at(session, url):
        raise Invalid({"url": f"This is the address of #{other.id}, published before. Paste this post's own."})
    post.move(Action.PUBLISH, who, when)
    post.published_at, post.published_by, post.published_url = when, who.id, url
    record(session, PostPublished(who=who, when=when, of=post, note=url))


def require_plannable(who: Actor, post: Post, outlet: Outlet) -> None:
    require_hand(who, post, outlet, "set its time")
    post.check(Action.PLAN)
    require_open(outlet, post)


def require_publishable(who: Actor, post: Post, outlet: Outlet) -> None:
    require_publisher(who, outlet, "say that it is published")
    post.check(Action.PUBLISH)
    require_open(outlet, post)


def require_returnable(who: Actor, post: Post, outlet: Outlet) -> None:
    require_publisher(who, outlet, "say that it cannot be published")
    post.check(Action.GIVE_BACK)


def require_publisher(who: Actor, outlet: Outlet, to: str) -> None:
    if who.id not in outlet.publishers and not who.has("community_manager"):
        raise Forbidden(
            f"{outlet.label} is published on by its publisher and deputy; only they and the community manager can {to}."
        )


def require_open(outlet: Outlet, post: Post) -> None:
    if not outlet.is_open:
        raise TooLate(
            f"{outlet.label} is {outlet.status} by now, so nothing goes out there any more. "
            f"`/post withdraw {post.id}` ends this post; submit it anew for another account."
        )
