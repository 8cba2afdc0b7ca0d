"""The living cards of a post besides its reviewers': the room's, its author's and its publishers'."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from bot.company import Company
from bot.kernel import escalation, outbox
from bot.kernel.text.markup import Markup, mrkdwn
from bot.kernel.views.blocks import Message
from bot.posts import blocks, messages, queries
from bot.posts.around import Around
from bot.posts.clearance import on_hold
from bot.posts.facts import PostEvent
from bot.posts.model import Post
from bot.reviews import cards as review_cards


def show(session: Session, post: Post, company: Company, at: datetime) -> Around:
    """In the review channel and to the author; what is around it says what holds it, once it is cleared."""
    around = Around.of(company, session, post, on_hold(session, post, at))
    message, channel = blocks.review(post, around), company.rules.channels.reviews
    outbox.show(session, card=review_cards.rooms(post.review), channel=channel, message=message, at=at)
    if company.people.may_be_asked(post.author):
        message = blocks.author(post, around, queries.twins(session, post))
        outbox.show(session, card=authors(post), channel=post.author, message=message, at=at)
    return around


def tell(session: Session, event: PostEvent, company: Company) -> None:
    """Both, and a bell for the author where somebody else did it."""
    around = show(session, event.of, company, event.when)
    if event.who.id != event.of.author:
        ring_author(session, event, company, around)


def ring_author(session: Session, event: PostEvent, company: Company, around: Around) -> None:
    """A line under the author's card, because a card that changes rings no bell. Where the author has left, those hear
    it who may go on.
    """
    post, at, urgency = event.of, event.when, outbox.Urgency.DECISION
    key = f"{post.subject}:news:{post.version}:{post.status}:{at.isoformat()}"
    if company.people.may_be_asked(post.author):
        message, thread = messages.news(post, around), authors(post)
        outbox.post(session, key=key, channel=post.author, message=message, at=at, urgency=urgency, thread=thread)
        return
    for each in queries.called(session, post, ["author"], company):
        message = messages.inherited(post, around)
        outbox.post(session, key=f"{key}:{each}", channel=each, message=message, at=at, urgency=urgency)


def end_asking(session: Session, post: Post, how: Markup, at: datetime, *, stage: int | None = None) -> None:
    """All that asked for a review, or in one stage, says how its matter ended, and loses its buttons. Whoever says a
    reminder of it just now is waited for before: it was stopped, or is held.
    """
    review_cards.end_asking(session, post.review, messages.ended(post, how), at, stage=stage)


def ask_no_more_beneath(session: Session, post: Post, path: str, people: Sequence[str], at: datetime) -> None:
    """These are not asked any more what is asked there."""
    paths, message = [f"{path}:{each}" for each in people], _asked_no_more(post)
    outbox.settle_each(session, paths=paths, message=message, at=at)


def _asked_no_more(post: Post) -> Message:
    return messages.ended(post, mrkdwn("others are asked now."))


def end_publication(session: Session, event: PostEvent, how: Markup) -> None:
    """Each call to publish, or to confirm it, says how it ended, and loses its buttons."""
    paths, message = [calling(event.of), confirming(event.of)], messages.ended(event.of, how)
    outbox.settle_each(session, paths=paths, message=message, at=event.when)


def end_all(session: Session, event: PostEvent, how: Markup) -> None:
    """The same, and each question whether it is still right."""
    paths = [calling(event.of), confirming(event.of), still_right(event.of)]
    message = messages.ended(event.of, how)
    outbox.settle_each(session, paths=paths, message=message, at=event.when)


def replace_calls(session: Session, instead: Sequence[tuple[Post, Message]], at: datetime) -> None:
    """These are not to be published as they were called for: the calls say so instead."""
    escalation.hold_each(session, subjects=[post.subject for post, _ in instead])
    outbox.settle_every(session, {calling(post): message for post, message in instead}, at=at, is_last=False)


def authors(post: Post) -> str:
    return f"{post.subject}:author"


def still_right(post: Post) -> str:
    """All that asks whether it is."""
    return f"{post.subject}:still_right"


def confirming(post: Post) -> str:
    """All that asks whether it may go out after a freeze."""
    return f"{post.subject}:confirming"


def calling(post: Post) -> str:
    return f"{post.subject}:publication"
