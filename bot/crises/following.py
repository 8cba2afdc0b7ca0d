"""Who wants to hear of a crisis besides those who are on it."""

from collections.abc import Sequence
from datetime import datetime
from typing import cast

from sqlalchemy import ForeignKey, Table, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.crises.life import LIFE, Action
from bot.crises.model import Crisis
from bot.kernel.act import Act
from bot.kernel.db import Base
from bot.kernel.statements import add_new


class CrisisFollower(Base):
    __tablename__ = "crisis_followers"

    crisis_id: Mapped[int] = mapped_column(ForeignKey("crises.id"), primary_key=True)
    person: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]


table = cast("Table", CrisisFollower.__table__)


def follow(act: Act, crisis: Crisis) -> None:
    """News of it come directly from now on; once is enough."""
    LIFE.require(act, crisis, Action.FOLLOW)
    add_new(act.session, table, [{"crisis_id": crisis.id, "person": act.who.id, "at": act.when}])


def unfollow(act: Act, crisis: Crisis) -> None:
    theirs = table.c.crisis_id == crisis.id, table.c.person == act.who.id
    act.session.execute(delete(table).where(*theirs))


def follows(act: Act, crisis: Crisis) -> bool:
    return act.session.get(CrisisFollower, (crisis.id, act.who.id)) is not None


def followers(session: Session, crisis: Crisis) -> Sequence[str]:
    people = select(table.c.person).where(table.c.crisis_id == crisis.id)
    return session.scalars(people.order_by(table.c.person)).all()
