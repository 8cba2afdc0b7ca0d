"""How people are asked about a crisis, and see how the asking ended."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from bot.alerts import service as alerts
from bot.company import Company
from bot.crises import messages, news, queries
from bot.crises.facts import AnswerClaimed, ClaimDenied, ClaimLapsed, CrisisAcknowledged, PeopleNamed
from bot.crises.model import Crisis
from bot.crises.rooms import ROOM
from bot.kernel import outbox
from bot.kernel.escalation import Fired
from bot.kernel.text.markup import is_person
from bot.kernel.views.again import asked_again
from bot.kernel.views.blocks import Message


def send(
    session: Session,
    crisis: Crisis,
    fired: Fired,
    people: Sequence[str],
    called: Sequence[str],
    war_room: str,
    why: str,
    card: str,
) -> None:
    """Those of the `people` it asks who are `called` now, each directly, and the room's one line, which names all,
    where there is a room; `why` says why these, where that needs saying, `card` is the address of its headline, where
    Slack has told of it.
    """
    session.flush()
    if war_room:
        line = messages.ping(crisis, fired, people, queries.pings(session, crisis), why)
        outbox.show(session, card=line_of(crisis), channel=war_room, message=line, at=fired.when, urgency=fired.rank)
    if war_room and (not people or "channel" in fired.whom):
        _ask(session, crisis, fired, ROOM, war_room, messages.call_to_room(crisis))
    for person in called:
        _ask(session, crisis, fired, person, person, messages.summons(crisis, fired, war_room, why, card))


def lead_to(session: Session, crisis: Crisis, fired: Fired, war_room: str, why: str, card: str) -> None:
    """The pings that went with the card lead to it now that it stands; nobody is rung again."""
    message = messages.summons(crisis, fired, war_room, why, card)
    for key, channel in outbox.open_beneath(session, path=to_all(crisis)):
        if is_person(channel):
            outbox.show(session, card=key, channel=channel, message=message, at=fired.when, urgency=fired.rank)


def _ask(session: Session, crisis: Crisis, fired: Fired, whom: str, channel: str, message: Message) -> None:
    asked = outbox.Ask(
        channel=channel,
        path=_to(crisis, whom),
        key=fired.key(whom),
        message=message,
        before=asked_again(crisis.label),
        urgency=fired.rank,
    )
    outbox.ask(session, asked, at=fired.when)


def card_of(crisis: Crisis, fired: Fired, whom: str) -> str:
    """The card by which a ping asks one person, or all who read the room."""
    return f"{_to(crisis, whom)}:{fired.key(whom)}"


def line_of(crisis: Crisis) -> str:
    """The card in the room that tells of all pings since it began to wait for an answer."""
    return _to(crisis, f"line:{crisis.due_at.isoformat()}:{crisis.room}".removesuffix(":"))


def call(session: Session, event: PeopleNamed, person: str, message: Message) -> str:
    """By name, whoever else is asked or on it; the card that does."""
    crisis = event.of
    asked = outbox.Ask(
        channel=person,
        path=called(crisis, person),
        key=str(event.entry.id),
        message=message,
        before=asked_again(crisis.label),
        urgency=crisis.rank,
    )
    outbox.ask(session, asked, at=event.when)
    return asked.card


def end_call(session: Session, crisis: Crisis, person: str, message: Message, at: datetime) -> None:
    outbox.settle(session, path=called(crisis, person), message=message, at=at)
    alerts.withdraw(session, subject=crisis.subject, beneath=called(crisis, person))


def settle(
    session: Session, crisis: Crisis, message: Message, at: datetime, *, is_last: bool = True, answered_by: str = ""
) -> None:
    """Whoever was asked, or raised it, sees how it ended, or how it stands; what was still to be asked is not. Who was
    called by name is asked on, but whoever answered, until it is over.
    """
    paths = [to_all(crisis), _raiser(crisis)]
    if is_last or answered_by:
        paths.append(called(crisis, answered_by))
    outbox.settle_each(session, paths=paths, message=message, at=at, is_last=is_last)


def take_back(session: Session, crisis: Crisis, person: str, message: Message, at: datetime) -> None:
    """Somebody is asked no more, though others are."""
    outbox.settle(session, path=_to(crisis, person), message=message, at=at)


def close_line(session: Session, crisis: Crisis, message: Message, at: datetime) -> None:
    """The room's line says this for good: the next pings make another."""
    outbox.settle(session, path=_to(crisis, "line"), message=message, at=at)


def tell_raiser(session: Session, event: CrisisAcknowledged) -> None:
    """Somebody is on it; where that was so before, only the newest card follows it."""
    crisis = event.of
    asked = outbox.Ask(
        channel=crisis.raised_by,
        path=_raiser(crisis),
        key=str(event.entry.id),
        message=news.somebody_is_on_it(crisis, event.when),
        before=news.told_again(crisis),
        urgency=crisis.rank,
    )
    outbox.ask(session, asked, at=event.when)


def remind(session: Session, crisis: Crisis, fired: Fired, company: Company) -> None:
    """The lead, then all others who are on it, before its update is due."""
    for each in filter(company.people.may_be_asked, crisis.responders):
        card, message = f"{_due(crisis, each)}:{fired.key(each)}", messages.update_due(crisis, fired.when)
        outbox.show(session, card=card, channel=each, message=message, at=fired.when, urgency=fired.rank)


def end_reminder(session: Session, crisis: Crisis, message: Message, at: datetime, *, of: str = "") -> None:
    """Everybody's, or one person's."""
    outbox.settle(session, path=_due(crisis, of), message=message, at=at)


def ask_whether_it_was_them(session: Session, event: AnswerClaimed) -> None:
    """Asked as a ping is, so that it ends as one does."""
    crisis, person, message = event.of, event.of.claimed_by, messages.was_it_you(event.of)
    card = f"{_to(crisis, person)}:claim:{event.entry.id}"
    outbox.show(session, card=card, channel=person, message=message, at=event.when, urgency=crisis.rank)


def take_back_question(session: Session, event: ClaimDenied | ClaimLapsed, person: str, message: Message) -> None:
    path = f"{_to(event.of, person)}:claim"
    outbox.settle(session, path=path, message=message, at=event.when, is_last=False)


def to_all(crisis: Crisis) -> str:
    """Beneath which everybody is whom its policy asks."""
    return f"{crisis.subject}:ping"


def _to(crisis: Crisis, whom: str) -> str:
    return f"{to_all(crisis)}:{whom}"


def called(crisis: Crisis, whom: str = "") -> str:
    """Beneath which somebody is who is called by name, or everybody who is."""
    return f"{crisis.subject}:called:{whom}".removesuffix(":")


def _raiser(crisis: Crisis) -> str:
    return f"{crisis.subject}:raiser"


def _due(crisis: Crisis, whom: str = "") -> str:
    return f"{crisis.subject}:due:{whom}".removesuffix(":")
