"""What people are told of a post besides its cards: who is asked, how it ended, what is new and what takes long."""

from collections.abc import Sequence

from bot.kernel.text.markup import Markup, mrkdwn, person, several
from bot.kernel.views.blocks import Message, actions, section
from bot.posts import blocks, parts
from bot.posts.around import Around
from bot.posts.blocks import KIND
from bot.posts.facts import ReviewLowered
from bot.posts.model import Post, Status
from bot.posts.standing import coming, standing
from bot.reviews import progress
from bot.reviews.buttons import show_it


def ended(post: Post, how: Markup) -> Message:
    """What a card becomes that asked for a review or a publication, once that is over."""
    mark = mrkdwn(":warning:") if post.status == Status.APPROVED and post.reason else parts.MARKS[post.status]
    text = mrkdwn("{} {}: {}", mark, post.name, how)
    return Message(text, [section(text), actions(blocks.details(post))])


def lowered(post: Post, lowering: ReviewLowered) -> Message:
    """For those whom its author's word spares the decision, and for the community manager."""
    text = mrkdwn("{} names a product, but {} says that this is no claim.", post.name, person(lowering.who.id))
    way = mrkdwn("It takes the route “{}”, not “{}”.", post.review.route, lowering.route)
    otherwise = mrkdwn("You disagree? Tell its author or the community manager.")
    lead = section(mrkdwn(":left_right_arrow: {} {} {}", text, way, otherwise))
    reason = parts.no_claim(post.current.as_signed)
    return Message(text, [lead, *reason, actions(show_it(KIND, post))])


def replaced(post: Post) -> Markup:
    return mrkdwn("version {} replaced it. The review starts again.", post.version)


def news(post: Post, around: Around) -> Message:
    """A line under the author's card, because a card that changes rings no bell."""
    text = mrkdwn("{} *{}*  {}", parts.MARKS[post.status], standing(post), coming(post, around))
    return Message(mrkdwn("{}: {}", post.name, standing(post)), [section(text), *parts.because(post)])


def in_short(post: Post, around: Around) -> Message:
    """Where it stands, for whoever just did something with it."""
    text = mrkdwn("{} *{}* {}", parts.MARKS[post.status], post.name, _now(post, around))
    return Message(mrkdwn("{}: {}", post.name, standing(post)), [section(text, blocks.details(post))])


def _now(post: Post, around: Around) -> Markup:
    if post.status == Status.IN_REVIEW:
        return progress.waiting(post, around.holders)
    return mrkdwn("· {}. {}", standing(post), coming(post, around))


def inherited(post: Post, around: Around) -> Message:
    """The same for whoever may edit the post of an author who has left."""
    news_of_it = news(post, around)
    lead = section(mrkdwn("{}: its author has left, so it is yours now.", post.name))
    return Message(news_of_it.text, [lead, *news_of_it.blocks, actions(show_it(KIND, post))])


def left_behind(posts: Sequence[Post]) -> Message:
    """For whoever may go on with the posts of an author who has left."""
    text = mrkdwn(
        ":wave: The author of {} has left. What they need is yours now.", "this" if len(posts) == 1 else "these"
    )
    lines = [mrkdwn("• {}: {} `/post show {}`", post.name, standing(post), post.id) for post in posts]
    return Message(text, [section(text), section(several(lines, "\n"))])
