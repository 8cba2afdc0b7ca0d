"""Letters that say nothing and do something to a channel: make it, invite, set its topic, pin cards, bookmark."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from bot.kernel.outbox import writing
from bot.kernel.outbox.leased import Leased
from bot.kernel.outbox.letter import letter
from bot.kernel.outbox.slack import Answer
from bot.kernel.outbox.tables import MAKING, Method
from bot.kernel.subject import Subject

TOPIC_LIMIT = 250

Settled = Callable[[Session, Leased, Answer, datetime], None]
"""Told in the outcome's transaction that a channel was made (see `made`), that a card is there, that Slack refuses
something of a channel, or that a letter stays unread because nobody else may read it.
"""


def make(session: Session, *, key: str, name: str, at: datetime, urgency: int, is_private: bool = False) -> None:
    """A channel of that name, or of that name with a number behind it where another channel has it."""
    method = Method.CREATE_PRIVATE if is_private else Method.CREATE
    _write(session, method, key, channel=key, at=at, urgency=urgency, name=name)


def invite(session: Session, *, key: str, channel: str, person: str, at: datetime, urgency: int) -> None:
    _write(session, Method.INVITE, key, channel=channel, at=at, urgency=urgency, users=person)


def set_topic(session: Session, *, key: str, channel: str, topic: str, at: datetime, urgency: int) -> None:
    _write(session, Method.TOPIC, key, channel=channel, at=at, urgency=urgency, topic=topic[:TOPIC_LIMIT])


def pin(session: Session, *, key: str, channel: str, card: str, at: datetime, urgency: int) -> None:
    """The card, once it is there."""
    _write(session, Method.PIN, key, channel=channel, at=at, urgency=urgency, thread=card)


def unpin(session: Session, *, key: str, channel: str, card: str, at: datetime, urgency: int) -> None:
    _write(session, Method.UNPIN, key, channel=channel, at=at, urgency=urgency, thread=card)


def lead(session: Session, *, key: str, channel: str, title: str, card: str, at: datetime, urgency: int) -> None:
    """The bookmark of that title above the channel leads to the card, once it is there, wherever it led before."""
    _write(session, Method.LEAD, key, channel=channel, at=at, urgency=urgency, thread=card, title=title)


def unbookmark(session: Session, *, key: str, channel: str, title: str, at: datetime, urgency: int) -> None:
    _write(session, Method.UNBOOKMARK, key, channel=channel, at=at, urgency=urgency, title=title)


def bookmark(session: Session, *, key: str, channel: str, title: str, link: str, at: datetime, urgency: int) -> None:
    """Above the channel."""
    _write(session, Method.BOOKMARK, key, channel=channel, at=at, urgency=urgency, title=title, link=link)


def _write(
    session: Session,
    method: Method,
    key: str,
    *,
    channel: str,
    at: datetime,
    urgency: int,
    thread: str | None = None,
    **payload: str,
) -> None:
    own: dict[str, Any] = {"method": method, "payload": payload, "urgency": urgency, "thread": thread}
    writing.write(session, letter(key=key, at=at, channel=channel, **own))


def arguments(letter: Leased) -> dict[str, Any]:
    """What goes over the wire for one; of what Slack would make twice also since when this letter may have made it."""
    since = letter.first_tried_at.timestamp() if letter.doubt else None
    if letter.method in MAKING:
        return {**letter.payload, "since": since}
    if letter.method is Method.BOOKMARK:
        return {"channel_id": letter.channel, "type": "link", **letter.payload, "since": since}
    there = letter.under.ts if letter.under else ""
    if letter.method in {Method.LEAD, Method.UNBOOKMARK}:
        return {"channel_id": letter.channel, **letter.payload, "message_ts": there}
    where = {"channel": letter.channel, **letter.payload}
    if letter.method in {Method.PIN, Method.UNPIN}:
        where |= {"timestamp": there}
    return where


def made(answer: Answer) -> str:
    """The channel that was made."""
    return str(answer.data["channel"]["id"])


def subject_of(letter: Leased) -> Subject:
    """Whose room it is about: keys of such letters begin with it."""
    kind, number, *_ = letter.key.removeprefix("card:").split(":")
    return Subject(kind, number)
