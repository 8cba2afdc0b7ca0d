"""How a crisis comes into a channel of its own: what follows once Slack has made it, or makes none."""

from sqlalchemy.orm import Session

from bot.company import Company
from bot.crises import cards, messages, news, pings, queries, rooms, telling, visible
from bot.crises.facts import CrisisEvent, PeopleNamed
from bot.crises.room_facts import CrisisMadePublic, RoomEntered, RoomLeft, RoomMade, RoomRefused
from bot.kernel import outbox
from bot.kernel.outbox import homes


def move_in(session: Session, event: RoomMade, company: Company) -> None:
    """Its card and its timeline stand there and are pinned, and whoever was called is brought in."""
    crisis = event.of
    telling.show_headline(session, event, company)
    telling.show_timeline(session, event, company)
    for card in (telling.timeline_of(crisis), cards.headline(crisis, crisis.room)):
        rooms.pin(session, crisis, card, event.when)
    rooms.say_what_it_is(session, crisis, event.when)
    rooms.bookmark(session, crisis, event.when)
    people = [crisis.raised_by, *crisis.responders, *queries.called_so_far(session, crisis)]
    rooms.bring_in(session, crisis, dict.fromkeys(people), event.when)


def stay(session: Session, event: RoomRefused, company: Company) -> None:
    crisis = event.of
    telling.tell_room(session, event, company, news.no_room(crisis, event.note))
    if crisis.confidential:
        key, message = f"{crisis.subject}:no room", news.no_private_channel(crisis, event.note)
        company.tell_administrators(session, key, message, event.when)


def bring_in(session: Session, event: CrisisEvent, _company: Company) -> None:
    """Whoever is called, or is on it from now on."""
    people = event.people if isinstance(event, PeopleNamed) else [event.who.id]
    rooms.bring_in(session, event.of, people, event.when)


def show_out(session: Session, event: RoomLeft, _company: Company) -> None:
    """Nothing asks them any more, wherever it did."""
    crisis, person = event.of, event.who.id
    pings.take_back(session, crisis, person, messages.out_of_it(crisis), event.when)
    pings.end_reminder(session, crisis, messages.out_of_it(crisis), event.when, of=person)
    pings.end_call(session, crisis, person, messages.out_of_it(crisis), event.when)
    homes.change(session, [person], at=event.when)


def show_in(session: Session, event: RoomEntered, _company: Company) -> None:
    homes.change(session, [event.who.id], at=event.when)


def come_out(session: Session, event: CrisisMadePublic, company: Company) -> None:
    """Those who saw it hear so first; then it stands in the war room."""
    crisis, message = event.of, news.made_public(event.of, event.who.id)
    places = [crisis.room] if crisis.room else visible.insiders(session, crisis)
    for place in places:
        card = f"{crisis.subject}:public:{place}"
        outbox.show(session, card=card, channel=place, message=message, at=event.when, urgency=crisis.rank)
    telling.show_as_it_is(session, crisis, company, event.when, after=f"{crisis.subject}:public:{places[0]}")


def say_what_it_is(session: Session, event: CrisisEvent, _company: Company) -> None:
    rooms.say_what_it_is(session, event.of, event.when)
