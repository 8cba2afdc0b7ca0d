"""How people are asked about a crisis, and see how the asking ended."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from bot.crises import messages, queries
from bot.crises.facts import AnswerClaimed, ClaimDenied, ClaimLapsed
from bot.crises.model import Crisis
from bot.kernel import outbox
from bot.kernel.escalation import Fired
from bot.kernel.text.markup import Markup
from bot.kernel.views.blocks import Message, context

ROOM = "room"
"""Stands for the war room where a ping's recipient is named."""


def send(
    session: Session, crisis: Crisis, fired: Fired, people: Sequence[str], war_room: str, why: Markup | None = None
) -> None:
    """The room, and each person directly; `why` says why these people, where that needs saying."""
    _ask(session, crisis, fired, ROOM, war_room, messages.ping(crisis, fired, people))
    for person in people:
        summons = messages.summons(crisis, fired, war_room)
        if why:
            summons = Message(summons.text, [*summons.blocks, context(why)])
        _ask(session, crisis, fired, person, person, summons)


def _ask(session: Session, crisis: Crisis, fired: Fired, whom: str, channel: str, message: Message) -> None:
    pings = f"{crisis.subject}:ping:{whom}"
    before = queries.ping_before(session, crisis, "" if whom == ROOM else whom)
    if before is not None:
        outbox.settle(session, path=pings, message=messages.unanswered(crisis, before), at=fired.when)
    card = card_of(crisis, fired, whom)
    outbox.show(session, card=card, channel=channel, message=message, at=fired.when, urgency=fired.rank)


def card_of(crisis: Crisis, fired: Fired, whom: str) -> str:
    """The card by which a ping asks one person, or the room."""
    return f"{crisis.subject}:ping:{whom}:{fired.key(whom)}"


def settle(session: Session, crisis: Crisis, message: Message, at: datetime, *, is_last: bool = True) -> None:
    """Whoever was asked sees how it ended, or how it stands; what was still to be asked is not."""
    outbox.settle(session, path=f"{crisis.subject}:ping", message=message, at=at, is_last=is_last)


def ask_whether_it_was_them(session: Session, event: AnswerClaimed) -> None:
    """Asked as a ping is, so that it ends as one does."""
    crisis, person, message = event.of, event.of.claimed_by, messages.was_it_you(event.of)
    card = f"{crisis.subject}:ping:{person}:claim:{event.entry.id}"
    outbox.show(session, card=card, channel=person, message=message, at=event.when, urgency=crisis.rank)


def take_back_question(session: Session, event: ClaimDenied | ClaimLapsed, person: str, message: Message) -> None:
    path = f"{event.of.subject}:ping:{person}:claim"
    outbox.settle(session, path=path, message=message, at=event.when)
