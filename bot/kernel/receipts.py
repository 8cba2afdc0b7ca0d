"""The same gesture delivered twice has one effect and gets the same answer."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Table, bindparam, delete, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.kernel.db import Base
from bot.kernel.statements import Prepared


class Receipt(Base):
    __tablename__ = "receipts"

    key: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    answer: Mapped[dict[str, Any] | None]


receipts = cast("Table", Receipt.__table__)


def once(session: Session, key: str, at: datetime) -> bool:
    """Whether this is the first time; a second one that comes meanwhile waits until the first is committed."""
    return bool(_CLAIM.run(session, key=key, at=at))


_CLAIM = Prepared(lambda insert: insert(receipts).on_conflict_do_nothing().returning(receipts.c.key))


def remember(session: Session, key: str, answer: dict[str, Any]) -> None:
    """Keep what the first one was answered."""
    _ANSWERED.later(session, of=key, answered=answer)


_ANSWERED = Prepared(update(receipts).where(receipts.c.key == bindparam("of")).values(answer=bindparam("answered")))


def recall(session: Session, key: str) -> dict[str, Any] | None:
    return session.execute(select(receipts.c.answer).where(receipts.c.key == key)).scalar_one_or_none()


def lasting(session: Session, keys: Iterable[str], now: datetime) -> set[str]:
    """Those whose time is still to come."""
    return set(session.scalars(select(receipts.c.key).where(receipts.c.key.in_(list(keys)), receipts.c.at > now)))


def forget(session: Session, key: str) -> None:
    """The next time is the first again."""
    _FORGET.later(session, of=key)


_FORGET = Prepared(delete(receipts).where(receipts.c.key == bindparam("of")))


def prune(session: Session, *, before: datetime, limit: int = 10_000) -> int:
    old = select(receipts.c.key).where(receipts.c.at < before).limit(limit)
    return len(session.execute(delete(receipts).where(receipts.c.key.in_(old)).returning(receipts.c.key)).all())
