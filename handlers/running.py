"""Runs a handler in a transaction: once, however often Slack delivers its gesture and however often it is tried."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import partial

import structlog

from bot.kernel import arrival, events, receipts
from bot.kernel.actor import Actor
from bot.kernel.errors import Invalid, Refused
from handlers import late
from handlers.answers import Placed, Reply, placed, reply_of
from handlers.body import Body, is_form, key_of
from handlers.gesture import Done, Gesture
from handlers.provide import Provide
from handlers.routing import Handler, Routes

Doing = Callable[[], AbstractContextManager[Gesture]]
"""The gesture in a transaction of its own, whenever it is tried."""
repeated: ContextVar[bool] = ContextVar("this gesture was delivered before", default=False)

log = structlog.get_logger(__name__)


class Unsigned(Exception):
    """A programming error: this handler records what somebody signs, and its route does not say `signs`."""


@dataclass(frozen=True, slots=True)
class Outcome:
    answer: Placed
    reply: Reply
    """What the acknowledgement says."""
    has_changed: bool = False
    """Whether something happened that is on record."""


class Runner:
    def __init__(self, routes: Routes, provide: Provide) -> None:
        self._routes, self._provide = routes, provide

    def run(self, body: Body, handler: Handler, words: str = "") -> Outcome:
        """What the handler answers; where it refuses a signature, that it did is on record."""
        handler = self._now(handler)
        try:
            return self._tried(body, handler, words)
        except Invalid:
            raise  # what was typed cannot stand, whoever typed it
        except Refused as refusal:
            if verb := self._routes.attempts.get(handler):
                self._provide.note_refusal(key_of(body), body, verb, refusal)
            raise

    def _now(self, handler: Handler) -> Handler:
        """Before Concord is set up it knows nobody whom a matter could wait for, so it takes none."""
        is_open = self._provide.company.rules.is_set_up or handler in self._routes.first
        return handler if is_open or self._routes.until is None else self._routes.until

    def _tried(self, body: Body, handler: Handler, words: str) -> Outcome:
        """Run the handler; where another transaction stood in its way or the connection was lost, again: if it was
        done after all, its receipt says so.
        """
        who, outcomes, prepared = self.who(body, handler), list[Outcome](), ""
        if is_form(body):
            who = self._provide.prove(body, who, key_of(body))
            prepared = self._provide.prepared(body, self._routes.before.get(handler))
        doing = partial(self._provide.gesture, body, who, words, prepared)
        return self._provide.database.retry(lambda: self._try(body, doing, handler, outcomes))

    def who(self, body: Body, handler: Handler) -> Actor:
        signs, is_steadfast = self._routes.signing.get(handler), handler in self._routes.steadfast
        if handler in self._routes.outside:
            return self._provide.agent(body)
        return self._provide.actor(body, signs=signs, is_steadfast=is_steadfast)

    def _try(self, body: Body, doing: Doing, handler: Handler, outcomes: list[Outcome]) -> Outcome:
        """One transaction; a gesture that was delivered before changes nothing again and is replied the same.
        `outcomes` are what tries of this delivery came to: one of them may have been committed.
        """
        with doing() as gesture:
            key = key_of(body)
            if not receipts.once(gesture.session, key, at=gesture.when):
                if outcomes:
                    return outcomes[-1]
                repeated.set(True)
                return Outcome(Done(), receipts.recall(gesture.session, key) or {})
            answer = handler(gesture)
            events.follow(gesture.session)  # or the answer would show what is not so any more
            outcome = placed(late.tell(gesture.session, answer, body, gesture.when), gesture, body)
            if events.are_signed(gesture.session) and handler not in self._routes.signing:
                raise Unsigned(handler.__qualname__)
            if reply := reply_of(outcome, gesture, body, self._provide.rollout):
                receipts.remember(gesture.session, key, reply)
            outcomes.append(Outcome(outcome, reply, events.are_recorded(gesture.session)))
        if arrival.is_late():  # the commit itself may have taken so long
            with self._provide.database.transaction() as session:
                late.tell(session, answer, body, self._provide.clock.now())
        log.info("handled", answer=type(outcome).__name__)
        return outcomes[-1]
