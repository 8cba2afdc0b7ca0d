"""Which grants and stand-ins there are."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from bot.delegation.model import RoleGrant, Status
from bot.kernel import loading, statements
from bot.kernel.clock import Clock
from bot.kernel.db import Database
from bot.kernel.errors import NotFound
from bot.kernel.reference import GONE
from bot.people.grants import Grant, Remembered

_ONE_AT_A_TIME = 0x4752414E  # any number does that nothing else locks
OVERSLEPT = timedelta(days=1)
"""So long after its end one is still read: a clock may be set back."""


def held(session: Session, grant_id: int) -> RoleGrant:
    """Held for change until the transaction ends; raises NotFound."""
    grant = loading.held(session, RoleGrant, grant_id)
    if grant is None:
        raise NotFound(GONE)
    return grant


def alone(session: Session) -> None:
    """Nobody else names a stand-in until the transaction ends, so that two cannot name each other."""
    statements.alone(session, _ONE_AT_A_TIME)


def running(session: Session, now: datetime) -> Sequence[RoleGrant]:
    """Those that hold now or will, the first to end first."""
    return session.scalars(_running(now)).all()


def overlapping(session: Session, roles: Collection[str], since: datetime, until: datetime) -> Sequence[RoleGrant]:
    """Who stands in for whom in one of these roles in that time."""
    theirs = RoleGrant.role.in_(roles), RoleGrant.instead_of != "", RoleGrant.since < until
    return session.scalars(_running(since).where(*theirs)).all()


def remembered(database: Database, clock: Clock) -> Remembered:
    """For one process; what it changes itself it knows as soon as that is committed."""

    def read(now: datetime) -> list[Grant]:
        with database.snapshot() as session:
            return [each.value for each in running(session, now - OVERSLEPT)]

    grants = Remembered(clock, read)
    database.after_commit.append(lambda _: grants.read_if_doubted())
    return grants


def _running(now: datetime) -> Select[RoleGrant]:
    is_running = RoleGrant.status == Status.GIVEN, RoleGrant.until > now
    return select(RoleGrant).where(*is_running).order_by(RoleGrant.until, RoleGrant.id)
