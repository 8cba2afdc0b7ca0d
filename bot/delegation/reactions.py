"""Who is told of a stand-in or a grant; all processes learn of it."""

from sqlalchemy.orm import Session

from bot.company import Company
from bot.delegation import messages
from bot.delegation.facts import GrantEnded, GrantEvent, NobodyStandsIn, RoleGranted, StandInNamed
from bot.delegation.words import time_of
from bot.kernel import outbox
from bot.kernel.outbox import homes
from bot.people import news


def renew(session: Session, event: GrantEvent, company: Company) -> None:
    """Whoever remembers who holds which role reads it anew."""
    company.people.holdings.grants.doubt()
    news.tell(session, news.GRANTS, event.of.subject, event.when)
    homes.change(session, filter(None, (event.of.person, event.of.instead_of)), at=event.when)


def tell_given(session: Session, event: RoleGranted | StandInNamed, _company: Company) -> None:
    _tell(session, event, event.of.person)


def tell_administrators(session: Session, event: NobodyStandsIn, company: Company) -> None:
    message = messages.stands_still(event.who.id, event.roles, time_of(event.since, event.until), event.note)
    key = f"{event.of.subject}:stands_still:{event.when.isoformat()}"
    company.tell_administrators(session, key, message, event.when)


def tell_ended(session: Session, event: GrantEnded, _company: Company) -> None:
    for each in dict.fromkeys(filter(None, (event.of.person, event.of.instead_of))):
        if each != event.who.id:
            _tell(session, event, each)


def _tell(session: Session, event: GrantEvent, whom: str) -> None:
    ended = isinstance(event, GrantEnded)
    message = messages.ended(event.of, event.who.id) if ended else messages.given(event.of)
    key = f"{event.of.subject}:{event.what}:{whom}"
    urgency = outbox.Urgency.DECISION
    outbox.post(session, key=key, channel=whom, message=message, at=event.when, urgency=urgency)
