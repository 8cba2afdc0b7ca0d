"""Somebody does something, now: what every verb is given."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from bot.kernel import events
from bot.kernel.actor import SYSTEM, Actor
from bot.kernel.events import Audited, Event

E = TypeVar("E", bound=Event)


@dataclass(frozen=True, slots=True)
class Act:
    """`who` acts at `when`, inside the transaction of `session`."""

    session: Session
    who: Actor
    when: datetime

    def record(self, fact: type[E], *, of: Audited, **fields: Any) -> E:
        """What was done is a fact; `fields` are those that its class has besides."""
        event = fact(who=self.who, when=self.when, of=of, **fields)
        events.record(self.session, event)
        return event


def due(session: Session, when: datetime) -> Act:
    """What Concord does by itself, because it is time."""
    return Act(session, SYSTEM, when)


def after(session: Session, event: Event) -> Act:
    """What follows from a fact: done by the same person, at the same moment."""
    return Act(session, event.who, event.when)
