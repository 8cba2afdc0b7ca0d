"""Who is still to be asked, who was, and what they have not answered."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import Session, selectinload

from bot.accounts.model import Account, Status
from bot.attestation.model import Answered, Attestation, AttestationLine, State
from bot.kernel import loading
from bot.kernel.errors import NotFound
from bot.kernel.reference import GONE

IN_USE = Account.status.in_((Status.ACTIVE, Status.DORMANT))
IS_WAITING = AttestationLine.answer == Answered.WAITING


def _is_unasked(quarter: str, begins: datetime) -> ColumnElement[bool]:
    """In use since before the quarter asked, and its owner was not asked in this one."""
    was_asked = exists().where(
        AttestationLine.account_id == Account.id,
        AttestationLine.quarter == quarter,
        AttestationLine.answer != Answered.MOVED,
    )
    return (
        IN_USE & (Account.owner != "") & (func.coalesce(Account.decided_at, Account.proposed_at) < begins) & ~was_asked
    )


def owners_to_ask(session: Session, quarter: str, begins: datetime, most: int) -> Sequence[str]:
    unasked = select(Account.owner).where(_is_unasked(quarter, begins)).distinct()
    return session.scalars(unasked.order_by(Account.owner).limit(most)).all()


def accounts_to_ask(session: Session, owner: str, quarter: str, begins: datetime) -> Sequence[Account]:
    theirs = select(Account).where(Account.owner == owner, _is_unasked(quarter, begins))
    return session.scalars(theirs.order_by(Account.network, Account.handle)).all()


def of_owner(session: Session, quarter: str, owner: str) -> Attestation | None:
    """Held for change."""
    theirs = select(Attestation).where(Attestation.quarter == quarter, Attestation.owner == owner)
    return session.scalar(theirs.with_for_update())


def held(session: Session, number: int) -> Attestation:
    """With its lines as they are now, held for change until the transaction ends; raises NotFound."""
    attestation = if_free(session, number, wait=True)
    if attestation is None:
        raise NotFound(GONE)
    return attestation


def by_id(session: Session, number: int) -> Attestation:
    """Only to be looked at; raises NotFound."""
    attestation = session.get(Attestation, number, options=[_WITH_LINES])
    if attestation is None:
        raise NotFound(GONE)
    return attestation


_WITH_LINES = selectinload(Attestation.lines).joinedload(AttestationLine.account)


def if_free(session: Session, number: int, *, wait: bool = False) -> Attestation | None:
    """The same; None where there is none, or while somebody else is changing it."""
    if loading.held(session, Attestation, number, skip_locked=not wait) is None:
        return None
    return session.get(Attestation, number, options=[_WITH_LINES], populate_existing=True)


def line(session: Session, number: int) -> AttestationLine:
    """Only to be looked at; raises NotFound."""
    its = session.get(AttestationLine, number)
    if its is None:
        raise NotFound(GONE)
    return its


def held_line(session: Session, number: int) -> AttestationLine:
    """With all that its owner is asked, held for change; raises NotFound."""
    attestation = held(session, line(session, number).attestation_id)
    return next(each for each in attestation.lines if each.id == number)


def open_about(session: Session, accounts: Collection[int]) -> Sequence[int]:
    """What asks about one of them just now."""
    asking = select(AttestationLine.attestation_id).where(AttestationLine.account_id.in_(accounts), IS_WAITING)
    return session.scalars(asking.distinct().order_by(AttestationLine.attestation_id)).all()


def before(session: Session, quarter: str, most: int) -> Sequence[int]:
    """What earlier quarters asked, and nobody has answered in full."""
    older = select(Attestation.id).where(Attestation.state == State.OPEN, Attestation.quarter < quarter)
    return session.scalars(older.order_by(Attestation.id).limit(most)).all()


def moved(session: Session, most: int) -> Sequence[int]:
    """What asks about an account that somebody else owns now."""
    theirs = select(AttestationLine.attestation_id).join(AttestationLine.attestation).join(AttestationLine.account)
    another = theirs.where(IS_WAITING, Account.owner != Attestation.owner).distinct()
    return session.scalars(another.order_by(AttestationLine.attestation_id).limit(most)).all()


def asking(session: Session, person: str) -> Sequence[Attestation]:
    """What asks this person as the owner, or as the backup of an account."""
    own = select(Attestation.id).where(Attestation.owner == person, Attestation.state == State.OPEN)
    backed = (
        select(AttestationLine.attestation_id)
        .join(Account, Account.id == AttestationLine.account_id)
        .where(Account.backup == person, IS_WAITING)
    )
    theirs = select(Attestation).where(Attestation.id.in_(own.union(backed))).options(_WITH_LINES)
    return session.scalars(theirs.order_by(Attestation.id)).all()


def answered_in(session: Session, account_id: int, quarter: str) -> Sequence[int]:
    """What asked about it in that quarter."""
    asked = select(AttestationLine.attestation_id).where(
        AttestationLine.account_id == account_id, AttestationLine.quarter == quarter
    )
    return session.scalars(asked.order_by(AttestationLine.attestation_id)).all()
