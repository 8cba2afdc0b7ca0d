"""The living cards of a change besides its reviewers': the room's, and that of whoever proposed it."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.changes import blocks
from bot.changes.around import Around, is_here
from bot.changes.model import Change
from bot.company import Company
from bot.kernel import outbox
from bot.reviews import cards as review_cards


def show(session: Session, change: Change, company: Company, at: datetime) -> Around:
    """In the review channel, and to whoever proposed it."""
    around, room = Around.of(company, session, change), company.rules.channels.reviews
    outbox.show(
        session, card=review_cards.rooms(change.review), channel=room, message=blocks.review(change, around), at=at
    )
    if is_here(change, company):
        message = blocks.proposed(change, around)
        outbox.show(session, card=proposers(change), channel=change.proposer, message=message, at=at)
    return around


def proposers(change: Change) -> str:
    """The card of whoever proposed it."""
    return f"{change.subject}:proposer"
