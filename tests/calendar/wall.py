"""A calendar on the wall, without Slack: the verbs, what follows from them, and what is reported."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from bot.accounts import Outlet
from bot.accounts import queries as accounts
from bot.accounts import service as registry
from bot.accounts.checks import Rules, account_of
from bot.accounts.drafts import Draft as AccountDraft
from bot.accounts.facts import AccountImported
from bot.accounts.model import Status
from bot.calendar import queries, service
from bot.calendar.drafts import Draft
from bot.calendar.model import Occurrence, Slot
from bot.kernel import escalation
from bot.kernel.act import Act, due
from bot.kernel.actor import SYSTEM, Actor
from bot.kernel.db import Database
from bot.kernel.escalation import escalations as policies
from bot.kernel.outbox.tables import cards
from bot.kernel.reference import Ref
from tests.company import HELVIA, WithoutSlack

JONAS = Actor("U0JONAS000", "Jonas Weber", frozenset({"author"}), "Europe/Zurich")
CARDIVA = AccountDraft(
    network="x",
    handle="@Cardiva",
    kind="brand",
    purpose="Explain heart failure",
    audience="Cardiologists",
    market="CH",
    languages="en",
    business_unit="Cardiology",
    owner="U0JONAS000",
    backup="U0SOFIA000",
    cadence="365",
    why="Nobody speaks to cardiologists",
)


class Wall(WithoutSlack):
    """One account of Jonas's, whose series he plans."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self.begin()

    def begin(self) -> None:
        """Monday morning, nothing planned."""
        self.empty()
        account = account_of(CARDIVA, Rules(lambda _: True, HELVIA.cadence_days), by=SYSTEM.id, at=self.now)
        with self.database.transaction() as session:
            account.status, account.decided_at = Status.ACTIVE, self.now
            session.add(account)
            session.flush()
            due(session, self.now).record(AccountImported, of=account)
        self.account_id = account.id

    def plan(self, draft: Draft) -> int:
        with self.database.transaction() as session:
            outlet = Outlet.of(accounts.held(session, self.account_id))
            slot = service.plan(self.jonas(session), outlet, draft, lambda _: True)
        return slot.id

    @contextmanager
    def held(self, occurrence_id: int) -> Iterator[tuple[Act, Occurrence]]:
        """As a gesture holds it: the account first, then its slot."""
        with self.database.transaction() as session:
            accounts.held(session, self.account_id)
            yield self.jonas(session), queries.held(session, occurrence_id)

    @contextmanager
    def held_ahead(self, slot_id: int, days: int) -> Iterator[tuple[Act, Occurrence]]:
        """The time so many days after the one to which the series has come."""
        with self.database.transaction() as session:
            accounts.held(session, self.account_id)
            slot = queries.held_series(session, slot_id)
            current = queries.current(session, slot)
            assert current is not None
            assert current.nominal is not None
            ref = Ref(slot_id, (current.nominal + timedelta(days=days)).isoformat())
            yield self.jonas(session), queries.meant(session, ref)

    def cancel_series(self, slot_id: int) -> None:
        with self.database.transaction() as session:
            accounts.held(session, self.account_id)
            service.cancel_series(self.jonas(session), queries.held_series(session, slot_id))

    def jonas(self, session: Session) -> Act:
        """He does something now."""
        return Act(session, JONAS, self.now)

    def log_post(self, number: int) -> None:
        with self.database.transaction() as session:
            account = accounts.held(session, self.account_id)
            url = f"https://x.com/Cardiva/status/{number}"
            registry.log_post(self.jonas(session), account, url, posted_at=self.now)

    def sleep(self, span: timedelta, beats: int = 100) -> None:
        """Nothing runs for so long, and then it does."""
        self.now += span
        for _ in range(beats):
            if not self.fire():
                return

    def occurrences(self) -> list[Occurrence]:
        query = select(Occurrence).options(selectinload(Occurrence.slot)).order_by(Occurrence.at, Occurrence.id)
        with self.database.transaction() as session:
            return list(session.scalars(query))

    def slot(self, slot_id: int) -> Slot:
        with self.database.transaction() as session:
            return session.get_one(Slot, slot_id)

    def look(self) -> "Sight":
        """All that an invariant asks about, read at once."""
        reports: dict[str, list[bool]] = defaultdict(list)
        with self.database.transaction() as session:
            occurrences = session.scalars(select(Occurrence).order_by(Occurrence.at, Occurrence.id)).all()
            for key, settled in session.execute(select(cards.c.key, cards.c.settled)):
                subject, _, _ = key.partition(":missed:")
                reports[subject].append(settled)
            running = select(policies.c.subject).where(escalation.is_running())
            return Sight(self.now, occurrences, reports, set(session.execute(running).scalars()))


@dataclass(frozen=True)
class Sight:
    """`reports` has a word for each card of a subject: whether it is settled; `watched` are those with a policy."""

    now: datetime
    occurrences: Sequence[Occurrence]
    reports: Mapping[str, list[bool]]
    watched: set[str]
