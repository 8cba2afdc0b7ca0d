"""The sender: leases letters, commits, calls Slack, and records each answer in a transaction of its own."""

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from random import SystemRandom

import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session
from structlog.contextvars import bound_contextvars

from bot.kernel import gathered
from bot.kernel.clock import Clock
from bot.kernel.db import Database
from bot.kernel.outbox import leasing
from bot.kernel.outbox.hands import Hands
from bot.kernel.outbox.leased import Leased
from bot.kernel.outbox.outcomes import Habits, Outcomes, Undeliverable
from bot.kernel.outbox.payload import called, sealed
from bot.kernel.outbox.recording import Recording
from bot.kernel.outbox.recovery import find, may_be_there
from bot.kernel.outbox.rooms import Settled
from bot.kernel.outbox.slack import Answer, Known, Wire
from bot.kernel.outbox.tables import Place
from bot.kernel.outbox.taking import Recorded, Taking
from bot.kernel.outbox.verdicts import MAY_BE_LOCKED_OUT, Verdict, judge
from bot.kernel.tracing import request_of

__all__ = ["Habits", "Sender"]

POLL_S = 1.0
"""How often to look for what other processes wrote and for what has become due."""
BREATH_S = 0.02
"""Whoever acted is answered before what follows from it is sent; and what comes together is leased together. A crisis
waits for neither: what is said of it is taken along by the commit that says it."""
HEAD_START_S = 0.004
"""So long the first letter of what a commit took along is alone on its way: the others, and the beat that asks people
at once, would hold it up by as long as they take to set out.
"""
LAST_CALLS_S = 4.0
"""How long to wait, when stopping, for calls under way; one left without its answer is looked up by the next sender."""

log = structlog.get_logger(__name__)


class Sender:
    """Any number may share a PostgreSQL; on SQLite one process has one. `trouble` is Slack's word for why nothing
    can be delivered at all, such as `token_revoked`; it goes away by itself when the token works again.
    """

    def __init__(
        self,
        database: Database,
        wire: Wire,
        clock: Clock,
        habits: Habits,
        undeliverable: Undeliverable,
        uniform: Callable[[float, float], float] | None = None,
        record: Recorded = lambda _session: None,
        seconds: Callable[[], float] = time.monotonic,
        of_room: Settled = lambda *_: None,
    ) -> None:
        self.trouble: str | None = None
        self._probed_at: datetime | None = None
        self._database = database
        self._wire = wire
        self._clock = clock
        self._habits = habits
        self._outcomes = Outcomes(habits, undeliverable, uniform or SystemRandom().uniform, of_room)
        self._recording = Recording(database)
        self._seconds = seconds
        self._hands = Hands(habits.threads, habits.reserved, habits.lease)
        self._taking = Taking(database, clock, self._hands, habits.lease, record, seconds)
        self.after_look: Callable[[], None] = lambda: None  # once all is on its way that may go
        self._news = threading.Event()

    def deliver_due(self) -> int:
        """One pass: what may go now, at most one letter a channel; returns when each has its outcome."""
        given = self._lease()
        if len(given) == 1:
            self._deliver(given[0])
        else:
            for thread in self._hand_out_all(given):
                thread.join()
        return len(given)

    def drain(self) -> None:
        """Passes, until nothing more is due now."""
        while self.deliver_due():
            pass

    def run(self, stop: threading.Event) -> None:
        """Deliver until `stop` is set; a commit in this process is noticed at once, others within POLL_S."""
        runner = threading.get_ident()

        def wake(session: Session) -> None:
            if along := self._taking.committed(session):
                self._hand_out_first(along)
            elif threading.get_ident() != runner:
                self._news.set()

        self._database.after_commit.append(wake)
        self._database.lend(gathered.LAST, self._take_along)
        try:
            while not stop.is_set():
                self._news.clear()
                handed_out = self._hand_out_due()
                self.after_look()
                if handed_out:
                    self._hands.wait_for_some(BREATH_S)
                elif self._news.wait(self.rest()) and not self._hands:
                    stop.wait(BREATH_S)
        finally:
            self._database.lend(gathered.LAST, None)
            self._database.after_commit.remove(wake)
        self._hands.wait_until_empty(LAST_CALLS_S)

    def wake(self) -> None:
        """Look now, at the letters and whether to stop, instead of when the rest is over."""
        self._news.set()

    def _hand_out_due(self) -> int:
        try:
            given = self._lease()
        except SQLAlchemyError:
            log.exception("letters_not_leased")
            return 0
        self._hand_out_all(given)
        return len(given)

    def rest(self) -> float:
        """Seconds after which it is worth looking again, if nothing happens before."""
        if self._taking.next_free is None:
            return POLL_S
        return min(max((self._taking.next_free - self._clock.now()).total_seconds(), 0.0), POLL_S)

    def _hand_out_first(self, letters: Sequence[Leased]) -> None:
        first, *others = letters
        self._hand_out(first)

        def follow() -> None:
            self._hand_out_all(others)
            self.after_look()

        after_it = threading.Timer(HEAD_START_S, follow)
        after_it.daemon = True
        after_it.start()

    def _hand_out_all(self, letters: Sequence[Leased]) -> list[threading.Thread]:
        return [self._hand_out(letter) for letter in letters]

    def _hand_out(self, letter: Leased) -> threading.Thread:
        # A daemon: a call that hangs must not keep the process from leaving.
        thread = threading.Thread(target=self._deliver, args=[letter], name=f"letter-{letter.number}", daemon=True)
        thread.start()
        return thread

    def _lease(self) -> list[Leased]:
        self._taking.next_free = None
        return self._taking.look() if self._is_let_in() else []

    def _take_along(self, session: Session) -> None:
        if self.trouble is None:
            self._taking.along(session)

    def _is_let_in(self) -> bool:
        if self.trouble is None:
            return True
        now = self._clock.now()
        if self._probed_at and self._probed_at <= now < self._probed_at + self._habits.probe:
            return False
        self._probed_at = now
        answer = self._wire.call("auth.test", {})
        if answer.ok:
            log.info("delivery_resumed", after=self.trouble)
            self.trouble = None
        return answer.ok

    def _deliver(self, letter: Leased) -> None:
        try:
            with bound_contextvars(request=request_of(letter.id)):
                self._try(letter)
        finally:
            self._hands.put_down(letter)
            self._news.set()

    def _try(self, letter: Leased) -> None:
        try:
            self._send(letter)
        except SQLAlchemyError:
            log.exception("outcome_not_recorded", letter=letter.key)

    def _send(self, letter: Leased) -> None:
        earlier = self._look_for(letter) if may_be_there(letter) else None
        now = self._clock.now
        if isinstance(earlier, Answer):
            self._note_trouble(earlier, letter)
            self._database.transact(lambda session: self._outcomes.look_again(session, letter, earlier, now()))
            return
        if letter.doubt and letter.card:
            letter = self._database.transact(lambda session: self._outcomes.catch_up(session, letter, earlier))
        if letter.is_needless:
            self._database.transact(lambda session: self._outcomes.drop(session, letter, now()))
            return
        answer = self._answer(letter, earlier)
        if answer is not None:
            self._recording.of(letter, lambda session: self._outcomes.settle(session, letter, answer, now()))

    def _look_for(self, letter: Leased) -> Place | Answer | None:
        """A look may take many slow calls; the letter stays in our hands meanwhile."""
        return find(self._wire, letter, go_on=lambda: self._keep(letter))

    def _keep(self, letter: Leased) -> bool:
        """Whether the letter is ours still. Where half of its lease is over, or the clock was set back so that others
        may think so, the row is asked, and renewed.
        """
        now, seconds = self._clock.now(), self._seconds()
        if self._hands.is_young(letter, now, seconds):
            return True
        until = now + self._habits.lease
        is_ours = self._database.transact(lambda session: leasing.renew(session, letter, now=now, until=until))
        self._hands.renew(letter, now, seconds)
        return is_ours

    def _answer(self, letter: Leased, earlier: Place | None) -> Answer | None:
        if earlier and not letter.card:
            return Answer(Known.ANSWERED, ok=True, data={"channel": earlier.channel, "ts": earlier.ts})
        if not self._keep(letter):
            return None
        answer = self._wire.call(called(letter), sealed(letter))
        if answer.error == MAY_BE_LOCKED_OUT:
            ours = self._wire.call("auth.test", {})
            if judge(ours, "auth.test") is Verdict.LOCKED_OUT or ours.error == MAY_BE_LOCKED_OUT:
                answer = replace(answer, error="invalid_auth")
        self._note_trouble(answer, letter)
        return answer

    def _note_trouble(self, answer: Answer, letter: Leased) -> None:
        if judge(answer, letter.method) is Verdict.LOCKED_OUT:
            log.error("delivery_stopped", error=answer.error)
            self.trouble, self._probed_at = answer.error, self._clock.now()
