"""What follows from what happens to codes."""

from sqlalchemy.orm import Session

from bot.company import Company
from bot.signing import messages
from bot.signing.facts import SigningLocked


def tell_administrators(session: Session, event: SigningLocked, company: Company) -> None:
    key = f"{event.of.subject}:locked:{event.when.isoformat()}"
    company.tell_administrators(session, key, messages.locked(event.who.id), event.when)
