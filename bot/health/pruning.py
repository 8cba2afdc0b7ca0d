"""What grows is forgotten by age, a batch a transaction, so that nobody waits; the audit trail keeps everything."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Protocol

from sqlalchemy.orm import Session

from bot import private
from bot.alerts import service as alerting
from bot.governance import Governance
from bot.health import machines, sign_of_life
from bot.kernel import escalation, outbox, receipts, waits
from bot.kernel.db import Database
from bot.oversight import attempts
from bot.people import news

KEPT = timedelta(days=90)
RECEIPTS_KEPT = timedelta(days=2)
NEWS_KEPT = timedelta(days=1)
MACHINES_KEPT = timedelta(days=1)
ATTEMPTS_KEPT = timedelta(days=2)
SIGNS_KEPT = timedelta(days=1)
ENDS_KEPT = timedelta(days=400)
"""Policies that came to their end over a matter nobody settled: snoozing it may start one again."""
BATCH = 5_000


class Prune(Protocol):
    def __call__(self, session: Session, *, before: datetime, limit: int) -> int: ...


Job = tuple[Prune, timedelta]
"""What is done, and to what is how old."""

JOBS: tuple[Job, ...] = (
    (outbox.prune, KEPT),
    (outbox.prune_cards, KEPT),
    (outbox.prune_lanes, KEPT),
    (escalation.prune, KEPT),
    (escalation.prune_exhausted, ENDS_KEPT),
    (alerting.prune, KEPT),
    (receipts.prune, RECEIPTS_KEPT),
    (news.prune, NEWS_KEPT),
    (attempts.prune, ATTEMPTS_KEPT),
    (sign_of_life.prune, SIGNS_KEPT),
    (machines.prune, MACHINES_KEPT),
)


def prune(database: Database, now: datetime, purges: Iterable[Job] = (), batch: int = BATCH) -> int:
    """Everything that is old enough, and what the company's own rules say; how many rows."""
    return sum(sum(_batches(database, each, now - age, batch)) for each, age in (*JOBS, *purges))


def by_rule(rules: Governance) -> Iterator[Job]:
    """Words that may hold personal data are purged."""
    for rule, age in rules.private_texts:
        yield partial(private.purge, rule=rule, after=age), age


def _batches(database: Database, each: Prune, before: datetime, batch: int) -> Iterator[int]:
    count = batch
    while count == batch:
        count = database.transact(partial(_forget, each, before, batch))
        yield count


def _forget(each: Prune, before: datetime, limit: int, session: Session) -> int:
    waits.take_time(session)  # what is old enough may have to be looked for among everything
    return each(session, before=before, limit=limit)
