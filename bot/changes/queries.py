"""Which changes of the governance there are, and which one waits."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.changes.model import Change, Status
from bot.governance.differences import Difference, between
from bot.kernel import loading
from bot.kernel.errors import NotFound
from bot.oversight import revisions
from bot.oversight.in_force import hold_in_force
from bot.oversight.model import Revision

NONE = "There is no governance change {}. See `/social governance`."


def by_id(session: Session, number: int) -> Change:
    """Only to be looked at; raises NotFound."""
    return _there(session.get(Change, number), number)


def held(session: Session, number: int) -> Change:
    """With its review and what is in force, held for change until the transaction ends; raises NotFound."""
    hold_in_force(session)
    return _there(loading.held(session, Change, number, is_alone=False), number)


def if_free(session: Session, number: int) -> Change | None:
    """With its review, held for change; None while somebody else is changing it."""
    return loading.held(session, Change, number, skip_locked=True, is_alone=False)


def in_review(session: Session) -> Sequence[Change]:
    """One at most."""
    return session.scalars(select(Change).where(Change.status == Status.IN_REVIEW)).all()


def waiting(session: Session) -> Change | None:
    """The one in review."""
    return next(iter(in_review(session)), None)


def latest(session: Session) -> Change | None:
    return session.scalars(select(Change).order_by(Change.id.desc()).limit(1)).first()


def was_proposed(session: Session, sha256: str, based_on: str) -> bool:
    """Whether the same change was proposed before, whatever came of it."""
    same = Revision.sha256 == sha256, Revision.based_on == based_on
    return session.scalars(select(Change.id).join(Revision).where(*same).limit(1)).first() is not None


def what_changes(session: Session, change: Change) -> Sequence[Difference]:
    """From what was in force when it was proposed."""
    before = revisions.latest(session, change.revision.based_on)
    return between(before.text, change.revision.text) if before else ()


def _there(change: Change | None, number: int) -> Change:
    if change is None:
        raise NotFound(NONE.format(number))
    return change
