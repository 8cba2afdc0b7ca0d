"""What follows in reviews, by the kind of what is reviewed."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy.orm import Session

from bot.changes import reactions as changes
from bot.company import Company
from bot.debriefs import reactions as debriefs
from bot.kernel.events import Event
from bot.posts import reactions as posts
from bot.reviews import facts as review
from bot.reviews.reactions import ReviewReactions
from bot.voice import reactions as voice

REVIEWS: Mapping[str, ReviewReactions[Any, Any]] = {
    each.kind: each for each in (posts.REVIEWS, changes.REVIEWS, voice.REVIEWS, debriefs.REVIEWS)
}
Follows = Callable[[Session, Any, Company], None]


def _of(chosen: Callable[[ReviewReactions[Any, Any]], Follows]) -> tuple[Follows]:
    """What follows for the kind that the fact is about; nothing for another."""

    def follow(session: Session, event: Event, company: Company) -> None:
        if reviews := REVIEWS.get(event.of.subject.kind):
            chosen(reviews)(session, event, company)

    return (follow,)


FACTS: dict[type[Event], tuple[Follows, ...]] = {
    review.ReviewBegan: _of(lambda its: its.begin_stage),
    review.DecisionMade: _of(lambda its: its.show_progress),
    review.StagePassed: (*_of(lambda its: its.end_stage), *_of(lambda its: its.begin_stage)),
    review.QuestionAsked: _of(lambda its: its.pass_on),
    review.QuestionAnswered: _of(lambda its: its.bring_back),
    review.ReviewPassed: _of(lambda its: its.end_approved),
    review.ChangesRequested: _of(lambda its: its.end_returned),
    review.ReviewRejected: _of(lambda its: its.end_rejected),
}
