"""What follows from a question about a post and from its answer: both stand under the cards that they concern."""

from sqlalchemy.orm import Session

from bot.company import Company
from bot.kernel import outbox
from bot.kernel.outbox import homes
from bot.posts import cards, messages, queries
from bot.posts.model import Post
from bot.reviews import cards as review_cards
from bot.reviews.facts import QuestionAnswered, QuestionAsked, RemarkEvent


def pass_on(session: Session, event: QuestionAsked, company: Company) -> None:
    """To the author, or where they have left to those who may go on with it."""
    post = _show(session, event, company)
    for each in queries.called(session, post, ["author"], company):
        _say(session, event, post, each, cards.authors(post) if each == post.author else None)


def bring_back(session: Session, event: QuestionAnswered, company: Company) -> None:
    """To whoever asked."""
    post, answer = _show(session, event, company), event.of
    question = next(each for each in answer.review.remarks if each.number == answer.answers)
    if company.people.may_be_asked(question.who):
        card = review_cards.asked(post.review, question.version, question.stage, question.who)
        _say(session, event, post, question.who, card)


def _show(session: Session, event: RemarkEvent, company: Company) -> Post:
    """On the cards of its reviewers and its author, and under the room's."""
    post = queries.of_review(session, event.of.review)
    cards.show_reviewers(session, post, company, event.when)
    cards.show_author(session, post, company, event.when)
    homes.change(session, queries.called(session, post, ["author"], company), at=event.when)
    _say(session, event, post, company.rules.channels.reviews, review_cards.rooms(post.review))
    return post


def _say(session: Session, event: RemarkEvent, post: Post, channel: str, thread: str | None) -> None:
    key, message = f"{post.subject}:remark:{event.of.number}:{channel}", messages.remark(post, event.of)
    urgency = outbox.Urgency.DECISION
    outbox.post(session, key=key, channel=channel, message=message, at=event.when, urgency=urgency, thread=thread)
