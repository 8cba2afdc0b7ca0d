"""Which after-action reviews and actions there are, and for whom each waits."""

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.crises import queries as crises
from bot.crises.model import CrisisAccount
from bot.debriefs.model import UNSENT, ActionStatus, CorrectiveAction, Debrief, Status
from bot.kernel import loading
from bot.kernel.act import Act
from bot.kernel.errors import NotFound
from bot.kernel.views.asks import MOST

NONE = "Nobody writes an after-action review of crisis {}. See `/crisis review {}`."
NO_ACTION = "There is no action {}. See `/crisis list resolved`."
NEWEST = 50
"""Among so many reviews a lesson is looked for."""


def find(session: Session, number: int) -> Debrief | None:
    return session.get(Debrief, number)


def by_id(session: Session, number: int) -> Debrief:
    """Only to be looked at; raises NotFound."""
    return _there(find(session, number), number)


def shown_to(act: Act, number: int) -> Debrief | None:
    """For somebody: what they do not see is not there, nor is its crisis; raises NotFound."""
    crises.shown_to(act, number)
    return find(act.session, number)


def held_by(act: Act, number: int) -> Debrief:
    """The same, held for what somebody does to it."""
    crises.shown_to(act, number)
    return held(act.session, number)


def held(session: Session, number: int) -> Debrief:
    """Held for change until the transaction ends; whoever decides on it holds it, too. Raises NotFound."""
    debrief = _there(loading.held(session, Debrief, number), number)
    session.expire(debrief, ["review"])
    return debrief


def if_free(session: Session, number: int) -> Debrief | None:
    """Held for change; None while somebody else is changing it."""
    return loading.held(session, Debrief, number, skip_locked=True)


def in_review(session: Session) -> Sequence[Debrief]:
    return session.scalars(select(Debrief).where(Debrief.status == Status.IN_REVIEW).order_by(Debrief.id)).all()


def written_by(session: Session, person: str) -> Sequence[Debrief]:
    """Those that wait for this person to write them; the first due first."""
    theirs = select(Debrief).where(Debrief.writer == person, Debrief.status.in_(UNSENT))
    return session.scalars(theirs.order_by(Debrief.due_at, Debrief.id).limit(MOST)).all()


def action(session: Session, number: int) -> CorrectiveAction:
    """Only to be looked at; raises NotFound."""
    return _is_there(session.get(CorrectiveAction, number), number)


def action_held(session: Session, number: int) -> CorrectiveAction:
    """Held for change; raises NotFound."""
    return _is_there(loading.held(session, CorrectiveAction, number), number)


def action_if_free(session: Session, number: int) -> CorrectiveAction | None:
    return loading.held(session, CorrectiveAction, number, skip_locked=True)


def actions_of(session: Session, debrief: Debrief) -> Sequence[CorrectiveAction]:
    """The first due first."""
    its = select(CorrectiveAction).where(CorrectiveAction.debrief_id == debrief.id)
    return session.scalars(its.order_by(CorrectiveAction.until, CorrectiveAction.id)).all()


def open_actions_of(session: Session, person: str) -> Sequence[CorrectiveAction]:
    """What this person is still to do; the first due first."""
    theirs = select(CorrectiveAction).where(CorrectiveAction.who == person, _IS_OPEN)
    return session.scalars(theirs.order_by(CorrectiveAction.until, CorrectiveAction.id).limit(MOST)).all()


def people(session: Session) -> set[str]:
    """For whom something waits by name."""
    writers = select(Debrief.writer).where(Debrief.status.in_(UNSENT))
    return {*session.scalars(writers), *session.scalars(select(CorrectiveAction.who).where(_IS_OPEN))}


def lessons(session: Session) -> Sequence[Debrief]:
    """Of those that are approved, the newest first."""
    taught = select(Debrief).where(Debrief.status == Status.APPROVED, Debrief.lesson.number.is_not(None))
    return session.scalars(taught.order_by(Debrief.id.desc()).limit(NEWEST)).all()


def accounts_of(session: Session, numbers: Collection[int]) -> set[tuple[int, int]]:
    """The crises' numbers, each with the ids of its accounts."""
    theirs = select(CrisisAccount.crisis_id, CrisisAccount.account_id).where(CrisisAccount.crisis_id.in_(numbers))
    return {(crisis, account) for crisis, account in session.execute(theirs)}


_IS_OPEN = CorrectiveAction.status == ActionStatus.OPEN


def _there(debrief: Debrief | None, number: int) -> Debrief:
    if debrief is None:
        raise NotFound(NONE.format(number, number))
    return debrief


def _is_there(action: CorrectiveAction | None, number: int) -> CorrectiveAction:
    if action is None:
        raise NotFound(NO_ACTION.format(number))
    return action
