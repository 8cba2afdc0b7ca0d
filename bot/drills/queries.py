"""Which drills there are, and for whom each waits."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session

from bot.crises.calls import CrisisCall
from bot.crises.model import Crisis
from bot.crises.rehearsed import REAL
from bot.crises.states import UNRESOLVED
from bot.crises.states import State as CrisisState
from bot.drills.model import Drill, State
from bot.kernel import drills, loading
from bot.kernel.errors import NotFound
from bot.kernel.views.asks import MOST
from bot.kernel.views.pagination import Page, page_of

NONE = "There is no drill {}. See `/crisis drill list`."
GONE = "This drill is gone. See `/crisis drill list`."


def by_id(session: Session, number: int) -> Drill:
    """Only to be looked at, by its own number, which nobody reads; raises NotFound."""
    return _there(session, session.get(Drill, number), GONE)


def held(session: Session, number: int) -> Drill:
    """Held for change; whoever holds its crisis too held that before. Raises NotFound."""
    return _there(session, loading.held(session, Drill, number), GONE)


def if_free(session: Session, number: int) -> Drill | None:
    """Held for change; None while somebody else is changing it."""
    return loading.held(session, Drill, number, skip_locked=True)


def of_crisis(session: Session, crisis_id: int) -> Drill:
    """By the number that people read; raises NotFound."""
    drill = session.scalar(select(Drill).where(Drill.crisis_id == crisis_id))
    return _there(session, drill, NONE.format(crisis_id))


def listing(session: Session, number: int = 1) -> Page[Drill]:
    """Those that are planned, then the newest first; not what was called off."""
    theirs = select(Drill).where(Drill.state != State.CALLED_OFF)
    return page_of(session, theirs.order_by(Drill.state != State.PLANNED, Drill.begins_at.desc(), Drill.id), number)


def to_rate(session: Session, person: str) -> Sequence[Drill]:
    """Those that wait for this observer; the oldest first."""
    return session.scalars(_unrated().where(Drill.observer == person).order_by(Drill.id).limit(MOST)).all()


def people(session: Session) -> set[str]:
    """For whom something waits by name, or who planned what is still to come."""
    theirs = session.scalars(select(Drill).where(_goes_on()))
    return {each for drill in theirs for each in (drill.observer, drill.planned_by)}


def relying_on(session: Session, person: str) -> Sequence[Drill]:
    its = or_(Drill.observer == person, Drill.planned_by == person)
    return session.scalars(select(Drill).where(_goes_on(), its).order_by(Drill.id)).all()


def _unrated() -> Select[Drill]:
    return select(Drill).where(Drill.state == State.OVER, Drill.rated_at.is_(None))


def _goes_on() -> ColumnElement[bool]:
    return or_(
        Drill.state.in_((State.PLANNED, State.RUNNING)), and_(Drill.state == State.OVER, Drill.rated_at.is_(None))
    )


def over(session: Session) -> Sequence[Drill]:
    """Those after which another one is due."""
    return session.scalars(select(Drill).where(Drill.state == State.OVER, Drill.next_due_at.is_not(None))).all()


def is_followed(session: Session, drill: Drill) -> bool:
    """Whether there was another one since."""
    later = select(Drill.id).where(
        Drill.crisis_id > (drill.crisis_id or 0), Drill.state.in_((State.RUNNING, State.OVER))
    )
    return session.scalar(later.limit(1)) is not None


def called_for_real(session: Session, drill: Drill, crisis: Crisis) -> list[str]:
    """Who takes part, and was called by a real crisis since the drill began, or is still waited for by one."""
    is_news = or_(CrisisCall.at >= crisis.raised_at, Crisis.state == CrisisState.OPEN)
    calls = select(CrisisCall.person).join(Crisis, Crisis.id == CrisisCall.crisis_id)
    theirs = calls.where(REAL, Crisis.state.in_(UNRESOLVED), is_news, CrisisCall.person.in_(list(crisis.players)))
    return sorted(set(session.scalars(theirs)))


def _there(session: Session, drill: Drill | None, why: str) -> Drill:
    if drill is None:
        raise NotFound(why)
    drills.look_at(session)
    return drill
