"""What the rooms of a crisis show: its living card, and what is told there in passing."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.company import Company
from bot.crises import blocks, cards, following, frozen, queries, saying, story, timeline_view, visible
from bot.crises.facts import CrisisEvent, StarEvent
from bot.crises.model import Crisis
from bot.crises.rooms import ROOM, places
from bot.kernel import outbox
from bot.kernel.text.markup import is_person
from bot.kernel.views.blocks import Message


def show_headline(session: Session, event: CrisisEvent, company: Company) -> None:
    show_as_it_is(session, event.of, company, event.when)


def show_as_it_is(session: Session, crisis: Crisis, company: Company, at: datetime, *, after: str = "") -> None:
    """In the war room unless it keeps to its own, and in its own room where it has one."""
    speakers = queries.speakers(session, crisis, company)
    cold, spoken = frozen.standing(session, crisis), saying.standing(session, crisis)
    message = blocks.headline(crisis, speakers, cold, spoken, at)
    war_room = "" if crisis.keeps_to_its_room else company.rules.channels.war_room
    for room in filter(None, (crisis.room, war_room)):
        card = cards.headline(crisis, room)
        outbox.show(session, card=card, channel=room, message=message, at=at, urgency=crisis.rank, after=after)


def show_timeline(session: Session, event: CrisisEvent, _company: Company) -> None:
    _show_timeline(session, event.of, event.when)


def show_stars(session: Session, event: StarEvent, _company: Company) -> None:
    _show_timeline(session, session.get_one(Crisis, event.of.crisis_id), event.when)


def _show_timeline(session: Session, crisis: Crisis, at: datetime) -> None:
    """In its own room, where it is pinned; elsewhere whoever wants it asks for it."""
    if crisis.room:
        session.flush()
        message = timeline_view.pinned(crisis, story.page(session, crisis, 1))
        card, urgency = timeline_of(crisis), outbox.Urgency.DECISION
        outbox.show(session, card=card, channel=crisis.room, message=message, at=at, urgency=urgency)


def timeline_of(crisis: Crisis) -> str:
    """The card of its timeline."""
    return f"{crisis.subject}:timeline:{crisis.room}"


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


def tell_followers(session: Session, event: CrisisEvent, company: Company, message: Message, *but: str) -> None:
    """Unless it is their own doing, or they hear it anyway."""
    session.flush()
    people = sorted(set(following.followers(session, event.of)).difference({event.who.id, *but}))
    for each in filter(company.people.may_be_asked, visible.who_see(session, event.of, people)):
        _tell(session, event, each, each, message)


def _tell(session: Session, event: CrisisEvent, whom: str, channel: str, message: Message) -> None:
    key = f"{event.of.subject}:told:{event.entry.id}:{whom}"
    outbox.post(session, key=key, channel=channel, message=message, at=event.when, urgency=event.of.rank)
