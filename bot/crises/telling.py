"""What the rooms of a crisis show: its living card, and what is told there in passing."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.company import Company
from bot.crises import blocks, frozen, queries, visible
from bot.crises.facts import CrisisEvent
from bot.crises.model import Crisis
from bot.crises.rooms import ROOM, places
from bot.kernel import outbox
from bot.kernel.text.markup import is_person
from bot.kernel.views.blocks import Message


def show_headline(session: Session, event: CrisisEvent, company: Company) -> None:
    show_as_it_is(session, event.of, company, event.when)


def show_as_it_is(session: Session, crisis: Crisis, company: Company, at: datetime, *, after: str = "") -> None:
    """In the war room unless it is confidential, and in its own room where it has one."""
    speakers = queries.speakers(session, crisis, company)
    message = blocks.headline(crisis, speakers, frozen.standing(session, crisis), at)
    war_room = "" if crisis.confidential else company.rules.channels.war_room
    for room in filter(None, (crisis.room, war_room)):
        card = card_of(crisis, room)
        outbox.show(session, card=card, channel=room, message=message, at=at, urgency=crisis.rank, after=after)


def card_of(crisis: Crisis, room: str) -> str:
    """The headline in one of its two rooms."""
    return f"{crisis.subject}:headline" + (f":{room}" if room == crisis.room else "")


def tell_room(session: Session, event: CrisisEvent, company: Company, message: Message) -> None:
    session.flush()
    for place in places(session, event.of, company):
        if place != event.who.id:
            _tell(session, event, place if is_person(place) else ROOM, place, message)


def tell_raiser(session: Session, event: CrisisEvent, message: Message) -> None:
    """Unless it is their own doing, or they see it no more."""
    raiser = event.of.raised_by
    if raiser != event.who.id and visible.is_to(session, event.of, raiser):
        _tell(session, event, raiser, raiser, message)


def _tell(session: Session, event: CrisisEvent, whom: str, channel: str, message: Message) -> None:
    key = f"{event.of.subject}:told:{event.entry.id}:{whom}"
    outbox.post(session, key=key, channel=channel, message=message, at=event.when, urgency=event.of.rank)
