"""Who sees a crisis, decided here alone: a confidential one is there for those in its room, and for nobody else."""

from collections.abc import Iterable

from sqlalchemy import BindParameter, ColumnElement, and_, exists, not_, or_, select
from sqlalchemy.orm import Session

from bot.crises.calls import CrisisCall
from bot.crises.members import CrisisMember
from bot.crises.model import Crisis
from bot.kernel.act import Act
from bot.kernel.outbox.leased import Leased
from bot.kernel.subject import Subject

KIND = "crisis"
OF_SEVERAL = ("briefing",)
"""With which the keys of letters begin that tell of several crises, as their reader sees them."""
KINDS = (KIND, "debrief")
"""Of subjects that have a crisis's number."""


def to(person: str | BindParameter[str]) -> ColumnElement[bool]:
    """For a statement about crises. Whoever raised it or is called may come into its room; leaving that ends it."""
    is_called = exists().where(CrisisCall.crisis_id == Crisis.id, CrisisCall.person == person)
    may_come = or_(Crisis.raised_by == person, Crisis.lead == person, is_called)
    return or_(
        Crisis.confidential.is_(False),
        _is_member(person, is_here=True),
        and_(may_come, not_(_is_member(person, is_here=False))),
    )


def _is_member(person: str | BindParameter[str], *, is_here: bool) -> ColumnElement[bool]:
    return exists().where(
        CrisisMember.crisis_id == Crisis.id, CrisisMember.person == person, CrisisMember.is_here.is_(is_here)
    )


def is_to(session: Session, crisis: Crisis, person: str) -> bool:
    """The same of one; nothing is asked of what everybody sees."""
    return not crisis.confidential or person in who_see(session, crisis, [person])


def who_see(session: Session, crisis: Crisis, people: Iterable[str]) -> list[str]:
    """Those of them who see it."""
    if not crisis.confidential:
        return list(people)
    session.flush()
    sees = select(Crisis.id).where(Crisis.id == crisis.id)
    return [each for each in people if session.scalar(sees.where(to(each))) is not None]


def insiders(session: Session, crisis: Crisis) -> list[str]:
    """All who see a confidential one, the raiser and those who are on it first."""
    session.flush()
    called = select(CrisisCall.person).where(CrisisCall.crisis_id == crisis.id).order_by(CrisisCall.person)
    here = select(CrisisMember.person).where(CrisisMember.crisis_id == crisis.id, CrisisMember.is_here.is_(True))
    people = [crisis.raised_by, *crisis.responders, *session.scalars(called), *session.scalars(here)]
    return who_see(session, crisis, dict.fromkeys(people))


def who_left(session: Session, crisis: Crisis) -> set[str]:
    """Its room, and did not come back."""
    left = select(CrisisMember.person).where(CrisisMember.crisis_id == crisis.id, CrisisMember.is_here.is_(False))
    return set(session.scalars(left)) if crisis.confidential else set()


def keeps_letter(session: Session, letter: Leased) -> bool:
    """Whether it tells of a confidential one, and may be shown nobody else: keys begin with what it is about."""
    kind, _, rest = letter.key.removeprefix("card:").partition(":")
    if kind in OF_SEVERAL:
        return True
    number = rest.partition(":")[0]
    if kind not in KINDS or not number.isdecimal():
        return False
    return bool(session.scalar(select(Crisis.confidential).where(Crisis.id == int(number))))


def hidden_from(act: Act) -> list[str]:
    """What the trail calls those that this person does not see."""
    hidden = select(Crisis.id).where(not_(to(act.who.id))).order_by(Crisis.id)
    return [Subject(kind, each) for each in act.session.scalars(hidden) for kind in KINDS]
