"""Escalations that announce by letter, on a database whose clock a test moves."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from bot.kernel import escalation, outbox
from bot.kernel.db import Database
from bot.kernel.escalation import Fired, Policy
from bot.kernel.text.markup import name
from bot.kernel.views.blocks import Message
from tests.kernel.world import NOON, World

MINUTE = timedelta(minutes=1)


def asking(name: str = "crisis", **change: Any) -> Policy:
    levels = [
        {"after": "0m", "whom": ["lead"], "every": "5m", "times": 2},
        {"after": "10m", "whom": ["leadership"]},
    ]
    return Policy.model_validate({"name": name, "levels": levels, **change})


class Watch:
    """Escalations that announce by letter, and what they announced."""

    def __init__(self, database: Database) -> None:
        self.world = World(database)
        self.fired: list[Fired] = []

    def start(self, subject: str = "crisis:7", policy: Policy | None = None, at: datetime = NOON) -> None:
        with self.world.database.transaction() as session:
            escalation.start(session, subject=subject, policy=policy or asking(), at=at)

    def stop(self, subject: str = "crisis:7", policy: str | None = None) -> int:
        with self.world.database.transaction() as session:
            return escalation.stop(session, subject=subject, why="acknowledged", policy=policy)

    def defer(self, until: datetime, subject: str = "crisis:7", policy: str = "crisis") -> None:
        with self.world.database.transaction() as session:
            escalation.defer(session, subject=subject, policy=policy, until=until)

    def say_later(self, fired: Fired, reader: str, minutes: float) -> None:
        with self.world.database.transaction() as session:
            escalation.say_later(session, fired, reader, at=NOON + minutes * MINUTE)

    def look(self, minutes: float = 0, limit: int = 100, put_off: datetime | None = None) -> list[Fired]:
        """What fires at that many minutes past noon, unless it is put off."""
        before = len(self.fired)
        announce = (lambda *_: put_off) if put_off else self.announce
        with self.world.database.transaction() as session:
            escalation.fire_due(session, now=NOON + minutes * MINUTE, announce=announce, limit=limit)
        return self.fired[before:]

    def announce(self, session: Session, fired: Fired) -> None:
        for person in fired.whom:
            outbox.post(session, key=fired.key(person), channel="C0ROOM", message=Message(name(person)), at=fired.when)
        self.fired.append(fired)

    def next_due(self) -> datetime | None:
        with self.world.database.transaction() as session:
            return escalation.next_due(session)
