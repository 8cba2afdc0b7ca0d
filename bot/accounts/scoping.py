"""Which accounts a brand, a market or a kind means, and which of these there are."""

from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, ScalarSelect, and_, exists, false, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session

from bot.accounts.finding import matching
from bot.accounts.model import Account, Status
from bot.accounts.outlets import Outlet
from bot.kernel.scope import Scope
from bot.kernel.subject import Subject

IN_USE = Account.status.in_([Status.ACTIVE, Status.DORMANT])
WIDER: dict[str, InstrumentedAttribute[str]] = {"brand": Account.brand, "market": Account.market, "kind": Account.kind}
"""By the words of a scope."""


def values_in_use(session: Session, name: str) -> Sequence[str]:
    """The brands, markets or kinds of accounts in use, sorted; each is found by the index from the one before it."""
    column = WIDER[name]
    each = select(_next(column, "").label("value")).cte(recursive=True)
    each = each.union_all(select(_next(column, each.c.value)).where(each.c.value.is_not(None)))
    in_use = exists().where(column == each.c.value, IN_USE)
    return session.scalars(select(each.c.value).where(each.c.value.is_not(None), in_use)).all()


def _next(column: InstrumentedAttribute[str], value: ColumnElement[str] | str) -> ScalarSelect[str]:
    return select(column).where(column > value).order_by(column).limit(1).scalar_subquery()


def outlets_within(session: Session, wanted: Iterable[Scope], but: Iterable[Scope] = ()) -> list[Outlet]:
    """Those in use that one of these scopes covers, and none of the others, by what they are called."""
    within, without = (or_(false(), *(_covered(session, each) for each in scopes)) for scopes in (wanted, but))
    accounts = session.scalars(select(Account).where(IN_USE, within, ~without))
    return sorted(map(Outlet.of, accounts), key=lambda its: its.label)


def _covered(session: Session, scope: Scope) -> ColumnElement[bool]:
    """However a brand is written."""
    conditions: list[ColumnElement[bool]] = []
    for name, value in scope.named.items():
        if name == "account":
            conditions.append(Account.id == Subject.read(value).number)
        else:
            same = [each for each in values_in_use(session, name) if each.casefold() == value.casefold()]
            conditions.append(WIDER[name].in_(same))
    return and_(true(), *conditions)


def outlets_typed(session: Session, typed: str) -> list[Outlet]:
    """Some of those that people mean who are typing this."""
    return [Outlet.of(each) for each in matching(session, typed)]
