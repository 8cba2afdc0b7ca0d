"""What becomes of a letter once Slack has answered, or has not."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import and_, bindparam, select, update
from sqlalchemy.orm import Session

from bot.kernel import outbox, receipts
from bot.kernel.outbox import uploads
from bot.kernel.outbox.leased import Leased
from bot.kernel.outbox.leasing import hold
from bot.kernel.outbox.payload import short
from bot.kernel.outbox.slack import Answer, Known
from bot.kernel.outbox.tables import ANY, Method, Place, State, Urgency, cards, finished, letters, live
from bot.kernel.outbox.verdicts import Verdict, judge
from bot.kernel.statements import Prepared
from bot.kernel.text.markup import addressee, mrkdwn
from bot.kernel.views.blocks import Message

Undeliverable = Callable[[Session, Leased, str], None]
"""Told in the outcome's transaction, with Slack's word for why: writes to the administrators. Of a channel once, until
something is delivered there again; of what is shown in a short form once a kind.
"""

FIRST_PAUSE_S = 1.0
SHORTEST_PAUSE_S = 0.5
LONGEST_PAUSE_S = {Urgency.CRISIS: 10.0, Urgency.DECISION: 60.0, Urgency.ROUTINE: 300.0}
FEWEST_TRIES = 30
"""Before a letter is given up, however old: for days no worker may have run, or Slack let none in."""
NOTICE = "undeliverable"
"""How the keys begin of what is told about letters that cannot be delivered."""
REMEMBERED = timedelta(days=90)
"""So long nobody is told again of a channel in which nothing is ever delivered."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Habits:
    """How a sender works. `fallback`: the channel for what nobody else can be shown. Letters of a crisis are never
    given up, others after `give_up_after` of trying. `reserved` of the `threads` serve crises only.
    """

    fallback: Callable[[], str]
    pace: timedelta = timedelta(seconds=1)
    lease: timedelta = timedelta(seconds=30)
    probe: timedelta = timedelta(seconds=30)
    give_up_after: timedelta = timedelta(days=3)
    threads: int = 8
    reserved: int = 2


class Outcomes:
    """Each outcome is one transaction of its own; one that comes after its lease was given to another is ignored."""

    def __init__(self, habits: Habits, undeliverable: Undeliverable, uniform: Callable[[float, float], float]) -> None:
        self._habits = habits
        self._undeliverable = undeliverable
        self._uniform = uniform

    def settle(self, session: Session, letter: Leased, answer: Answer, now: datetime) -> None:
        verdict = judge(answer, letter.method)
        if not self._is_ours(session, letter):
            log.warning("late_answer", letter=letter.key, verdict=verdict.value)
            return
        posted = verdict is Verdict.DELIVERED or answer.known is Known.UNANSWERED
        pace = self._habits.pace if posted and letter.method is not Method.UPDATE else timedelta(0)
        hold(session, letter.channel, ANY, now=now, until=now + pace)
        log.info("letter", key=letter.key, channel=letter.channel, verdict=verdict.value, error=answer.error or None)
        match verdict:
            case Verdict.DELIVERED:
                _delivered(session, letter, answer, now)
                self._tell_shortened(session, letter, answer.shortened, now)
            case Verdict.SLOWER:
                until = now + timedelta(seconds=answer.retry_after or 0)
                hold(session, letter.channel, letter.method, now=now, until=until)
                _back(session, letter, answer, doubt=False)
            case Verdict.NOBODY_THERE | Verdict.MALFORMED if letter.method is Method.PUBLISH:
                log.error("home_not_published", key=letter.key, error=answer.error)
                _close(session, letter, State.DEAD, last_error=answer.error)
            case Verdict.NOBODY_THERE | Verdict.MALFORMED if letter.method is Method.UPLOAD:
                _back(session, letter, answer, doubt=False, **uploads.without_file(letter, answer.error))
            case Verdict.NOBODY_THERE:
                self._nobody_there(session, letter, answer, now)
            case Verdict.GONE if letter.card:
                _place(session, letter.card, None)
                _back(session, letter, answer, doubt=False, method=Method.POST)
            case Verdict.NO_THREAD if letter.under:
                _back(session, letter, answer, doubt=False, thread=None)
            case Verdict.MALFORMED:
                self._malformed(session, letter, answer, now)
            case Verdict.LOCKED_OUT:
                _back(session, letter, answer, doubt=False)
            case _:
                self._later(session, letter, answer, now, doubt=_doubt(letter, answer))

    def look_again(self, session: Session, letter: Leased, answer: Answer, now: datetime) -> None:
        """Slack would not say whether it has the letter: ask again later, before anything is sent."""
        if self._is_ours(session, letter):
            hold(session, letter.channel, ANY, now=now, until=now)
            self._later(session, letter, answer, now, doubt=True)

    def catch_up(self, session: Session, letter: Leased, place: Place | None) -> Leased:
        """A card's letter whose last attempt got no answer, as it is to go now: to where that attempt did post it
        (`place`), and with what the card should show by now.
        """
        if letter.card is None or not self._is_ours(session, letter):
            return letter
        if place:
            _place(session, letter.card, place)
            session.execute(update(letters).where(letters.c.number == letter.number).values(method=Method.UPDATE))
            letter = replace(letter, method=Method.UPDATE, place=place)
        newer = _take_over(session, letter)
        return replace(letter, payload=newer, plain=False) if newer else letter

    def _is_ours(self, session: Session, letter: Leased) -> bool:
        if letter.card:  # locked before its letters, as whoever shows the card does
            _HELD_CARD.run(session, of=letter.card)
        return bool(_OURS.run(session, of=letter.number, attempt=letter.attempts))

    def _later(self, session: Session, letter: Leased, answer: Answer, now: datetime, *, doubt: bool) -> None:
        is_old = now - letter.first_tried_at > self._habits.give_up_after
        if letter.urgency is not Urgency.CRISIS and is_old and letter.attempts >= FEWEST_TRIES:
            log.error("letter_given_up", key=letter.key, channel=letter.channel, error=answer.error)
            _close(session, letter, State.DEAD, last_error=answer.error)
            return
        longest = min(LONGEST_PAUSE_S[letter.urgency], FIRST_PAUSE_S * 2 ** min(letter.attempts, 16))
        pause = max(answer.retry_after or 0, self._uniform(SHORTEST_PAUSE_S, longest))
        _back(session, letter, answer, doubt=doubt, not_before=now + timedelta(seconds=pause))

    def _nobody_there(self, session: Session, letter: Leased, answer: Answer, now: datetime) -> None:
        if letter.method is Method.WHISPER:
            _back(session, letter, answer, doubt=False, method=Method.POST, channel=letter.person)
        elif letter.person:  # a whisper is for that person alone
            log.warning("whisper_undeliverable", key=letter.key, error=answer.error)
            _close(session, letter, State.DEAD, last_error=answer.error)
        elif letter.channel == self._habits.fallback():
            log.error("fallback_channel_undeliverable", key=letter.key, error=answer.error)
            self._later(session, letter, answer, now, doubt=False)
        else:
            self._readdress(session, letter, answer, now)

    def _readdress(self, session: Session, letter: Leased, answer: Answer, now: datetime) -> None:
        moved = {"channel": self._habits.fallback(), "meant_for": letter.meant_for or letter.channel}
        if letter.card:
            moving = update(cards).where(cards.c.key == letter.card)
            session.execute(moving.values(posted_in=None, ts=None, **moved))
        _back(session, letter, answer, doubt=False, method=Method.POST, **moved)
        if receipts.once(session, f"{NOTICE}:{letter.channel}", now + REMEMBERED):
            log.error("channel_undeliverable", channel=letter.channel, error=answer.error)
            self._undeliverable(session, letter, answer.error)

    def _malformed(self, session: Session, letter: Leased, answer: Answer, now: datetime) -> None:
        log.error("letter_malformed", key=letter.key, channel=letter.channel, error=answer.error, plain=letter.plain)
        if letter.plain:
            self._unshown(session, letter, answer, now)
            return
        shorter = short(letter.payload)
        _back(session, letter, answer, doubt=False, **({"payload": shorter} if shorter else {"plain": True}))
        self._tell_shortened(session, letter, answer.error, now)

    def _tell_shortened(self, session: Session, letter: Leased, why: str, now: datetime) -> None:
        is_news = why and not letter.key.startswith(f"{NOTICE}:")
        if is_news and receipts.once(session, _kind(letter, why), now + REMEMBERED):
            self._undeliverable(session, letter, why)

    def _unshown(self, session: Session, letter: Leased, answer: Answer, now: datetime) -> None:
        _close(session, letter, State.DEAD, last_error=answer.error)
        key = f"{NOTICE}:{letter.id}"
        text = mrkdwn(
            "A message could not be shown in {}: `{}` ({}).",
            addressee(letter.channel),
            answer.error,
            letter.key,
        )
        if not letter.key.startswith(f"{NOTICE}:"):
            outbox.post(session, key=key, channel=self._habits.fallback(), message=Message(text), at=now)


def _kind(letter: Leased, why: str) -> str:
    """Slack's word, and the kind of matter that the letter is about, such as `post`."""
    return f"{NOTICE}:{why}:{letter.key.removeprefix('card:').partition(':')[0]}"


_HELD_CARD = Prepared(select(cards.c.key).where(cards.c.key == bindparam("of")).with_for_update())
_OURS = Prepared(
    select(letters.c.number)
    .where(letters.c.number == bindparam("of"), letters.c.attempts == bindparam("attempt"))
    .with_for_update()
)
_SENT = Prepared(
    update(letters)
    .where(letters.c.number == bindparam("of"))
    .values(**finished(State.SENT), sent_at=bindparam("when"), ts=bindparam("stamp"), doubt=False, last_error=None)
)


def _doubt(letter: Leased, answer: Answer) -> bool:
    if answer.known is Known.UNREACHED:
        return letter.doubt
    return answer.ok or answer.known is Known.UNANSWERED


def _delivered(session: Session, letter: Leased, answer: Answer, now: datetime) -> None:
    ts = answer.data.get("ts") or answer.data.get("message_ts")
    if letter.card and letter.method is not Method.PUBLISH:
        _place(session, letter.card, Place(answer.data["channel"], answer.data["ts"]))
    _SENT.run(session, of=letter.number, when=now, stamp=ts)
    receipts.forget(session, f"{NOTICE}:{letter.channel}")


def _place(session: Session, card: str, place: Place | None) -> None:
    """The card is there now, or nowhere; its letters that wait go the way that this asks for."""
    channel, ts = (place.channel, place.ts) if place else (None, None)
    session.execute(update(cards).where(cards.c.key == card).values(posted_in=channel, ts=ts))
    waiting = and_(letters.c.card == card, live(letters.c.state), letters.c.state == State.WAITING)
    session.execute(update(letters).where(waiting).values(method=Method.UPDATE if place else Method.POST))


def _close(session: Session, letter: Leased, state: State, **values: Any) -> None:
    session.execute(update(letters).where(letters.c.number == letter.number).values(**finished(state), **values))


def _back(session: Session, letter: Leased, answer: Answer, **values: Any) -> None:
    """Into the row again, at its old place; a letter that was withdrawn meanwhile stays withdrawn."""
    again = update(letters).where(letters.c.number == letter.number, letters.c.state == State.LEASED)
    again = again.values(state=State.WAITING, last_error=answer.error or None, **values)
    if session.execute(again.returning(letters.c.number)).first() and letter.card:
        _take_over(session, letter)


def _take_over(session: Session, letter: Leased) -> dict[str, Any] | None:
    """What its card should show meanwhile is said by this letter, so that one of each card waits: what that is."""
    newer = (
        select(letters.c.number, letters.c.payload, letters.c.urgency)
        .where(letters.c.card == letter.card, live(letters.c.state), letters.c.state == State.WAITING)
        .where(letters.c.number > letter.number)
    )
    row = session.execute(newer).first()
    if row is None:
        return None
    mine, theirs = letters.c.number == letter.number, letters.c.number == row.number
    urgency = min(letter.rank, row.urgency)
    session.execute(update(letters).where(mine).values(payload=row.payload, urgency=urgency, plain=False))
    session.execute(update(letters).where(theirs).values(finished(State.CANCELLED)))
    return dict(row.payload)
