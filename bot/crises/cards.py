"""The headline card of a crisis in its two rooms, and where Slack has it."""

from sqlalchemy.orm import Session

from bot.company import Company
from bot.crises.model import Crisis
from bot.kernel import outbox


def headline(crisis: Crisis, room: str) -> str:
    """Its card in one of its two rooms."""
    return f"{crisis.subject}:headline" + (f":{room}" if room == crisis.room else "")


def crisis_of(card: str) -> int:
    """The number of the crisis whose headline that is; 0 where it is none."""
    kind, _, rest = card.partition(":")
    number, _, what = rest.partition(":")
    return int(number) if kind == "crisis" and what.split(":")[0] == "headline" else 0


def address(session: Session, crisis: Crisis, company: Company) -> str:
    """Of the card in its own room, or in the war room; empty where there is none that Slack has told of."""
    for room in filter(None, (crisis.room, company.rules.channels.war_room)):
        if place := outbox.place_of(session, headline(crisis, room)):
            return company.message_at(place.channel, place.ts)
    return ""
