"""The cards by which reviewers are asked, whatever is reviewed: where each stands, and how all of them end."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from bot.kernel import escalation, outbox
from bot.kernel.subject import Subject
from bot.kernel.text.markup import mrkdwn
from bot.kernel.views.blocks import Message
from bot.reviews.course import Holders, people_waited_for, reviewers
from bot.reviews.model import Review, Reviewed

ASKED, REMINDED = "asked", "reminded"


def show_reviewers(
    session: Session, its: Reviewed, holders: Holders, look: Callable[[bool], Message], at: datetime
) -> None:
    """Each reviewer of the stage that decides now is asked directly, by a message of their own; asked already, they
    see how it goes on. `look`: how it looks to those who still decide, or do not.
    """
    review, waited_for = its.review, people_waited_for(its, holders)
    for reviewer in reviewers(its, holders):
        decides = reviewer in waited_for
        card = asked(review, review.version, review.stage, reviewer)
        message = _asking(its, look(decides)) if decides else look(decides)
        outbox.show(session, card=card, channel=reviewer, message=message, at=at)


def _asking(its: Reviewed, card: Message) -> Message:
    return replace(card, text=mrkdwn("{} waits for your decision.", its.name), on_record=False)


def ask_no_more(session: Session, review: Review, message: Message, at: datetime) -> None:
    """All who were asked in this stage see that, and can be asked again: somebody may have lost the role."""
    outbox.settle(session, path=asking(review), message=message, at=at, is_last=False)


def call_helpers(session: Session, review: Review, helpers: Sequence[str], message: Message, at: datetime) -> None:
    """Nobody can give what the stage waits for: those hear of it who can change that, once a day at most."""
    for each in helpers:
        key = f"{asking(review)}:nobody:{each}:{at:%Y-%m-%d}"
        outbox.post(session, key=key, channel=each, message=message, at=at, urgency=outbox.Urgency.DECISION)


def show_reminders(session: Session, review: Review, subject: Subject, message: Message, at: datetime) -> None:
    """Whoever was reminded in this stage sees for whom it waits now. `subject` has its time limit: whoever says a
    reminder of it just now is waited for before.
    """
    escalation.hold(session, subject=subject)
    outbox.settle(session, path=reminding(review), message=message, at=at, is_last=False)


def remind_no_more(session: Session, review: Review, whom: str, message: Message, at: datetime) -> None:
    outbox.settle(session, path=f"{reminding(review)}:{whom}", message=message, at=at)


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
