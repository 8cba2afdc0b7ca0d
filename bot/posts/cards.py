"""The living cards of a post: its reviewers', its author's and its publishers'."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.accounts import outlet
from bot.company import Company
from bot.kernel import outbox
from bot.kernel.text.markup import Markup
from bot.posts import blocks, messages, queries
from bot.posts.around import Around
from bot.posts.facts import PostEvent
from bot.posts.model import Post
from bot.posts.review import reviewers


def show_room(session: Session, post: Post, company: Company, at: datetime) -> None:
    """In the review channel."""
    message, channel = blocks.review(post, Around.of(company)), company.rules.channels.reviews
    outbox.show(session, card=f"{post.subject}:review", channel=channel, message=message, at=at)


def show_reviewers(session: Session, post: Post, company: Company, at: datetime) -> None:
    """Each reviewer of the stage that decides now is asked directly; asked already, they see how it goes on."""
    around = Around.of(company)
    for reviewer in reviewers(post, around.holders):
        card, message = f"{asking(post)}:{reviewer}", messages.asked(post, around, reviewer)
        outbox.show(session, card=card, channel=reviewer, message=message, at=at)


def show_author(session: Session, post: Post, company: Company, at: datetime) -> None:
    allowance = company.rules.allowances.of(outlet(session, post.account_id).handle)
    message = blocks.author(post, Around.of(company), queries.twins(session, post), allowance)
    outbox.show(session, card=authors(post), channel=post.author, message=message, at=at)


def show(session: Session, event: PostEvent, company: Company) -> None:
    """The room's and the author's."""
    show_room(session, event.of, company, event.when)
    show_author(session, event.of, company, event.when)


def tell(session: Session, event: PostEvent, company: Company) -> None:
    """Both, and a bell for the author where somebody else did it."""
    show(session, event, company)
    if event.who.id != event.of.author:
        ring_author(session, event, company)


def ring_author(session: Session, event: PostEvent, company: Company) -> None:
    """A line under the author's card, because a card that changes rings no bell."""
    post, at = event.of, event.when
    outbox.post(
        session,
        key=f"{post.subject}:news:{post.version}:{post.status}:{at.isoformat()}",
        channel=post.author,
        message=messages.news(post, Around.of(company)),
        at=at,
        urgency=outbox.Urgency.DECISION,
        thread=authors(post),
    )


def end_asking(session: Session, event: PostEvent, how: Markup, *, stage: int | None = None) -> None:
    """Every reviewer's card, or of one stage, says how its matter ended, and loses its buttons."""
    post = event.of
    path = f"{post.subject}:asked" if stage is None else f"{post.subject}:asked:{post.version}:{stage}"
    outbox.settle(session, path=path, message=messages.ended(post, how), at=event.when)


def end_publication(session: Session, event: PostEvent, how: Markup) -> None:
    """Each call to publish says how it ended, and loses its buttons."""
    path, message = f"{event.of.subject}:publication", messages.ended(event.of, how)
    outbox.settle(session, path=path, message=message, at=event.when)


def authors(post: Post) -> str:
    return f"{post.subject}:author"


def asking(post: Post) -> str:
    return f"{post.subject}:asked:{post.version}:{post.stage}"
