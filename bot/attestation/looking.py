"""The look that asks: on a quarter's first working day each owner, later whoever owns an account since then."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy.orm import Session

from bot.attestation import cards, queries, service
from bot.attestation.quarters import quarter_at
from bot.company import Company
from bot.governance.settings import ATTESTATION
from bot.kernel import escalation
from bot.kernel.act import due
from bot.kernel.clock import Clock
from bot.kernel.db import Database

PAUSE = timedelta(minutes=5)
AT_ONCE = 20
"""Owners a transaction: nobody waits long for it."""


class Attesting:
    """Any number of processes may look; each owner is asked once a quarter."""

    def __init__(self, database: Database, clock: Clock, company: Company) -> None:
        self._database, self._clock, self._company = database, clock, company
        self._looked: datetime | None = None

    def look(self) -> None:
        """Through all accounts, now and then; at once where a quarter has begun since the last time."""
        now, looked = self._clock.now(), self._looked
        if not self._company.rules.attestation.asks:
            return
        quarter, begins = quarter_at(now, self._company.rules)
        if looked and looked <= now < looked + PAUSE and not looked < begins <= now:
            return
        self._looked = now
        self._until_none(partial(self._hand_on, now))
        if now >= begins:
            self._until_none(partial(self._lapse, quarter, now))
            self._until_none(partial(self._ask, quarter, begins, now))

    def _until_none(self, some: Callable[[Session], int]) -> None:
        while self._database.transact(some) == AT_ONCE:
            pass

    def _hand_on(self, now: datetime, session: Session) -> int:
        """Owners changed by a way that told nobody, such as an import."""
        numbers = queries.moved(session, AT_ONCE)
        for number in numbers:
            attestation = queries.held(session, number)
            service.let_go(due(session, now), attestation)
            cards.show(due(session, now), attestation, self._company)
        return len(numbers)

    def _lapse(self, quarter: str, now: datetime, session: Session) -> int:
        numbers = queries.before(session, quarter, AT_ONCE)
        for number in numbers:
            attestation = queries.held(session, number)
            service.lapse(due(session, now), attestation)
            cards.show(due(session, now), attestation, self._company)
        return len(numbers)

    def _ask(self, quarter: str, begins: datetime, now: datetime, session: Session) -> int:
        rules = self._company.rules
        policy = rules.policy(rules.reminders.attestation).called(ATTESTATION)
        owners = queries.owners_to_ask(session, quarter, begins, AT_ONCE)
        for owner in owners:
            accounts = queries.accounts_to_ask(session, owner, quarter, begins)
            before = queries.of_owner(session, quarter, owner)
            attestation = service.ask(due(session, now), quarter, owner, accounts, before)
            escalation.start(session, subject=attestation.subject, policy=policy, at=now)
        return len(owners)
