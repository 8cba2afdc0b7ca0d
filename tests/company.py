"""The company without Slack: everybody is a member, what follows from facts follows, and time passes when told to."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from bot import audit, outgoing_rules
from bot.accounts.checks import Rules, account_of
from bot.accounts.drafts import Draft as Account
from bot.accounts.facts import AccountImported
from bot.accounts.model import Status
from bot.company import Company
from bot.following import Subscriptions
from bot.governance import Governance, InForce, load
from bot.kernel import escalation, events
from bot.kernel.act import due
from bot.kernel.actor import SYSTEM, Actor
from bot.kernel.db import Base, Database
from bot.people import Directory, Person, Unreachable
from bot.settings import PACKAGED_GOVERNANCE
from tests.governance import in_war_room
from tests.steps import USUAL
from tests.tampering import past_concord

HELVIA = in_war_room(load(PACKAGED_GOVERNANCE))


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


class WithoutSlack:
    begins = datetime(2026, 3, 2, 9, tzinfo=UTC)

    def __init__(self, database: Database, rules: Governance = HELVIA) -> None:
        self.database, self.rules, self.now = database, rules, self.begins
        self.source = FullMembers()
        self.people = Directory(self.source, InForce(rules))
        self.people.warm()
        self._subscriptions = Subscriptions(Company(InForce(rules), self.people))
        events.attach(database, follow=self._subscriptions.follow, write=audit.write)
        outgoing_rules.attach(database)

    def empty(self) -> None:
        """For the next example."""
        self.now = self.begins
        past_concord(self.database, *map(delete, reversed(Base.metadata.sorted_tables)))

    def actor(self, user_id: str) -> Actor:
        return self.people.actor(user_id)

    def register(self, session: Session, accounts: Mapping[int, dict[str, str]]) -> None:
        """Corporate accounts in use, by the number that each is to have, and what else is special about it."""
        act, rules = due(session, self.now), Rules(self.people.is_active, self.rules.cadence_days)
        for number, own in accounts.items():
            draft = Account(**USUAL | {"handle": f"@Helvia{number}", "kind": "corporate", "brand": ""} | own)
            account = account_of(draft, rules, by=SYSTEM.id, at=act.when)
            account.id, account.status, account.decided_at = number, Status.ACTIVE, act.when
            session.add(account)
            session.flush()
            act.record(AccountImported, of=account)

    def fire(self) -> int:
        """One beat; how many levels were due."""
        with self.database.transaction() as session:
            return escalation.fire_due(session, now=self.now, announce=self._subscriptions.announce)

    def wait(self, span: timedelta) -> None:
        """Time passes, and stops at each instant at which something is due."""
        until = self.now + span
        while (due := self._next_due()) and due <= until:
            self.now = max(self.now, due)
            self.fire()
        self.now = until

    def _next_due(self) -> datetime | None:
        with self.database.transaction() as session:
            return escalation.next_due(session)
