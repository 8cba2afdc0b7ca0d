"""The cards by which reviewers are asked, whatever is reviewed: where each stands, and how all of them end."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy.orm import Session

from bot.kernel import outbox
from bot.kernel.views.blocks import Message
from bot.reviews.course import Holders, reviewers
from bot.reviews.model import Review, Reviewed

ASKED, REMINDED = "asked", "reminded"


def show_reviewers(
    session: Session, its: Reviewed, holders: Holders, message: Callable[[str], Message], at: datetime
) -> None:
    """Each reviewer of the stage that decides now is asked directly, by a message of their own; asked already, they
    see how it goes on.
    """
    review = its.review
    for reviewer in reviewers(its, holders):
        card = asked(review, review.version, review.stage, reviewer)
        outbox.show(session, card=card, channel=reviewer, message=message(reviewer), at=at)


def end_asking(session: Session, review: Review, message: Message, at: datetime, *, stage: int | None = None) -> None:
    """All that asked for this review, or in one stage of it, becomes that message for good."""
    within = "" if stage is None else f":{review.version}:{stage}"
    paths = [f"{review.subject}:{kind}{within}" for kind in (ASKED, REMINDED)]
    outbox.settle_each(session, paths=paths, message=message, at=at)


def rooms(review: Review) -> str:
    """The card in the review channel."""
    return f"{review.subject}:review"


def asking(review: Review) -> str:
    """All that were asked in the stage that decides now."""
    return f"{review.subject}:{ASKED}:{review.version}:{review.stage}"


def asked(review: Review, version: int, stage: int, reviewer: str) -> str:
    """The card by which this reviewer was asked in that stage."""
    return f"{review.subject}:{ASKED}:{version}:{stage}:{reviewer}"


def reminding(review: Review) -> str:
    """All that were reminded of the stage that decides now."""
    return f"{review.subject}:{REMINDED}:{review.version}:{review.stage}"
