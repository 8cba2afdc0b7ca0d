"""What listeners are given: who acts, what time it is, a transaction. Who may act at all is decided here, once."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from bot.company import Company
from bot.governance import Sign
from bot.health.vetting import Vetted
from bot.kernel import receipts
from bot.kernel.actor import Actor
from bot.kernel.clock import Clock
from bot.kernel.db import Database
from bot.kernel.errors import Refused
from bot.kernel.outbox.rollout import Rollout
from bot.oversight.attempts import Attempt
from bot.people import Directory
from bot.people.news import News
from bot.posts.intact import Altered
from bot.signing.proving import Given, prove
from bot.signing.totp import Authenticators
from handlers.body import (
    Body,
    channel_of,
    channels_in,
    heeded_in,
    message_of,
    metadata_of,
    name_of,
    part,
    people_in,
    subject_of,
    user_of,
    value_of,
)
from handlers.form import Form
from handlers.gesture import Gesture
from handlers.routing import Before, Needed
from handlers.words import by_name, too_long
from handlers.workspace import SlackPeople


@dataclass(frozen=True)
class Provide:
    database: Database
    clock: Clock
    company: Company
    news: News
    slack: SlackPeople
    timed: Callable[[str, float], None]
    """Told the kind of each gesture and how many seconds it took."""
    counted: Callable[[str, str], None]
    """Told the kind of each gesture and what came of it."""
    altered: Callable[[Session, Altered, datetime], None]
    """Puts on record, in a transaction of its own, what a gesture was refused for."""
    noticed: Callable[[], None]
    """Compares who holds which role now with what is on record."""
    refused: Callable[[Session, Attempt, datetime], None]
    """Puts on record, in a transaction of its own, that somebody was refused a signature."""
    rollout: Rollout
    shortened: Callable[[str, str, str], None]
    """Told who was shown something in a short form only, Slack's word for why, and by which gesture."""
    authenticators: Authenticators
    vetted: Callable[[str], Vetted | None]
    """What Slack said of the governance with that hash, which is not in force; None where it was not asked yet."""

    @property
    def people(self) -> Directory:
        return self.company.people

    def actor(self, body: Body, *, signs: Needed | None = None, is_steadfast: bool = False) -> Actor:
        """Whoever made the gesture, looked up before its transaction, for Slack may have to be asked; raises Forbidden
        for all who may not act on anything, Unreachable where Slack's silence cannot be borne.
        """
        user_id = user_of(body)
        if signs:
            return self.people.signer(user_id, signs(self.company.rules))
        return self.people.anyway(user_id, name_of(body)) if is_steadfast else self.people.actor(user_id)

    def agent(self, body: Body) -> Actor:
        """As `actor`, or somebody of an agency."""
        return self.people.agent(user_of(body))

    def prove(self, body: Body, who: Actor, key: str) -> Actor:
        """The same person, with the code that their form gives, if it gives one; raises Invalid where it is wrong."""
        form = _form_of(body)
        for way, typed in ((Sign.PIN, form.text("pin")), (Sign.TOTP, form.text("totp"))):
            if typed:
                period, given = self.company.rules.signing_period, Given(way, typed, key)
                now = self.clock.now()
                proof = prove(self.database, who, given, self.authenticators, now=now, period=period)
                return replace(who, proof=proof)
        return who

    def prepared(self, body: Body, before: Before | None) -> str:
        """What is made of the form before its transaction; raises what that raises."""
        return before(_form_of(body)) if before else ""

    def note_refusal(self, key: str, body: Body, verb: str, refusal: Refused) -> None:
        """Once, however often Slack delivers the gesture, whose `key` that is."""
        user_id, now = user_of(body), self.clock.now()
        who = Actor(id=user_id, name=self.people.name_of(user_id))
        with self.database.transaction() as session:
            if receipts.once(session, f"refused:{key}", at=now):
                self.refused(session, Attempt(who, verb, subject_of(body, verb), refusal), now)

    @contextmanager
    def gesture(self, body: Body, who: Actor, words: str = "", prepared: str = "") -> Iterator[Gesture]:
        """The gesture in its transaction, which commits when the block ends; `words` follow a command's word."""
        if problem := too_long(words or body.get("value") or ""):
            raise Refused(problem)
        self.people.meet(people_in(body))
        channels = {each: self.slack.channel(each) for each in channels_in(body)}
        with self._noting_alterations(), self.database.transaction() as session:
            yield self._gesture(session, body, who, words, prepared=prepared, channels=channels)

    @contextmanager
    def look(self, who: Actor) -> Iterator[Gesture]:
        """As a gesture of theirs that changes nothing."""
        with self.company.in_force.held(), self.database.snapshot() as session:
            yield self._gesture(session, {}, who)

    def _gesture(self, session: Session, body: Body, who: Actor, words: str = "", **before: Any) -> Gesture:
        """`before` is what was made of it before its transaction."""
        return Gesture(
            session=session,
            who=who,
            when=self.clock.now(),
            company=self.company,
            channel=channel_of(body),
            words=by_name(words, self.people.name_of) if words else body.get("value") or "",
            typed=words,
            value=value_of(body),
            form=_form_of(body),
            metadata=metadata_of(body),
            heeded=heeded_in(body),
            message=message_of(body),
            groups=self.slack.groups,
            authenticators=self.authenticators,
            vetted=self.vetted,
            **before,
        )

    @contextmanager
    def _noting_alterations(self) -> Iterator[None]:
        """What was refused is undone: that a post was changed past Concord stays on record all the same."""
        try:
            yield
        except Altered as altered:
            with self.database.transaction() as session:
                self.altered(session, altered, self.clock.now())
            raise


def _form_of(body: Body) -> Form:
    return Form(part(part(part(body, "view"), "state"), "values"))
