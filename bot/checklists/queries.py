"""Which lines a crisis's checklist has, and which of them are still to be done."""

from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, contains_eager

from bot.checklists.model import ChecklistLine, State
from bot.crises import queries as crises
from bot.crises.model import Crisis
from bot.crises.states import UNRESOLVED
from bot.kernel.act import Act
from bot.kernel.errors import NotFound
from bot.kernel.reference import GONE


def lines_of(session: Session, crisis: Crisis) -> Sequence[ChecklistLine]:
    """Without those that were dropped, in the order of the playbook."""
    lines = select(ChecklistLine).where(ChecklistLine.crisis_id == crisis.id, ChecklistLine.state != State.DROPPED)
    return session.scalars(lines.order_by(ChecklistLine.id)).all()


def dropped(session: Session, crisis: Crisis) -> Sequence[ChecklistLine]:
    """Those that its kind does not ask for any more."""
    lines = select(ChecklistLine).where(ChecklistLine.crisis_id == crisis.id, ChecklistLine.state == State.DROPPED)
    return session.scalars(lines.order_by(ChecklistLine.id)).all()


def by_id(session: Session, number: int) -> ChecklistLine:
    return session.get_one(ChecklistLine, number)


def if_free(session: Session, number: int) -> ChecklistLine | None:
    """Its crisis is held; None while somebody is changing that."""
    line = by_id(session, number)
    return line if crises.if_free(session, line.crisis_id) else None


def shown_to(act: Act, number: int, *, is_department: bool = False) -> ChecklistLine:
    """Only to be looked at; raises NotFound, also where it is of the other sort, or they do not see its crisis."""
    line = act.session.get(ChecklistLine, number)
    if line is None or line.is_department != is_department:
        raise NotFound(GONE)
    crises.shown_to(act, line.crisis_id)
    return line


def held_by(act: Act, number: int, *, is_department: bool = False) -> ChecklistLine:
    """As it is now; its crisis is held for change until the transaction ends, so all lines are. Raises NotFound."""
    crises.held_by(act, shown_to(act, number, is_department=is_department).crisis_id)
    return act.session.get_one(ChecklistLine, number, populate_existing=True)


def waiting(session: Session) -> Sequence[ChecklistLine]:
    """All that are to be done, of crises that are not over; the worst crisis first."""
    return session.scalars(_waiting()).all()


def waiting_for_role(session: Session, role: str) -> Sequence[ChecklistLine]:
    return session.scalars(_waiting().where(ChecklistLine.role == role)).all()


def given_to(session: Session, person: str) -> Sequence[ChecklistLine]:
    return session.scalars(_waiting().where(ChecklistLine.person == person)).all()


def people(session: Session) -> set[str]:
    """Those to whom some line is given that is to be done."""
    return {line.person for line in waiting(session)} - {""}


def _waiting() -> Select[ChecklistLine]:
    lines = select(ChecklistLine).join(ChecklistLine.crisis).options(contains_eager(ChecklistLine.crisis))
    are_open = (ChecklistLine.state == State.OPEN, Crisis.state.in_(UNRESOLVED))
    return lines.where(*are_open).order_by(Crisis.score.desc(), ChecklistLine.id)
