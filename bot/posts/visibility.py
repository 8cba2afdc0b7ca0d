"""Who may read why a post was sent back, rejected, given back or withdrawn: decided here for every view."""

from bot.accounts import Outlet
from bot.kernel.actor import Actor
from bot.posts.model import Post

LEADERS = ("community_manager", "administrator")


def may_read_reasons(who: Actor, post: Post, outlet: Outlet) -> bool:
    """Those whose post it is, the account's people, its reviewers, and those who lead.

    Cards need not ask: the review channel's tells no reason, and the one that does is the author's own.
    """
    concerned = {post.author, *post.writers, *outlet.people, *(made.who for made in post.decisions)}
    reviewing = {role for stage in post.stages for role in stage["roles"]}
    return who.id in concerned or who.has(*LEADERS, *reviewing)
