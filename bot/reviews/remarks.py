"""What follows from a question of a reviewer and from its answer: both are said to those whom they concern."""

from sqlalchemy.orm import Session

from bot.company import Company
from bot.kernel import outbox
from bot.reviews import cards, messages
from bot.reviews.facts import QuestionAnswered, RemarkEvent
from bot.reviews.model import Reviewed


def say(session: Session, event: RemarkEvent, kind: str, its: Reviewed, channel: str, card: str | None) -> None:
    """Under the card that the channel has, if it has one. `kind` begins the ids of the matter's buttons."""
    key, urgency = f"{event.of.subject}:remark:{event.of.number}:{channel}", outbox.Urgency.DECISION
    message = messages.remark(kind, its, event.of, is_under_card=card is not None)
    outbox.post(session, key=key, channel=channel, message=message, at=event.when, urgency=urgency, thread=card)


def say_to_asker(session: Session, event: QuestionAnswered, kind: str, its: Reviewed, company: Company) -> None:
    """Unless they have left."""
    answer = event.of
    question = next(each for each in answer.review.remarks if each.number == answer.answers)
    if company.people.may_be_asked(question.who):
        card = cards.asked(its.review, question.version, question.stage, question.who)
        say(session, event, kind, its, question.who, card)
