"""What people are told of a post besides its cards: who is asked, how it ended, what is new and what takes long."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.kernel.escalation.policy import NOTHING
from bot.kernel.reference import Ref
from bot.kernel.text.markup import Markup, mrkdwn, person, several, when
from bot.kernel.views.blocks import Message, actions, button, section
from bot.posts import blocks, parts
from bot.posts.around import Around
from bot.posts.blocks import SHOW
from bot.posts.facts import ReviewLowered
from bot.posts.model import Post, Status
from bot.posts.standing import coming, standing
from bot.reviews import progress
from bot.reviews.course import people_waited_for
from bot.reviews.life import DECISIONS
from bot.reviews.model import Remark


def asked(post: Post, around: Around, reviewer: str) -> Message:
    """What one reviewer is asked directly; without buttons once they decided."""
    deciding = reviewer in people_waited_for(post, around.holders)
    card = blocks.review(post, around, offered=DECISIONS if deciding else (), with_reasons=True)
    text = mrkdwn("{} waits for your decision.", post.name)
    return replace(card, text=text, on_record=False) if deciding else card


def ended(post: Post, how: Markup) -> Message:
    """What a card becomes that asked for a review or a publication, once that is over."""
    mark = mrkdwn(":warning:") if post.status == Status.APPROVED and post.reason else parts.MARKS[post.status]
    text = mrkdwn("{} {}: {}", mark, post.name, how)
    return Message(text, [section(text), actions(blocks.details(post))])


def lowered(post: Post, lowering: ReviewLowered) -> Message:
    """For those whom its author's word spares the decision, and for the community manager."""
    text = mrkdwn("{} names a product, but {} says that this is no claim.", post.name, person(lowering.who.id))
    way = mrkdwn("It takes the route “{}”, not “{}”.", post.review.route, lowering.route)
    otherwise = mrkdwn("If you disagree, tell its author or the community manager.")
    lead = section(mrkdwn(":left_right_arrow: {} {} {}", text, way, otherwise))
    reason = parts.no_claim(post.current.as_signed)
    return Message(text, [lead, *reason, actions(button("Show it", SHOW, Ref(post.id)))])


def replaced(post: Post) -> Markup:
    return mrkdwn("version {} replaced it. The review starts again.", post.version)


def news(post: Post, around: Around) -> Message:
    """A line under the author's card, because a card that changes rings no bell."""
    text = mrkdwn("{} *{}*  {}", parts.MARKS[post.status], standing(post), coming(post, around))
    return Message(mrkdwn("{}: {}", post.name, standing(post)), [section(text), *parts.because(post)])


def remark(post: Post, made: Remark) -> Message:
    """A line under a card: what was asked or answered."""
    does = "asks" if made.is_question else "answers"
    return Message(mrkdwn("{} {} about {}.", made.who_name, does, post.name), progress.remark(made))


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
    return Message(news_of_it.text, [lead, *news_of_it.blocks, actions(button("Show it", SHOW, Ref(post.id)))])


def left_behind(posts: Sequence[Post]) -> Message:
    """For whoever may go on with the posts of an author who has left."""
    text = mrkdwn(
        ":wave: The author of {} has left. What they need is yours now.", "this" if len(posts) == 1 else "these"
    )
    lines = [mrkdwn("• {}: {} `/post show {}`", post.name, standing(post), post.id) for post in posts]
    return Message(text, [section(text), section(several(lines, "\n"))])


def reminder(post: Post, around: Around, at: datetime, *, deciding: bool, late: timedelta = NOTHING) -> Message:
    """A stage takes long: for those whom it waits for, and for those who should know."""
    stage, due = post.review.stage_rules.name, when(post.review.stage_due)
    lateness = parts.late_by(late)
    if deciding:
        lead = mrkdwn(":hourglass: {} waits for your decision in the stage “{}”", post.name, stage)
    else:
        waiting = progress.waiting_line(post, around.holders)
        lead = mrkdwn(":hourglass: {} waits in the stage “{}” for {}", post.name, stage, waiting or "nobody")
    text = mrkdwn("{}. *Overdue* since {}.{}" if post.review.stage_due < at else "{}. Due: {}.{}", lead, due, lateness)
    return Message(text, [section(text), actions(button("Show it", SHOW, Ref(post.id), style="primary"))])
