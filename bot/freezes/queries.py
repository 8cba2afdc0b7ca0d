"""What is frozen, since when, and who has not answered yet."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, bindparam, func, or_, select
from sqlalchemy.orm import QueryableAttribute, Session

from bot.freezes.model import HOLDS, IS_COLD, Freeze, FreezeAnswer, FreezeCall, FreezeReason, FrozenAccount, State
from bot.kernel import drills, loading
from bot.kernel.errors import NotFound
from bot.kernel.lookups import Lookup
from bot.kernel.statements import Prepared
from bot.kernel.views.asks import MOST


@dataclass(frozen=True, slots=True)
class Standing:
    """How many accounts are frozen, and of how many somebody says that nothing is scheduled elsewhere."""

    accounts: int
    answered: int


def by_id(session: Session, number: int) -> Freeze:
    """Only to be looked at; raises NotFound."""
    return _seen(session, _there(session.get(Freeze, number), number))


def held(session: Session, number: int) -> Freeze:
    """Held for change until the transaction ends; raises NotFound. Whoever holds its crisis too held that before."""
    return _seen(session, _there(loading.held(session, Freeze, number), number))


def if_free(session: Session, number: int) -> Freeze | None:
    """Held for change; None while somebody else is changing it."""
    return loading.held(session, Freeze, number, skip_locked=True)


def in_force(session: Session) -> Sequence[Freeze]:
    """The oldest first; what is only rehearsed is none."""
    return session.scalars(_in_force().where(Freeze.drill.is_(False))).all()


def of_crisis(session: Session, crisis_id: int) -> Sequence[Freeze]:
    """Also those that are over."""
    return session.scalars(select(Freeze).where(Freeze.crisis_id == crisis_id).order_by(Freeze.id)).all()


def in_force_for(session: Session, crisis_id: int) -> Sequence[Freeze]:
    return session.scalars(_in_force().where(Freeze.crisis_id == crisis_id)).all()


def _in_force() -> Select[Freeze]:
    return select(Freeze).where(Freeze.state == State.IN_FORCE).order_by(Freeze.id)


def freezing(session: Session, account_id: int) -> Row[Any] | None:
    """The first of the freezes that hold the account: its number, its crisis's, whether that is confidential, and since
    when.
    """
    return FREEZING.of(session, account_id)


def _freezing(session: Session, accounts: Collection[int]) -> dict[int, Row[Any]]:
    rows = _HOLDING.run(session, accounts=list(accounts))
    return {row.account_id: row for row in reversed(rows)}


_HOLDING = Prepared(
    select(FrozenAccount.account_id, Freeze.id, Freeze.crisis_id, Freeze.confidential, Freeze.frozen_at)
    .join(FrozenAccount, FrozenAccount.freeze_id == Freeze.id)
    .where(FrozenAccount.account_id.in_(bindparam("accounts", expanding=True)), HOLDS)
    .order_by(Freeze.frozen_at, Freeze.id),
    lists=["accounts"],
)
FREEZING = Lookup(_freezing)


def freeze_between(session: Session, account_id: int, start: datetime, end: datetime) -> Freeze | None:
    """The first freeze that held the account at any time between these."""
    lasted = and_(FrozenAccount.drill.is_(False), or_(IS_COLD, FrozenAccount.thawed_at > start))
    its = select(Freeze).join(FrozenAccount, FrozenAccount.freeze_id == Freeze.id)
    held = its.where(FrozenAccount.account_id == account_id, Freeze.frozen_at < end, lasted)
    return session.scalars(held.order_by(Freeze.id).limit(1)).first()


def frozen_since(session: Session, account_id: int) -> datetime | None:
    """None where nothing freezes it."""
    row = freezing(session, account_id)
    return row.frozen_at if row else None


def is_frozen(account_id: QueryableAttribute[int]) -> ColumnElement[bool]:
    """For a statement about what is on accounts."""
    return select(FrozenAccount.account_id).where(FrozenAccount.account_id == account_id, HOLDS).exists()


def frozen(session: Session) -> set[int]:
    """The ids of all accounts that some freeze holds."""
    return set(session.scalars(select(FrozenAccount.account_id).where(HOLDS).distinct()))


def accounts_of(session: Session, freezes: Iterable[Freeze]) -> Sequence[FrozenAccount]:
    """Those that these hold, by what they are called."""
    ids = [each.id for each in freezes]
    held = select(FrozenAccount).where(FrozenAccount.freeze_id.in_(ids), IS_COLD)
    return session.scalars(held.order_by(FrozenAccount.label, FrozenAccount.freeze_id)).all()


def of_the_same(session: Session, crisis_id: int | None, accounts: Collection[int]) -> Freeze | None:
    """The freeze of that crisis, or of none, that holds just these accounts."""
    of_it = session.scalars(_in_force().where(Freeze.crisis_id.is_not_distinct_from(crisis_id))).all()
    held: dict[int, set[int]] = {}
    for row in accounts_of(session, of_it):
        held.setdefault(row.freeze_id, set()).add(row.account_id)
    return next((each for each in of_it if held.get(each.id) == set(accounts)), None)


def ids_of(session: Session, freeze: Freeze) -> set[int]:
    return {each.account_id for each in accounts_of(session, [freeze])}


def standing(session: Session, freezes: Collection[Freeze]) -> Standing:
    """Each account once, however many of these hold it."""
    ids = [each.id for each in freezes]
    counted = func.count(FrozenAccount.account_id.distinct())
    answered = counted.filter(FrozenAccount.answer_id.is_not(None))
    row = session.execute(select(counted, answered).where(FrozenAccount.freeze_id.in_(ids), IS_COLD)).one()
    return Standing(*row)


def each_standing(session: Session, freezes: Sequence[Freeze]) -> list[tuple[Freeze, Standing]]:
    """Each by itself, however many in one statement."""
    rows = select(FrozenAccount.freeze_id, func.count(), func.count(FrozenAccount.answer_id)).where(IS_COLD)
    theirs = rows.where(FrozenAccount.freeze_id.in_([each.id for each in freezes])).group_by(FrozenAccount.freeze_id)
    counted = {number: Standing(accounts, answered) for number, accounts, answered in session.execute(theirs)}
    return [(each, counted.get(each.id, Standing(0, 0))) for each in freezes]


def unanswered(session: Session, freeze: Freeze) -> set[int]:
    """The ids of the accounts about which nobody has said anything yet."""
    return set(session.scalars(_unanswered().where(FrozenAccount.freeze_id == freeze.id)))


def _unanswered() -> Select[int]:
    return select(FrozenAccount.account_id).where(IS_COLD, FrozenAccount.answer_id.is_(None))


def asked_of(session: Session, freeze: Freeze, person: str) -> set[int]:
    """Those about which this person was asked."""
    asked = select(FreezeCall.account_id).where(FreezeCall.freeze_id == freeze.id, FreezeCall.person == person)
    theirs = (FrozenAccount.freeze_id == freeze.id, FrozenAccount.account_id.in_(asked))
    return set(session.scalars(_unanswered().where(*theirs)))


def was_called(session: Session, freeze: Freeze, person: str) -> bool:
    asked = select(FreezeCall.person).where(FreezeCall.freeze_id == freeze.id, FreezeCall.person == person)
    return session.scalar(asked.limit(1)) is not None


def waiting_for(session: Session, person: str) -> Sequence[Freeze]:
    """Those that still wait for this person's answer."""
    waits = _waited_for().where(FreezeCall.person == person).with_only_columns(FreezeCall.freeze_id)
    return session.scalars(_in_force().where(Freeze.id.in_(waits)).limit(MOST)).all()


def relied_on(session: Session) -> set[str]:
    """Everybody for whom something waits by name: an answer, or whether what they froze is still to be frozen."""
    froze = _in_force().with_only_columns(Freeze.frozen_by).order_by(None)
    return {*session.scalars(froze), *session.scalars(_waited_for().with_only_columns(FreezeCall.person))}


def relying_on(session: Session, person: str) -> Sequence[Freeze]:
    waits = _waited_for().where(FreezeCall.person == person).with_only_columns(FreezeCall.freeze_id)
    return session.scalars(_in_force().where(or_(Freeze.frozen_by == person, Freeze.id.in_(waits)))).all()


def _waited_for() -> Select[FreezeCall]:
    """Who was asked about an account of which nobody has said anything yet."""
    its = (FrozenAccount.freeze_id == FreezeCall.freeze_id) & (FrozenAccount.account_id == FreezeCall.account_id)
    return select(FreezeCall).join(FrozenAccount, its).where(IS_COLD, FrozenAccount.answer_id.is_(None))


def called(session: Session, freeze: Freeze) -> dict[int, set[str]]:
    """By account, who was asked about it."""
    people: dict[int, set[str]] = {}
    for each in session.scalars(select(FreezeCall).where(FreezeCall.freeze_id == freeze.id)):
        people.setdefault(each.account_id, set()).add(each.person)
    return people


def freed(session: Session, freeze: Freeze, ids: Collection[int]) -> list[str]:
    """Who was asked about these accounts and has nothing left to answer."""
    mine = select(FreezeCall.person).where(FreezeCall.freeze_id == freeze.id)
    waiting = mine.where(FreezeCall.account_id.in_(unanswered(session, freeze)))
    asked = mine.where(FreezeCall.account_id.in_(ids), FreezeCall.person.not_in(waiting))
    return sorted(set(session.scalars(asked)))


def answers(session: Session, freezes: Iterable[Freeze]) -> Sequence[FreezeAnswer]:
    """What was stopped elsewhere, the newest first."""
    stopped = select(FreezeAnswer).where(FreezeAnswer.freeze_id.in_([each.id for each in freezes]))
    newest = stopped.where(FreezeAnswer.stopped.number.is_not(None)).order_by(FreezeAnswer.id.desc())
    return session.scalars(newest).all()


def reasons(session: Session, freeze: Freeze) -> Sequence[FreezeReason]:
    """Why others wanted it too, the newest first."""
    theirs = select(FreezeReason).where(FreezeReason.freeze_id == freeze.id)
    return session.scalars(theirs.order_by(FreezeReason.id.desc())).all()


def words_of(session: Session, freeze: Freeze) -> set[int]:
    """The numbers of all that was said about it."""
    stopped = select(FreezeAnswer.stopped.number).where(FreezeAnswer.freeze_id == freeze.id)
    too = select(FreezeReason.reason.number).where(FreezeReason.freeze_id == freeze.id)
    return {each for each in (freeze.reason.id, *session.scalars(stopped), *session.scalars(too)) if each}


def _seen(session: Session, freeze: Freeze) -> Freeze:
    if freeze.drill:
        drills.look_at(session)
    return freeze


def _there(freeze: Freeze | None, number: int) -> Freeze:
    if freeze is None:
        raise NotFound(f"There is no freeze {number}. See `/crisis thaw`.")
    return freeze
