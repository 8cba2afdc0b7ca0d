"""What asks somebody about posts: each as its own card asks them."""

from collections.abc import Iterator, Sequence

from slack_sdk.models.blocks import Block

from bot.accounts import outlet
from bot.company import Company
from bot.kernel.act import Act
from bot.kernel.escalation.policy import NOTHING
from bot.kernel.reference import Ref
from bot.kernel.text.markup import Markup, mrkdwn
from bot.kernel.views.asks import OVERDUE, Ask
from bot.kernel.views.blocks import Message, actions, button, section
from bot.posts import blocks, calls, parts
from bot.posts.around import Around
from bot.posts.clearance import in_the_way, why_held
from bot.posts.deciding import REVIEWING
from bot.posts.life import LIFE, Action
from bot.posts.model import OPEN, Post, Status
from bot.posts.waiting import waiting_for
from bot.reviews import course, progress
from bot.reviews.life import DECISIONS, Deed

HERE = DECISIONS | {Deed.ANSWER}
"""A reviewer may be who answers in the stead of an author who has left."""


def asks(act: Act, company: Company) -> Iterator[Ask]:
    """The longest waiting first."""
    return (_about(act, post, Around.of(company, act.session, post)) for post in waiting_for(act, company))


def _about(act: Act, post: Post, around: Around) -> Ask:
    late = OVERDUE if parts.is_overdue(post, act.when) else Markup()
    row = parts.summary(post, act.when)

    def card() -> Sequence[Block]:
        if message := asked(act, post, around):
            return [*([section(mrkdwn("*Overdue*"))] if late else []), *message.blocks]
        offered = REVIEWING.offered(act, post, around.holders)
        question = post.review.open_question if Deed.ANSWER in offered else None
        asked_now = progress.remark(question) if question else []
        return [section(row), *asked_now, actions(*blocks.buttons(post, offered), blocks.details(post))]

    return Ask(row, button("Show", blocks.SHOW, Ref(post.id)), card)


def asked(act: Act, post: Post, around: Around) -> Message | None:
    """The card by which this person was asked to decide on it, to publish it or to say that it is still right, wherever
    it is met; else nothing.
    """
    there = outlet(act.session, post.account_id)
    if not post.is_intact:
        return calls.on_hold(post, why_held(act.session, post, act.when))
    if post.status == Status.IN_REVIEW and act.who.id in course.people_waited_for(post, around.holders):
        return blocks.review(
            post, around, offered=REVIEWING.offered(act, post, around.holders) & HERE, with_reasons=True
        )
    if post.is_due(act.when) and act.who.id in there.publishers:
        if held := why_held(act.session, post, act.when):
            return calls.on_hold(post, held)
        return calls.to_publish(post, there, late=NOTHING)
    if post.status == Status.ON_HOLD and LIFE.allows(act, post, Action.RESUME):
        held = why_held(act.session, post, act.when)
        return None if held else calls.to_confirm(post)
    asked_about = next((each for each in post.products if each.asked_at), None)
    if asked_about and post.status in OPEN and LIFE.allows(act, post, Action.CONFIRM):
        return calls.still_right(post, asked_about, in_the_way(act.session, post, act.when))
    return None
