"""Who is told about posts, and where."""

import hashlib
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from bot.kernel import outbox
from bot.kernel.escalation import Fired
from bot.kernel.text.markup import Markup
from bot.posts import blocks, calls, queries
from bot.posts.blocks import Around
from bot.posts.content import Outlet
from bot.posts.model import Post, ReviewLowered
from bot.posts.review import cannot_be_given, people_waited_for, reviewers


def show_review(session: Session, post: Post, around: Around, channel: str, at: datetime) -> None:
    """The living card in the review channel."""
    message = blocks.review(post, around)
    outbox.show(session, card=f"{post.subject}:review", channel=channel, message=message, at=at)


def ask_reviewers(session: Session, post: Post, around: Around, at: datetime) -> None:
    """Each reviewer of the stage that decides now, directly; asked already, they see how it goes on."""
    for reviewer in reviewers(post, around.holders):
        message = blocks.asked(post, around, reviewer)
        outbox.show(session, card=f"{_asked(post)}:{reviewer}", channel=reviewer, message=message, at=at)


def tell_lowering(session: Session, post: Post, lowering: ReviewLowered, people: Iterable[str]) -> None:
    """A product is named, and its reviewers are not asked: they and those who lead hear why."""
    message = blocks.lowered(post, lowering)
    for each in people:
        key = f"{post.subject}:lowered:{post.version}:{each}"
        outbox.post(session, key=key, channel=each, message=message, at=lowering.when, urgency=outbox.Urgency.DECISION)


def call_helpers(session: Session, post: Post, around: Around, at: datetime) -> None:
    """Where nobody can give what the stage waits for, those hear of it who can change that."""
    if not cannot_be_given(post, around.holders):
        return
    message = blocks.review(post, around)
    for helper in around.helpers:
        key = f"{_asked(post)}:nobody:{helper}"
        outbox.post(session, key=key, channel=helper, message=message, at=at, urgency=outbox.Urgency.DECISION)


def end_asking(session: Session, post: Post, how: Markup, at: datetime) -> None:
    """Every reviewer's card says how its matter ended, and loses its buttons."""
    message = blocks.ended(post, how)
    outbox.settle(session, path=f"{post.subject}:asked", message=message, at=at)


def end_asking_in_stage(session: Session, post: Post, stage: int, how: Markup, at: datetime) -> None:
    message = blocks.ended(post, how)
    outbox.settle(session, path=f"{post.subject}:asked:{post.version}:{stage}", message=message, at=at)


def show_author(session: Session, post: Post, around: Around, at: datetime) -> None:
    message = blocks.author(post, around, queries.twins(session, post))
    outbox.show(session, card=_authors(post), channel=post.author, message=message, at=at)


def ring_author(session: Session, post: Post, around: Around, at: datetime) -> None:
    """A line under the author's card: something has been decided."""
    key = f"{post.subject}:news:{post.version}:{post.status}:{at.isoformat()}"
    message = blocks.news(post, around)
    outbox.post(
        session,
        key=key,
        channel=post.author,
        message=message,
        at=at,
        urgency=outbox.Urgency.DECISION,
        thread=_authors(post),
    )


def ask_to_publish(session: Session, post: Post, outlet: Outlet, fired: Fired, people: Iterable[str]) -> None:
    """One level of the publication's policy."""
    for each in people:
        if not post.is_intact:
            message = calls.altered(post)
        elif outlet.is_open:
            publishes = each in outlet.publishers
            message = calls.to_publish(post, outlet, publishes=publishes, late=fired.overdue)
        else:
            message = calls.has_no_account(post, outlet)
        card = f"{post.subject}:publication:{fired.key(each)}"
        outbox.show(session, card=card, channel=each, message=message, at=fired.when, urgency=fired.rank)


def end_publication(session: Session, post: Post, how: Markup, at: datetime) -> None:
    """Each call to publish says how it ended, and loses its buttons."""
    message = blocks.ended(post, how)
    outbox.settle(session, path=f"{post.subject}:publication", message=message, at=at)


def remind_of_review(session: Session, post: Post, around: Around, fired: Fired, people: Iterable[str]) -> None:
    deciding = people_waited_for(post, around.holders)
    for each in people:
        message = blocks.reminder(post, around, deciding=each in deciding, late=fired.overdue)
        outbox.post(session, key=fired.key(each), channel=each, message=message, at=fired.when, urgency=fired.rank)


def tell_of_closed_account(session: Session, post: Post, outlet: Outlet, at: datetime) -> None:
    """The author hears at once that the account is gone for which the post is meant."""
    key, message = f"{post.subject}:closed", calls.has_no_account(post, outlet)
    outbox.post(session, key=key, channel=post.author, message=message, at=at, thread=_authors(post))


def warn_of_alteration(
    session: Session, post: Post, difference: str, administrators: Iterable[str], at: datetime
) -> None:
    """Once per difference."""
    key = f"{post.subject}:altered:{hashlib.sha256(difference.encode()).hexdigest()[:16]}"
    message = calls.alteration(post, difference)
    for each in administrators:
        outbox.post(session, key=f"{key}:{each}", channel=each, message=message, at=at, urgency=outbox.Urgency.DECISION)


def _authors(post: Post) -> str:
    return f"{post.subject}:author"


def _asked(post: Post) -> str:
    return f"{post.subject}:asked:{post.version}:{post.stage}"
