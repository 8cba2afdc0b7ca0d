"""What follows in reviews, by the kind of what is reviewed."""

from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from bot.changes import reactions as changes
from bot.changes.model import KIND as GOVERNANCE
from bot.company import Company
from bot.debriefs import reactions as debriefs
from bot.debriefs.model import KIND as DEBRIEF
from bot.kernel.events import Event
from bot.posts import questions
from bot.posts import reactions as posts
from bot.reviews import facts as review
from bot.voice import reactions as voice
from bot.voice.model import KIND as STATEMENT

POST = "post"
Follows = Callable[[Session, Any, Company], None]


def of_kind(kind: str, follow: Follows) -> Follows:
    """What follows where the fact is about a subject of that kind alone."""

    def followed(session: Session, event: Event, company: Company) -> None:
        if event.of.subject.kind == kind:
            follow(session, event, company)

    return followed


def _of(post: Follows, governance: Follows, statement: Follows, debrief: Follows) -> tuple[Follows, ...]:
    kinds = {POST: post, GOVERNANCE: governance, STATEMENT: statement, DEBRIEF: debrief}
    return tuple(of_kind(kind, follow) for kind, follow in kinds.items())


FACTS: dict[type[Event], tuple[Follows, ...]] = {
    review.ReviewBegan: _of(posts.begin_stage, changes.begin_stage, voice.begin_stage, debriefs.begin_stage),
    review.DecisionMade: _of(posts.show_progress, changes.show_progress, voice.show_progress, debriefs.show_progress),
    review.StagePassed: (
        *_of(posts.end_stage, changes.end_stage, voice.end_stage, debriefs.end_stage),
        *_of(posts.begin_stage, changes.begin_stage, voice.begin_stage, debriefs.begin_stage),
    ),
    review.QuestionAsked: _of(questions.pass_on, changes.pass_on, voice.pass_on, debriefs.pass_on),
    review.QuestionAnswered: _of(questions.bring_back, changes.bring_back, voice.bring_back, debriefs.bring_back),
    review.ReviewPassed: _of(posts.clear, changes.take, voice.take_force, debriefs.approve),
    review.ChangesRequested: _of(posts.send_back, changes.send_back, voice.send_back, debriefs.send_back),
    review.ReviewRejected: _of(posts.turn_down, changes.turn_down, voice.turn_down, debriefs.turn_down),
}
