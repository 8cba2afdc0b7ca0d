"""Accounts that are frozen and thawed while workers die, and who is asked about that in the end."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from random import Random

from sqlalchemy.orm import Session

from bot.accounts import outlets_of
from bot.freezes import queries, service
from bot.freezes.blocks import NOTHING
from bot.freezes.drafts import Draft
from bot.kernel.act import Act
from bot.kernel.db import Database
from sandbox.workspace.models import Message
from tests.company import WithoutSlack

THOMAS = "U0THOMAS00"
LEAD = 2
"""So many are asked in the end: whoever has the role of community manager."""
PUBLISHERS = {1: "U0SOFIA000", 2: "U0JONAS000", 3: "U0HANA0000"}
"""By account."""
MOST = 6
"""So many freezes are in force at a time."""


class Freezes:
    """By Thomas, of some of three accounts, each with a publisher of its own; thawed in part or altogether."""

    def __init__(self, database: Database, chance: Random) -> None:
        self._company, self._chance = WithoutSlack(database), chance
        self._holds: dict[int, set[int]] = {}
        accounts = {number: {"publisher": publisher} for number, publisher in PUBLISHERS.items()}
        database.transact(lambda session: self._company.register(session, accounts))

    def change(self, database: Database, now: datetime) -> None:
        """One more, or less of one; again where the dead still stand in its way."""
        held = [number for number, accounts in self._holds.items() if accounts]
        some = set(self._chance.sample(list(PUBLISHERS), self._chance.randint(1, len(PUBLISHERS))))
        actor = self._company.actor(THOMAS)
        if len(held) < MOST and self._chance.random() < 0.6:
            draft = Draft(scope=["all"], exceptions=(), reason="Fake vials", again="24")

            def freeze(session: Session) -> int:
                return service.freeze(Act(session, actor, now), draft, outlets_of(session, some), "some").id

            self._holds[database.transact(freeze)] = some
        elif held:
            number = self._chance.choice(held)
            less = self._holds[number] & some or self._holds[number]

            def thaw(session: Session) -> None:
                service.thaw(Act(session, actor, now), queries.held(session, number), less)

            database.transact(thaw)
            self._holds[number] -= less

    def are_asked_about(self, stored: Iterable[Message]) -> None:
        """Whoever publishes on an account that is frozen has one message that asks, of each freeze, and nobody else but
        whoever leads. A copy that the sandbox hid is nobody's.
        """
        asking = defaultdict[tuple[int, str], int](int)
        for message in stored:
            for number in self._asked_by(message):
                asking[number, message.channel] += 1
        people = {number: {PUBLISHERS[account] for account in held} for number, held in self._holds.items()}
        assert {each: times for each, times in asking.items() if times != 1} == {}
        for number, publishers in people.items():
            readers = {channel for asked, channel in asking if asked == number}
            assert len(publishers) <= len(readers) <= len(publishers) + LEAD * bool(publishers), (
                number,
                publishers,
                readers,
            )

    def _asked_by(self, message: Message) -> list[int]:
        rows = [block["elements"] for block in message.blocks if block["type"] == "actions"]
        buttons = [each for row in rows for each in row if each["action_id"] == NOTHING]
        return [] if message.hidden_from_history else [int(each["value"]) for each in buttons]
