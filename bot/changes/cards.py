"""The living cards of a change: the room's, its reviewers' and that of whoever proposed it."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.changes import blocks, messages
from bot.changes.around import Around, is_here, speakers
from bot.changes.model import Change
from bot.company import Company
from bot.kernel import outbox
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
        outbox.show(session, card=_proposers(change), channel=change.proposer, message=message, at=at)


def show_reviewers(session: Session, change: Change, company: Company, at: datetime) -> None:
    around = Around.of(company, session, change)

    def look(decides: bool) -> Message:
        return blocks.review(change, around, decides=decides, with_reasons=True)

    review_cards.show_reviewers(session, change, around.holders, look, at)


def ask_no_more(session: Session, change: Change, company: Company, at: datetime) -> None:
    """They see whom it waits for, without buttons."""
    message = blocks.review(change, Around.of(company, session, change), decides=False)
    review_cards.ask_no_more(session, change.review, message, at)


def tell_proposers(session: Session, change: Change, company: Company, message: Message, at: datetime) -> None:
    """How it ended."""
    key, urgency = f"{change.subject}:ended", outbox.Urgency.DECISION
    for each, card in proposers(change, company).items():
        outbox.post(session, key=f"{key}:{each}", channel=each, message=message, at=at, urgency=urgency, thread=card)


def call_helpers(session: Session, change: Change, company: Company, at: datetime) -> None:
    """Where nobody can give what the stage waits for."""
    around = Around.of(company, session, change)
    if course.cannot_be_given(change, around.holders):
        message = blocks.review(change, around, decides=False)
        review_cards.call_helpers(session, change.review, around.helpers, message, at)


def show_reminders(session: Session, change: Change, company: Company, at: datetime) -> None:
    message = messages.reminder(change, Around.of(company, session, change), at)
    review_cards.show_reminders(session, change.review, change.subject, message, at)


def remind_no_more(session: Session, change: Change, whom: str, company: Company, at: datetime) -> None:
    message = messages.reminder(change, Around.of(company, session, change), at)
    review_cards.remind_no_more(session, change.review, whom, message, at)


def proposers(change: Change, company: Company) -> dict[str, str | None]:
    """Whoever speaks for it, with their card of it if they have one."""
    return {each: _proposers(change) if each == change.proposer else None for each in speakers(change, company)}


def _proposers(change: Change) -> str:
    return f"{change.subject}:proposer"
