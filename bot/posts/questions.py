"""What follows from a question about a post and from its answer: both stand under the cards that they concern."""

from sqlalchemy.orm import Session

from bot.company import Company
from bot.kernel.outbox import homes
from bot.posts import cards, queries
from bot.posts.blocks import KIND
from bot.posts.model import Post
from bot.reviews import remarks
from bot.reviews.facts import QuestionAnswered, QuestionAsked, RemarkEvent


def pass_on(session: Session, event: QuestionAsked, company: Company) -> None:
    """To the author, or where they have left to those who may go on with it."""
    post = _show(session, event, company)
    for each in queries.called(session, post, ["author"], company):
        card = cards.authors(post) if each == post.author else None
        remarks.say(session, event, KIND, post, each, card)


def bring_back(session: Session, event: QuestionAnswered, company: Company) -> None:
    """To whoever asked."""
    post = _show(session, event, company)
    remarks.say_to_asker(session, event, KIND, post, company)


def _show(session: Session, event: RemarkEvent, company: Company) -> Post:
    """On the cards of its reviewers and its author, and under the room's."""
    post = queries.of_review(session, event.of.review)
    cards.show_reviewers(session, post, company, event.when)
    cards.show_author(session, post, company, event.when)
    homes.change(session, queries.called(session, post, ["author"], company), at=event.when)
    remarks.say_in_room(session, event, KIND, post, company)
    return post
