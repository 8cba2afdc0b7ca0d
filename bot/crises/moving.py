"""How a crisis comes into a channel of its own: what follows once Slack has made it, or makes none."""

from sqlalchemy.orm import Session

from bot.company import Company
from bot.crises import news, queries, rooms, telling
from bot.crises.facts import CrisisEvent, CrisisResolved, LeadTaken, PeoplePinged, RoomMade, RoomRefused


def move_in(session: Session, event: RoomMade, company: Company) -> None:
    """Its card stands there and is pinned, and whoever was called is brought in."""
    crisis = event.of
    telling.show_headline(session, event, company)
    rooms.pin(session, crisis, telling.card_of(crisis, crisis.room), event.when)
    rooms.say_what_it_is(session, crisis, event.when)
    people = [crisis.raised_by, *crisis.responders, *queries.called_so_far(session, crisis)]
    rooms.bring_in(session, crisis, dict.fromkeys(people), event.when)


def stay(session: Session, event: RoomRefused, company: Company) -> None:
    telling.tell_room(session, event, company, news.no_room(event.of, event.note))


def bring_in(session: Session, event: CrisisEvent, _company: Company) -> None:
    """Whoever is called, or is on it from now on."""
    people = event.people if isinstance(event, PeoplePinged) else [event.who.id]
    rooms.bring_in(session, event.of, people, event.when)


def say_what_it_is(session: Session, event: LeadTaken | CrisisResolved, _company: Company) -> None:
    rooms.say_what_it_is(session, event.of, event.when)
