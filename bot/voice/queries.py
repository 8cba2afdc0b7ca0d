"""Which statements there are, which are in force, and who has not said yet whether they are posted."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import Session, aliased, joinedload

from bot.accounts import Outlet, ids_kept_by
from bot.kernel import drills, loading
from bot.kernel.errors import NotFound
from bot.kernel.views.asks import MOST
from bot.reviews.model import Review
from bot.voice.model import Statement, StatementAccount, StatementAnswer, Status

_WITH_REVIEWS = [joinedload(Statement.review).selectinload(each) for each in (Review.decisions, Review.remarks)]
"""All of them in as many questions as one."""
NOW = (Status.IN_REVIEW, Status.IN_FORCE)


@dataclass(frozen=True, slots=True)
class Said:
    """How many languages have a statement in force, on how many accounts it is to be said, and on how many it is."""

    languages: int
    accounts: int
    posted: int


def by_id(session: Session, number: int) -> Statement:
    """Only to be looked at; raises NotFound."""
    return _seen(session, _there(session.get(Statement, number), number))


def held(session: Session, number: int) -> Statement:
    """Held for change until the transaction ends; raises NotFound. Whoever does so held its crisis before."""
    return _seen(session, _there(loading.held(session, Statement, number), number))


def if_free(session: Session, number: int) -> Statement | None:
    """Held for change; None while somebody else is changing it."""
    return loading.held(session, Statement, number, skip_locked=True)


def in_force(session: Session, crisis_id: int) -> Sequence[Statement]:
    """One a language at most."""
    its = (Statement.crisis_id == crisis_id, Statement.topic == 0)
    return session.scalars(_those(Status.IN_FORCE).where(*its)).all()


def in_review(session: Session, crisis_id: int | None = None) -> Sequence[Statement]:
    """Of one crisis, or of all."""
    waiting = _those(Status.IN_REVIEW).options(*_WITH_REVIEWS)
    return session.scalars(waiting if crisis_id is None else waiting.where(Statement.crisis_id == crisis_id)).all()


def _those(*status: Status) -> Select[Statement]:
    return select(Statement).where(Statement.status.in_(status)).order_by(Statement.language, Statement.id)


def unfinished(session: Session, crisis_id: int) -> Sequence[Statement]:
    """What is said, in review or in force, the older first."""
    return session.scalars(_unfinished(crisis_id).where(Statement.topic == 0)).all()


def answers(session: Session, crisis_id: int) -> Sequence[Statement]:
    """The same of answers to questions, question by question."""
    these = _unfinished(crisis_id).where(Statement.topic > 0).order_by(None)
    return session.scalars(these.order_by(Statement.topic, Statement.language, Statement.id)).all()


def unfinished_like(session: Session, its: Statement) -> Sequence[Statement]:
    """In its language, and to its question."""
    same = (Statement.language == its.language, Statement.topic == its.topic)
    return session.scalars(_unfinished(its.crisis_id).where(*same)).all()


def _unfinished(crisis_id: int) -> Select[Statement]:
    return select(Statement).where(Statement.crisis_id == crisis_id, Statement.status.in_(NOW)).order_by(Statement.id)


def latest_number(session: Session, its: Statement) -> int:
    """0 where nothing like it was ever written."""
    like = (Statement.crisis_id == its.crisis_id, Statement.language == its.language, Statement.topic == its.topic)
    return session.scalar(select(func.max(Statement.number)).where(*like)) or 0


def latest_topic(session: Session, crisis_id: int) -> int:
    """0 where nobody has answered a question."""
    return session.scalar(select(func.max(Statement.topic)).where(Statement.crisis_id == crisis_id)) or 0


def standing(session: Session, crisis_id: int) -> Said | None:
    """None where nothing is in force."""
    its = in_force(session, crisis_id)
    counted = Said(len(its), sum(len(each.accounts) for each in its), sum(each.posted for each in its))
    return counted if its else None


def unanswered(statement: Statement, outlets: Collection[Outlet], person: str) -> list[StatementAccount]:
    """Those of its accounts that are this person's and of which nobody has said yet whether it is posted there."""
    mine = {its.id for its in outlets if person in its.people}
    return [each for each in statement.unanswered if each.account_id in mine]


def posted_before(session: Session, statements: Collection[Statement]) -> Mapping[int, Mapping[int, str]]:
    """Of each, by account: where an older one in the same language is posted, the latest."""
    newer = aliased(Statement)
    older = (Statement.crisis_id == newer.crisis_id, Statement.language == newer.language, Statement.id < newer.id)
    answers = (
        select(newer.id, StatementAccount.account_id, StatementAnswer.url)
        .join(Statement, and_(*older))
        .join(StatementAccount, StatementAccount.statement_id == Statement.id)
        .join(StatementAnswer, StatementAnswer.id == StatementAccount.answer_id)
        .where(newer.id.in_([each.id for each in statements]), StatementAnswer.url != "")
        .order_by(Statement.id)
    )
    before: dict[int, dict[int, str]] = {each.id: {} for each in statements}
    for row in session.execute(answers):
        before[row.id][row.account_id] = row.url
    return before


def waiting_for(session: Session, person: str) -> Sequence[Statement]:
    """In force, and still to be answered for by this person, who looks after some of its accounts."""
    waits = select(StatementAccount.statement_id).where(
        StatementAccount.answer_id.is_(None), StatementAccount.account_id.in_(ids_kept_by(person))
    )
    return session.scalars(
        _those(Status.IN_FORCE).where(Statement.id.in_(waits), Statement.drill.is_(False)).limit(MOST)
    ).all()


def words_of(statements: Collection[Statement]) -> set[int]:
    """The numbers of all that was said in them and about them."""
    answers = [each.answer for its in statements for each in its.accounts if each.answer]
    parts = [getattr(its, column) for its in statements for column in Statement.private.values()]
    reviews = [its.review for its in statements]
    reasons = [each.reason.id for each in answers]
    reasons += [made.reason.id for review in reviews for made in review.decisions]
    reasons += [each.text.id for review in reviews for each in review.remarks]
    return {number for number in (*parts, *reasons) if number}


def all_of(session: Session, crisis_id: int) -> Sequence[Statement]:
    return session.scalars(select(Statement).where(Statement.crisis_id == crisis_id)).all()


def _seen(session: Session, statement: Statement) -> Statement:
    if statement.drill:
        drills.look_at(session)
    return statement


def _there(statement: Statement | None, number: int) -> Statement:
    if statement is None:
        raise NotFound(f"There is no statement {number}. See `/crisis list all`.")
    return statement
