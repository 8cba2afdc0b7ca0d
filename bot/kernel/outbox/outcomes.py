"""What becomes of a letter once Slack has answered, or has not."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import structlog
from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from bot.kernel import outbox, receipts
from bot.kernel.outbox import rewriting, uploads
from bot.kernel.outbox.leased import Leased
from bot.kernel.outbox.leasing import hold, slow_down
from bot.kernel.outbox.payload import called, short
from bot.kernel.outbox.rooms import Settled
from bot.kernel.outbox.slack import Answer, Known
from bot.kernel.outbox.tables import MAKING, OF_ROOMS, Method, Place, State, Urgency, cards, letters
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
THREADS = 32
"""A call takes a tenth of a second, in which a thread does nothing but wait, without a connection to the database."""
UNPACED = {Method.UPDATE, *OF_ROOMS}
"""Slack's one message a second is about new ones."""
NOTICE = "undeliverable"
"""How the keys begin of what is told about letters that cannot be delivered."""
REMEMBERED = timedelta(days=90)
"""So long nobody is told again of a channel in which nothing is ever delivered."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Habits:
    """How a sender works. `fallback`: the channel for what nobody else can be shown. Letters of a crisis are never
    given up, others after `give_up_after` of trying. `reserved` of the `threads` serve crises only. `stays`: what may
    be shown nobody else.
    """

    fallback: Callable[[], str]
    stays: Callable[[Session, Leased], bool] = lambda *_: False
    pace: timedelta = timedelta(seconds=1)
    lease: timedelta = timedelta(seconds=30)
    probe: timedelta = timedelta(seconds=30)
    give_up_after: timedelta = timedelta(days=3)
    threads: int = THREADS
    reserved: int = 8


class Outcomes:
    """Each outcome is one transaction of its own; one that comes after its lease was given to another is ignored."""

    def __init__(
        self,
        habits: Habits,
        undeliverable: Undeliverable,
        uniform: Callable[[float, float], float],
        of_room: Settled,
    ) -> None:
        self._habits = habits
        self._of_room = of_room
        self._undeliverable = undeliverable
        self._uniform = uniform

    def settle(self, session: Session, letter: Leased, answer: Answer, now: datetime) -> None:
        verdict = judge(answer, called(letter))
        if not self._is_ours(session, letter):
            log.warning("late_answer", letter=letter.key, verdict=verdict.value)
            return
        posted = verdict is Verdict.DELIVERED or answer.known is Known.UNANSWERED
        pace = self._habits.pace if posted and letter.method not in UNPACED else timedelta(0)
        hold(session, letter.channel, now=now, until=now + pace)
        log.info("letter", key=letter.key, channel=letter.channel, verdict=verdict.value, error=answer.error or None)
        match verdict:
            case Verdict.DELIVERED:
                rewriting.delivered(session, letter, answer, now)
                receipts.forget(session, f"{NOTICE}:{letter.channel}")
                self._tell_shortened(session, letter, answer.shortened, now)
                if letter.method in MAKING or (letter.card and letter.method is Method.POST):
                    self._of_room(session, letter, answer, now)
            case Verdict.REFUSED:
                log.error("room_refused", key=letter.key, channel=letter.channel, error=answer.error)
                rewriting.closed(session, letter, State.DEAD, last_error=answer.error)
                self._of_room(session, letter, answer, now)
            case Verdict.STAYS:
                rewriting.put_back(session, letter, answer, doubt=False, thread=None)
            case Verdict.SLOWER:
                slow_down(session, letter.method, now=now, until=now + timedelta(seconds=answer.retry_after or 0))
                rewriting.put_back(session, letter, answer, doubt=False)
            case Verdict.NOBODY_THERE | Verdict.MALFORMED if letter.method is Method.PUBLISH:
                log.error("home_not_published", key=letter.key, error=answer.error)
                rewriting.closed(session, letter, State.DEAD, last_error=answer.error)
            case Verdict.NOBODY_THERE | Verdict.MALFORMED if letter.method is Method.UPLOAD:
                rewriting.put_back(session, letter, answer, doubt=False, **uploads.without_file(letter, answer.error))
            case Verdict.NOBODY_THERE:
                self._nobody_there(session, letter, answer, now)
            case Verdict.GONE if letter.card:
                rewriting.placed(session, letter.card, None)
                rewriting.put_back(session, letter, answer, doubt=False, method=Method.POST)
            case Verdict.NO_THREAD if letter.under:
                rewriting.put_back(session, letter, answer, doubt=False, thread=None)
            case Verdict.MALFORMED:
                self._malformed(session, letter, answer, now)
            case Verdict.LOCKED_OUT:
                rewriting.put_back(session, letter, answer, doubt=False)
            case _:
                self._later(session, letter, answer, now, doubt=_doubt(letter, answer))

    def look_again(self, session: Session, letter: Leased, answer: Answer, now: datetime) -> None:
        """Slack would not say whether it has the letter: ask again later, before anything is sent."""
        if self._is_ours(session, letter):
            hold(session, letter.channel, now=now, until=now)
            self._later(session, letter, answer, now, doubt=True)

    def drop(self, session: Session, letter: Leased, now: datetime) -> None:
        if self._is_ours(session, letter):
            hold(session, letter.channel, now=now, until=now)
            rewriting.closed(session, letter, State.CANCELLED)

    def catch_up(self, session: Session, letter: Leased, place: Place | None) -> Leased:
        """A card's letter whose last attempt got no answer, as it is to go now: to where that attempt did post it
        (`place`), and with what the card should show by now.
        """
        if letter.card is None or not self._is_ours(session, letter):
            return letter
        if place:
            rewriting.placed(session, letter.card, place)
            session.execute(update(letters).where(letters.c.number == letter.number).values(method=Method.UPDATE))
            letter = replace(letter, method=Method.UPDATE, place=place)
        newer = rewriting.take_over(session, letter)
        return replace(letter, payload=newer, plain=False) if newer else letter

    def _is_ours(self, session: Session, letter: Leased) -> bool:
        if letter.card:  # locked before its letters, as whoever shows the card does
            _HELD_CARD.later(session, of=letter.card)
        return bool(_OURS.run(session, of=letter.number, attempt=letter.attempts))

    def _later(self, session: Session, letter: Leased, answer: Answer, now: datetime, *, doubt: bool) -> None:
        is_old = now - letter.first_tried_at > self._habits.give_up_after
        if letter.urgency is not Urgency.CRISIS and is_old and letter.attempts >= FEWEST_TRIES:
            log.error("letter_given_up", key=letter.key, channel=letter.channel, error=answer.error)
            rewriting.closed(session, letter, State.DEAD, last_error=answer.error)
            return
        longest = min(LONGEST_PAUSE_S[letter.urgency], FIRST_PAUSE_S * 2 ** min(letter.attempts, 16))
        pause = max(answer.retry_after or 0, self._uniform(SHORTEST_PAUSE_S, longest))
        rewriting.put_back(session, letter, answer, doubt=doubt, not_before=now + timedelta(seconds=pause))

    def _nobody_there(self, session: Session, letter: Leased, answer: Answer, now: datetime) -> None:
        if letter.method is Method.WHISPER:
            rewriting.put_back(session, letter, answer, doubt=False, method=Method.POST, channel=letter.person)
        elif letter.person:  # a whisper is for that person alone
            log.warning("whisper_undeliverable", key=letter.key, error=answer.error)
            rewriting.closed(session, letter, State.DEAD, last_error=answer.error)
        elif self._habits.stays(session, letter):
            log.error("confidential_letter_undeliverable", letter=letter.id, error=answer.error)
            rewriting.closed(session, letter, State.DEAD, last_error=answer.error)
            if receipts.once(session, f"{NOTICE}:stays:{letter.channel}", now + REMEMBERED):
                self._undeliverable(session, replace(letter, is_confidential=True), answer.error)
            self._of_room(session, letter, answer, now)
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
        rewriting.put_back(session, letter, answer, doubt=False, method=Method.POST, **moved)
        if receipts.once(session, f"{NOTICE}:{letter.channel}", now + REMEMBERED):
            log.error("channel_undeliverable", channel=letter.channel, error=answer.error)
            self._undeliverable(session, letter, answer.error)

    def _malformed(self, session: Session, letter: Leased, answer: Answer, now: datetime) -> None:
        log.error("letter_malformed", key=letter.key, channel=letter.channel, error=answer.error, plain=letter.plain)
        if letter.plain:
            self._unshown(session, letter, answer, now)
            return
        shorter = short(letter.payload)
        rewriting.put_back(
            session, letter, answer, doubt=False, **({"payload": shorter} if shorter else {"plain": True})
        )
        self._tell_shortened(session, letter, answer.error, now)

    def _tell_shortened(self, session: Session, letter: Leased, why: str, now: datetime) -> None:
        is_news = why and not letter.key.startswith(f"{NOTICE}:")
        if is_news and receipts.once(session, _kind(letter, why), now + REMEMBERED):
            self._undeliverable(session, letter, why)

    def _unshown(self, session: Session, letter: Leased, answer: Answer, now: datetime) -> None:
        rewriting.closed(session, letter, State.DEAD, last_error=answer.error)
        if self._habits.stays(session, letter):
            self._undeliverable(session, replace(letter, is_confidential=True), answer.error)
            return
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


def _doubt(letter: Leased, answer: Answer) -> bool:
    if answer.known is Known.UNREACHED:
        return letter.doubt
    return answer.ok or answer.known is Known.UNANSWERED
