"""Accounts that wait for somebody: to be decided on, or to be taken over."""

from collections.abc import Sequence

from sqlalchemy import select, union
from sqlalchemy.orm import Session

from bot.accounts.model import Account, Hashtag, Status
from bot.accounts.queries import IS_LIVING, KEEPING, keeps


def proposed(session: Session, limit: int | None = None) -> Sequence[Account]:
    """What waits for a decision, the first first."""
    first = select(Account).where(Account.status == Status.PROPOSED).order_by(Account.id)
    return session.scalars(first.limit(limit)).all()


def keepers(session: Session, beside: str = "") -> set[str]:
    """Everybody whom a living account or a hashtag names as one of its own; where somebody is given, those beside them
    on their accounts.
    """
    meant = (IS_LIVING, keeps(beside)) if beside else (IS_LIVING,)
    people = [select(each).where(*meant) for each in KEEPING]
    owners = [] if beside else [select(Hashtag.owner)]
    return set(filter(None, session.scalars(union(*people, *owners))))


def held_of(session: Session, person: str) -> Sequence[Account]:
    """As `of_keeper`, held for change until the transaction ends, always in the same order."""
    of_theirs = select(Account).where(IS_LIVING, keeps(person)).order_by(Account.id)
    return session.scalars(of_theirs.with_for_update().execution_options(populate_existing=True)).all()
