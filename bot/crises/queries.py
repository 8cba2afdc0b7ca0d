"""Which crises there are, and what happened in them."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    String,
    and_,
    bindparam,
    cast,
    exists,
    func,
    or_,
    select,
)
from sqlalchemy.orm import Session

from bot.accounts import outlet
from bot.company import Company
from bot.crises import visible
from bot.crises.calls import CrisisCall
from bot.crises.entries import CrisisEntry
from bot.crises.model import Crisis, CrisisAccount
from bot.crises.rehearsed import REAL
from bot.crises.rehearsed import called as called_of
from bot.crises.states import UNRESOLVED, Ending, Kind, State
from bot.governance import Role
from bot.kernel import drills, loading
from bot.kernel.act import Act
from bot.kernel.errors import NotFound
from bot.kernel.statements import Prepared
from bot.kernel.text.markup import quotation
from bot.kernel.views.asks import MOST
from bot.kernel.views.pagination import Page, page_of
from bot.private import PrivateText

NEWEST = 1000
"""Among so many a beginning is looked for."""
_IS_FALSE = Crisis.ending == Ending.FALSE_ALARM
NARROWINGS: dict[str, ColumnElement[bool]] = {
    "open": and_(Crisis.state.in_(UNRESOLVED), REAL),
    "resolved": and_(Crisis.state == State.RESOLVED, ~_IS_FALSE, REAL),
    "false": and_(_IS_FALSE, REAL),
    "all": and_(~_IS_FALSE, REAL),
    "drill": ~REAL,
}
"""What `/crisis list` can be narrowed to."""


def by_id(session: Session, crisis_id: int) -> Crisis:
    """The crisis, only to be looked at; raises NotFound."""
    return _there(loading.seen(session, Crisis, crisis_id), crisis_id)


def shown_to(act: Act, crisis_id: int) -> Crisis:
    """The same for somebody: what they do not see is not there."""
    return _seen(act, by_id(act.session, crisis_id))


def _seen(act: Act, crisis: Crisis) -> Crisis:
    if crisis.drill:
        drills.look_at(act.session)
    return _there(crisis if visible.is_to(act.session, crisis, act.who.id) else None, crisis.id)


def held_by(act: Act, crisis_id: int) -> Crisis:
    """The crisis, held for what somebody does to it: what they do not see is not there."""
    return _seen(act, held(act.session, crisis_id))


def held(session: Session, crisis_id: int) -> Crisis:
    """The crisis, held for change until the transaction ends; raises NotFound."""
    # Its key is not held: pings that become due meanwhile may still be told on its timeline.
    return _there(loading.held(session, Crisis, crisis_id), crisis_id)


def if_free(session: Session, crisis_id: int) -> Crisis | None:
    """The crisis, held for change; None while somebody else is changing it."""
    return loading.held(session, Crisis, crisis_id, skip_locked=True)


def worst(act: Act, most: int) -> Page[Crisis]:
    """The first of those that are open or acknowledged, as far as this person sees them."""
    return page_of(act.session, _unresolved().where(REAL, visible.to(act.who.id)), 1, most)


def going_on(act: Act) -> Sequence[Row[Any]]:
    """Of the worst of those that are not over, as far as this person sees them, the number and the words, once for each
    of their accounts.
    """
    return _GOING_ON.run(act.session, who=act.who.id)


def _unresolved() -> Select[Crisis]:
    """The worst first, and drills last."""
    return select(Crisis).where(Crisis.state.in_(UNRESOLVED)).order_by(*_WORST_FIRST)


_WORST_FIRST = (Crisis.drill, Crisis.score.desc(), Crisis.id)
_THESE = select(Crisis.id).where(Crisis.state.in_(UNRESOLVED), REAL, visible.to(bindparam("who", type_=String)))
_GOING_ON = Prepared(
    select(
        Crisis.id,
        func.coalesce(PrivateText.text, Crisis.__table__.c.what).label("words"),
        CrisisAccount.account_id,
    )
    .outerjoin(PrivateText, PrivateText.id == Crisis.what.number)
    .outerjoin(CrisisAccount, CrisisAccount.crisis_id == Crisis.id)
    .where(Crisis.id.in_(_THESE.order_by(*_WORST_FIRST).limit(MOST).scalar_subquery()))
    .order_by(*_WORST_FIRST)
)


def responders(session: Session) -> set[str]:
    """Who is on a crisis that is not over, was, or leads it."""
    return {each for crisis in session.scalars(_unresolved()) for each in crisis.responders}


def responded_to_by(session: Session, person: str) -> Sequence[Crisis]:
    """Those that are not over and that this person is on, was, or leads."""
    return session.scalars(_unresolved().where(_is_responder(person))).all()


def _is_responder(person: str) -> ColumnElement[bool]:
    joined = cast(Crisis.joined, String).contains(json.dumps(person), autoescape=True)
    return or_(Crisis.lead == person, Crisis.answered_by == person, joined)


def listing(act: Act, narrowing: str, number: int = 1) -> Page[Crisis]:
    """A page of those that this person sees, the newest first; raises NotFound for a narrowing that does not exist."""
    if narrowing not in NARROWINGS:
        known = ", ".join(f"`{name}`" for name in NARROWINGS)
        raise NotFound(f"I cannot list {quotation(narrowing)} crises. `/crisis list` knows {known}.")
    query = select(Crisis).where(NARROWINGS[narrowing], visible.to(act.who.id))
    return page_of(act.session, query.order_by(Crisis.id.desc()), number)


def beginning(act: Act, words: str) -> Sequence[Crisis]:
    """The newest that this person sees, whose description begins so."""
    begins = or_(*(text.startswith(each, autoescape=True) for text, each in _spellings(words)))
    is_new = Crisis.id > select(func.max(Crisis.id) - NEWEST).scalar_subquery()
    described = select(Crisis).join(PrivateText, PrivateText.id == Crisis.what.number)
    theirs = described.where(is_new, begins, REAL, visible.to(act.who.id))
    return act.session.scalars(theirs.order_by(Crisis.id.desc()).limit(2)).all()


def _spellings(words: str) -> Iterator[tuple[ColumnElement[str], str]]:
    text = func.replace(PrivateText.text, "\n", " ")
    yield from ((text, words), (func.lower(text), words.lower()))


def was_called(session: Session, crisis: Crisis, person: str) -> bool:
    """Whether that person was ever pinged about it."""
    return session.get(CrisisCall, (crisis.id, person)) is not None


def called_so_far(session: Session, crisis: Crisis) -> Sequence[str]:
    """Who was pinged about it, in the order of their ids."""
    people = select(CrisisCall.person).where(CrisisCall.crisis_id == crisis.id)
    return session.scalars(people.order_by(CrisisCall.person)).all()


def called(session: Session, crisis: Crisis, whom: Iterable[str], company: Company) -> list[str]:
    """Whom a policy's words mean in this crisis; its accounts' people are the matter's own."""
    named = {"author": [crisis.raised_by]}
    for affected in crisis.accounts:
        for word, people in outlet(session, affected.account_id).duties.items():
            named.setdefault(word, []).extend(people)
    gone = visible.who_left(session, crisis)
    people = company.at(session, crisis).resolve(whom, named)
    return called_of(crisis, [each for each in people if each not in gone])


def speakers(session: Session, crisis: Crisis, company: Company) -> list[str]:
    """Who speaks for the company in this crisis: the one who was named, while they are here, or all of the role."""
    if crisis.speaker and company.people.may_be_asked(crisis.speaker):
        return [crisis.speaker]
    return company.at(session, crisis).holders(Role.SPOKESPERSON)


def waiting_for(session: Session, person: str, now: datetime) -> Sequence[Crisis]:
    """Open ones that this person was pinged about, and theirs for which an update is due soon; the worst first."""
    pinged = exists().where(CrisisCall.crisis_id == Crisis.id, CrisisCall.person == person)
    is_asked = and_(Crisis.state == State.OPEN, or_(Crisis.claimed_by == person, pinged))
    is_on_it = and_(Crisis.state == State.ACKNOWLEDGED, _is_responder(person))
    theirs = session.scalars(_unresolved().where(or_(is_asked, is_on_it), visible.to(person)).limit(MOST))
    return [each for each in theirs if each.state == State.OPEN or each.update_due_soon <= now]


def words_of(session: Session, crisis: Crisis) -> set[int]:
    """The numbers of all that was said about it."""
    session.flush()
    lines = select(CrisisEntry.words.number).where(CrisisEntry.crisis_id == crisis.id)
    numbers = {*session.scalars(lines), *(getattr(crisis, number) for number in Crisis.private.values())}
    return numbers - {None}


def pings(session: Session, crisis: Crisis) -> Sequence[CrisisEntry]:
    """Those since it waits for an answer, the newest first."""
    since = crisis.due_at - crisis.respond_within
    asked = select(CrisisEntry).where(CrisisEntry.crisis_id == crisis.id, CrisisEntry.kind == Kind.PINGED)
    return session.scalars(asked.where(CrisisEntry.at >= since).order_by(CrisisEntry.id.desc())).all()


def _there(crisis: Crisis | None, crisis_id: int) -> Crisis:
    if crisis is None:
        raise NotFound(f"There is no crisis {crisis_id}. See `/crisis list all`.")
    return crisis
