"""What follows where a crisis goes on after its end, or another one turns out to be the same."""

from sqlalchemy.orm import Session

from bot.company import Company
from bot.crises import levels, news, telling
from bot.crises.ending_facts import CrisisReopened, CrisisTookIn


def ask_once_more(session: Session, event: CrisisReopened, company: Company) -> None:
    """At once; its headline comes alive again."""
    crisis = event.of
    session.flush()
    message = news.goes_on(crisis, event.entry)
    telling.show_headline(session, event, company)
    telling.tell_room(session, event, company, message)
    telling.tell_raiser(session, event, message)
    telling.tell_followers(session, event, company, message, crisis.raised_by)
    levels.start_asking(session, crisis, company, event.when)


def take_in(session: Session, event: CrisisTookIn, company: Company) -> None:
    telling.show_headline(session, event, company)
    telling.tell_room(session, event, company, news.took_in(event.of, event.who.id, event.note))
