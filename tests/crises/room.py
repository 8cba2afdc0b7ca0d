"""A war room without Slack: the verbs, what follows from them, and the pings that would be asking."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Row, select

from bot.crises import queries, service
from bot.crises.drafts import Draft
from bot.crises.entries import CrisisEntry
from bot.crises.model import Crisis
from bot.crises.states import Kind
from bot.governance import Governance
from bot.kernel import escalation
from bot.kernel.act import Act
from bot.kernel.outbox.tables import cards, letters, live
from tests.company import HELVIA, WithoutSlack

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


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

    def lines(self, crisis_id: int, kind: Kind) -> list[tuple[datetime, str]]:
        """When the timeline says so, and in what words."""
        return [(each.at, each.text) for each in self.entries if (each.crisis_id, each.kind) == (crisis_id, kind)]

    def at(self, crisis_id: int, kind: Kind) -> list[datetime]:
        return [at for at, _ in self.lines(crisis_id, kind)]

    def asking(self, crisis_id: int) -> list[str]:
        """Where a ping still asks for an answer, sent or not."""
        return [card.channel for card in self.pings if card.key.startswith(f"crisis:{crisis_id}:ping:")]

    def on_their_way(self, crisis_id: int) -> list[str]:
        """To whom letters go that ask."""
        pings = [letter for letter in self.letters if letter.key.startswith(f"card:crisis:{crisis_id}:ping:")]
        return [letter.channel for letter in pings if "crises.acknowledge" in str(letter.payload)]


class Room(WithoutSlack):
    begins = NOON

    def raise_crisis(self, user_id: str, draft: Draft) -> int:
        who = self.actor(user_id)
        with self.database.transaction() as session:
            return service.raise_crisis(Act(session, who, self.now), draft, self.rules.risk).id

    def act(self, user_id: str, verb: Callable[[Act, Crisis], None], crisis_id: int) -> None:
        who = self.actor(user_id)
        with self.database.transaction() as session:
            verb(Act(session, who, self.now), queries.held(session, crisis_id))

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
