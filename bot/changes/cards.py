"""The living cards of a change: the room's, its reviewers' and that of whoever proposed it."""

from datetime import datetime
from functools import partial

from sqlalchemy.orm import Session

from bot.changes import blocks, messages
from bot.changes.around import Around, is_here
from bot.changes.model import Change
from bot.company import Company
from bot.kernel import escalation, outbox
from bot.kernel.escalation import Fired
from bot.kernel.views.again import asked_again
from bot.kernel.views.blocks import Message
from bot.reviews import cards as review_cards
from bot.reviews import course


def show(session: Session, change: Change, company: Company, at: datetime) -> None:
    """In the review channel, and to whoever proposed it."""
    around, room = Around.of(company, session, change), company.rules.channels.reviews
    outbox.show(
        session, card=review_cards.rooms(change.review), channel=room, message=blocks.review(change, around), at=at
    )
    if is_here(change, company):
        message = blocks.proposed(change, around)
        outbox.show(session, card=proposers(change), channel=change.proposer, message=message, at=at)


def show_reviewers(session: Session, change: Change, company: Company, at: datetime) -> None:
    around = Around.of(company, session, change)
    review_cards.show_reviewers(session, change, around.holders, partial(messages.asked, change, around), at)


def ask_no_more(session: Session, change: Change, company: Company, at: datetime) -> None:
    """All who were asked in this stage see whom it waits for, without buttons: somebody may have lost the role."""
    message = blocks.review(change, Around.of(company, session, change), decides=False)
    outbox.settle(session, path=review_cards.asking(change.review), message=message, at=at, is_last=False)


def tell_proposer(session: Session, change: Change, company: Company, key: str, message: Message, at: datetime) -> None:
    """Under their card; where nobody proposed it, or they have left, administrators hear it."""
    urgency, path = outbox.Urgency.DECISION, f"{change.subject}:{key}"
    thread = proposers(change) if is_here(change, company) else None
    for each in [change.proposer] if thread else Around.of(company, session, change).helpers:
        outbox.post(session, key=f"{path}:{each}", channel=each, message=message, at=at, urgency=urgency, thread=thread)


def call_helpers(session: Session, change: Change, company: Company, at: datetime) -> None:
    """Where nobody can give what the stage waits for, those hear of it who can change that."""
    around = Around.of(company, session, change)
    if course.cannot_be_given(change, around.holders):
        for each in around.helpers:
            key = f"{review_cards.asking(change.review)}:nobody:{each}:{at:%Y-%m-%d}"
            message = blocks.review(change, around, decides=False)
            outbox.post(session, key=key, channel=each, message=message, at=at, urgency=outbox.Urgency.DECISION)


def reminding(change: Change, whom: str, fired: Fired, message: Message, because: str) -> outbox.Ask:
    """Where a stage takes long."""
    return outbox.Ask(
        channel=whom,
        path=f"{review_cards.reminding(change.review)}:{whom}",
        key=fired.key(whom),
        message=message,
        before=asked_again(change.name),
        urgency=fired.rank,
        because=because,
    )


def show_reminders(session: Session, change: Change, company: Company, at: datetime) -> None:
    """Whoever was reminded in this stage sees for whom it waits now."""
    message = messages.reminder(change, Around.of(company, session, change), decides=False)
    escalation.hold(session, subject=change.subject)
    outbox.settle(session, path=review_cards.reminding(change.review), message=message, at=at, is_last=False)


def proposers(change: Change) -> str:
    return f"{change.subject}:proposer"


def remind_no_more(session: Session, change: Change, whom: str, company: Company, at: datetime) -> None:
    message = messages.reminder(change, Around.of(company, session, change), decides=False)
    outbox.settle(session, path=f"{review_cards.reminding(change.review)}:{whom}", message=message, at=at)
