"""The channel of its own that a crisis has where its colour asks for one; whoever is called is brought in."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from bot.company import Company
from bot.crises import news, noting, queries, texts, visible
from bot.crises.model import Crisis
from bot.kernel import outbox
from bot.kernel.act import due
from bot.kernel.outbox import rooms
from bot.kernel.outbox.leased import Leased
from bot.kernel.outbox.slack import Answer
from bot.kernel.outbox.tables import MAKING, Method
from bot.kernel.text.markup import is_person

ROOM = "room"
"""Stands for where it is handled where a recipient is named."""
NAME_LIMIT = 60
"""Slack takes 80; more is no name."""
_APART = re.compile(r"[^a-z0-9]+")


def room_of(crisis: Crisis, company: Company) -> str:
    """The channel in which it is handled: its own room, or the war room; none where it keeps to its own and has
    none.
    """
    return crisis.room or ("" if crisis.keeps_to_its_room else company.rules.channels.war_room)


def places(session: Session, crisis: Crisis, company: Company) -> list[str]:
    """Where it is told: that channel, or each directly who sees it."""
    room = room_of(crisis, company)
    return [room] if room else visible.insiders(session, crisis)


def ask_for(session: Session, crisis: Crisis, at: datetime) -> None:
    key, name, is_private = f"{crisis.subject}:room", name_of(crisis), crisis.confidential
    rooms.make(session, key=key, name=name, at=at, urgency=crisis.rank, is_private=is_private)


def name_of(crisis: Crisis) -> str:
    """Such as crisis-7-fake-vials: whole words, as far as they are of use. Of a confidential one the number alone, by
    which its people call it and which says nothing: names of private channels are in Slack's exports and audit logs.
    """
    if crisis.confidential:
        return f"crisis-{crisis.id}"
    plain = unicodedata.normalize("NFKD", crisis.what.words).encode("ascii", "ignore").decode().lower()
    name = f"{'drill' if crisis.drill else 'crisis'}-{crisis.id}"
    for word in filter(None, _APART.split(plain)):
        if len(name) + 1 + len(word) > NAME_LIMIT:
            break
        name += f"-{word}"
    return name


def bring_in(session: Session, crisis: Crisis, people: Iterable[str], at: datetime) -> None:
    """Each once: whoever leaves it is not brought back."""
    for each in filter(is_person, people if crisis.room else ()):
        key = f"{crisis.subject}:room:with:{each}"
        rooms.invite(session, key=key, channel=crisis.room, person=each, at=at, urgency=crisis.rank)


def say_what_it_is(session: Session, crisis: Crisis, at: datetime) -> None:
    """Its topic, as it is now."""
    if crisis.room:
        key, topic = f"{crisis.subject}:room:topic:{at.isoformat()}", texts.topic(crisis)
        rooms.set_topic(session, key=key, channel=crisis.room, topic=topic, at=at, urgency=crisis.rank)


def pin(session: Session, crisis: Crisis, card: str, at: datetime) -> None:
    rooms.pin(session, key=f"{card}:pin", channel=crisis.room, card=card, at=at, urgency=crisis.rank)


def bookmark(session: Session, crisis: Crisis, at: datetime) -> None:
    """The evidence, for as long as its address is kept."""
    if crisis.evidence.words:
        key, link = f"{crisis.subject}:room:evidence", crisis.evidence.words
        rooms.bookmark(session, key=key, channel=crisis.room, title="Evidence", link=link, at=at, urgency=crisis.rank)


def lead(session: Session, crisis: Crisis, title: str, card: str, at: datetime) -> None:
    """Above its own room, to a card there."""
    key = f"{crisis.subject}:room:lead:{card}"
    rooms.lead(session, key=key, channel=crisis.room, title=title, card=card, at=at, urgency=crisis.rank)


def lead_nowhere(session: Session, crisis: Crisis, title: str, card: str, at: datetime) -> None:
    """That card is nothing any more to which a bookmark should lead."""
    key = f"{crisis.subject}:room:no lead:{card}"
    rooms.unbookmark(session, key=key, channel=crisis.room, title=title, at=at, urgency=crisis.rank)


def settle(session: Session, letter: Leased, answer: Answer, at: datetime) -> None:
    """Slack made the room, or refuses it, or something in it, or takes no more there."""
    crisis, act = queries.held(session, rooms.subject_of(letter).number), due(session, at)
    if letter.method in MAKING and answer.ok:
        noting.move_in(act, crisis, rooms.made(answer))
    elif letter.method in MAKING:
        noting.stay(act, crisis, answer.error)
    elif letter.method in {Method.POST, Method.UPDATE} and crisis.room == letter.channel:
        noting.move_out(act, crisis, answer.error)
    elif letter.method is Method.INVITE:
        message = news.not_invited(crisis, letter.payload["users"], answer.error)
        outbox.post(session, key=f"{letter.key}:not", channel=crisis.room, message=message, at=at)
