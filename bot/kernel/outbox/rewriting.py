"""What an outcome changes in the letter's row, and in its card's."""

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from bot.kernel.outbox.leased import Leased
from bot.kernel.outbox.slack import Answer
from bot.kernel.outbox.tables import Method, Place, State, cards, finished, letters, live
from bot.kernel.statements import Prepared


def delivered(session: Session, letter: Leased, answer: Answer, now: datetime) -> None:
    ts = answer.data.get("ts") or answer.data.get("message_ts")
    if letter.card and letter.method is not Method.PUBLISH:
        placed(session, letter.card, None if letter.deletes else Place(answer.data["channel"], answer.data["ts"]))
    _SENT.later(session, of=letter.number, when=now, stamp=ts)


def placed(session: Session, card: str, place: Place | None) -> None:
    """The card is there now, or nowhere; its letters that wait go the way that this asks for."""
    channel, ts = (place.channel, place.ts) if place else (None, None)
    _PLACE.later(session, of=card, there=channel, stamp=ts)
    _FOLLOW.later(session, of=card, way=Method.UPDATE if place else Method.POST)


def closed(session: Session, letter: Leased, state: State, **values: Any) -> None:
    session.execute(update(letters).where(letters.c.number == letter.number).values(**finished(state), **values))


def put_back(session: Session, letter: Leased, answer: Answer, **values: Any) -> None:
    """Into the row again, at its old place; a letter that was withdrawn meanwhile stays withdrawn."""
    again = update(letters).where(letters.c.number == letter.number, letters.c.state == State.LEASED)
    again = again.values(state=State.WAITING, last_error=answer.error or None, **values)
    if session.execute(again.returning(letters.c.number)).first() and letter.card:
        take_over(session, letter)


def take_over(session: Session, letter: Leased) -> dict[str, Any] | None:
    """What its card should show meanwhile is said by this letter, so that one of each card waits: what that is."""
    newer = (
        select(letters.c.number, letters.c.payload, letters.c.urgency, letters.c.thread)
        .where(letters.c.card == letter.card, live(letters.c.state), letters.c.state == State.WAITING)
        .where(letters.c.number > letter.number)
    )
    row = session.execute(newer).first()
    if row is None:
        return None
    mine, theirs = letters.c.number == letter.number, letters.c.number == row.number
    urgency = min(letter.rank, row.urgency)
    session.execute(
        update(letters).where(mine).values(payload=row.payload, thread=row.thread, urgency=urgency, plain=False)
    )
    session.execute(update(letters).where(theirs).values(finished(State.CANCELLED)))
    return dict(row.payload)


_PLACE = Prepared(
    update(cards).where(cards.c.key == bindparam("of")).values(posted_in=bindparam("there"), ts=bindparam("stamp"))
)
_FOLLOW = Prepared(
    update(letters)
    .where(letters.c.card == bindparam("of"), live(letters.c.state), letters.c.state == State.WAITING)
    .values(method=bindparam("way"))
)
_SENT = Prepared(
    update(letters)
    .where(letters.c.number == bindparam("of"))
    .values(**finished(State.SENT), sent_at=bindparam("when"), ts=bindparam("stamp"), doubt=False, last_error=None)
)
