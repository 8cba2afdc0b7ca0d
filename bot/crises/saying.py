"""What is said in a crisis, as its cards have it."""

from sqlalchemy.orm import Session

from bot.crises.model import Crisis
from bot.voice import queries
from bot.voice.queries import Said


def standing(session: Session, crisis: Crisis) -> Said | None:
    """None where nothing is; nothing is read then."""
    return queries.standing(session, crisis.id) if crisis.statements else None
