"""A war room without Slack: the verbs, what follows from them, and the pings that would be asking."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Row, delete, select

import bot
from bot import audit
from bot.company import Company
from bot.crises import queries, service
from bot.crises.drafts import Draft
from bot.crises.model import Crisis, CrisisEntry, Kind
from bot.governance import Governance, load
from bot.kernel import escalation, events
from bot.kernel.act import Act
from bot.kernel.actor import Actor
from bot.kernel.db import Base, Database
from bot.kernel.outbox.tables import cards, letters, live
from bot.people import Directory, Person, Unreachable
from bot.subscriptions import Subscriptions
from tests.tampering import past_concord

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
HELVIA = load(Path(bot.__file__).with_name("governance.yml"))


class FullMembers:
    """Everybody is one; only the crisis team's group has members. Slack may fall silent."""

    def __init__(self) -> None:
        self.is_silent = False

    def person(self, user_id: str) -> Person:
        return Person(id=user_id, name=user_id.strip("U0").capitalize(), tz="UTC")

    def members(self, group_id: str) -> frozenset[str]:
        if self.is_silent:
            raise Unreachable
        return frozenset({"U0THOMAS00", "U0DAVID000"} if group_id == "S0CRISIS00" else ())


def asking(*whom: str, rules: Governance = HELVIA) -> Governance:
    """Rules by which a red crisis asks these alone, every ten minutes."""
    red = escalation.Policy.model_validate(
        {"name": "crisis_red", "urgency": "crisis", "cycles": 0, "levels": [{"after": 0, "whom": whom, "every": "10m"}]}
    )
    others = [policy for policy in rules.policies if policy.name != red.name]
    return rules.model_copy(update={"policies": [*others, red]})


@dataclass(frozen=True)
class Seen:
    crises: dict[int, Crisis]
    entries: Sequence[CrisisEntry]
    pings: Sequence[Row[Any]]
    letters: Sequence[Row[Any]]

    def told(self, crisis_id: int, kind: Kind) -> list[tuple[datetime, str]]:
        """When the timeline says so, and in what words."""
        return [(each.at, each.text) for each in self.entries if (each.crisis_id, each.kind) == (crisis_id, kind)]

    def at(self, crisis_id: int, kind: Kind) -> list[datetime]:
        return [at for at, _ in self.told(crisis_id, kind)]

    def asking(self, crisis_id: int) -> list[str]:
        """Where a ping still asks for an answer, sent or not."""
        return [card.channel for card in self.pings if card.key.startswith(f"crisis:{crisis_id}:ping:")]

    def on_their_way(self, crisis_id: int) -> list[str]:
        """To whom letters go that ask."""
        pings = [letter for letter in self.letters if letter.key.startswith(f"card:crisis:{crisis_id}:ping:")]
        return [letter.channel for letter in pings if "crises.acknowledge" in str(letter.payload)]


class Room:
    def __init__(self, database: Database, rules: Governance = HELVIA) -> None:
        self.database, self.rules, self.now = database, rules, NOON
        self.source = FullMembers()
        self.people = Directory(self.source, rules)
        self.people.warm()
        self._subscriptions = Subscriptions(Company(rules, self.people))
        events.attach(database, follow=self._subscriptions.follow, write=audit.write)

    def empty(self) -> None:
        """For the next example."""
        self.now = NOON
        past_concord(self.database, *map(delete, reversed(Base.metadata.sorted_tables)))

    def actor(self, user_id: str) -> Actor:
        return self.people.actor(user_id)

    def raise_crisis(self, user_id: str, draft: Draft) -> int:
        who = self.actor(user_id)
        with self.database.transaction() as session:
            return service.raise_crisis(Act(session, who, self.now), draft, self.rules.risk).id

    def act(self, user_id: str, verb: Callable[[Act, Crisis], None], crisis_id: int) -> None:
        who = self.actor(user_id)
        with self.database.transaction() as session:
            verb(Act(session, who, self.now), queries.held(session, crisis_id))

    def fire(self) -> None:
        with self.database.transaction() as session:
            escalation.fire_due(session, now=self.now, announce=self._subscriptions.announce)

    def wait(self, span: timedelta) -> None:
        """Time passes, and stops at each instant at which something is due."""
        until = self.now + span
        while (due := self._next_due()) and due <= until:
            self.now = max(self.now, due)
            self.fire()
        self.now = until

    def crisis(self, crisis_id: int) -> Crisis:
        return self.look().crises[crisis_id]

    def look(self) -> "Seen":
        """Everything, at one moment."""
        with self.database.transaction() as session:
            return Seen(
                crises={crisis.id: crisis for crisis in session.scalars(select(Crisis))},
                entries=session.scalars(select(CrisisEntry).order_by(CrisisEntry.id)).all(),
                pings=session.execute(select(cards).where(cards.c.key.like("%:ping:%"), ~cards.c.settled)).all(),
                letters=session.execute(select(letters).where(live(letters.c.state))).all(),
            )

    def _next_due(self) -> datetime | None:
        with self.database.transaction() as session:
            return escalation.next_due(session)
