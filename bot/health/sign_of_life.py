"""The row that each process writes again and again: proof that the database takes writes."""

import time
from collections.abc import Callable
from datetime import datetime
from typing import cast
from uuid import uuid4

from sqlalchemy import Table, delete, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.health.pulse import Pulse
from bot.kernel.clock import Clock
from bot.kernel.db import Base, Database
from bot.kernel.statements import Prepared

EVERY_S = 10
MISSED_S = 30.0
"""After so long without one the database counts as taking none, though it may not have said so."""


class Sign(Base):
    """Each process has its own row, so that none waits for another's."""

    __tablename__ = "signs_of_life"

    process: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)


signs = cast("Table", Sign.__table__)

_WRITE = Prepared(
    lambda insert: (row := insert(signs)).on_conflict_do_update(
        index_elements=[signs.c.process], set_={"at": row.excluded.at}
    )
)


class SignOfLife:
    """One process's own. Where none is given, nothing is known."""

    def __init__(self, database: Database, clock: Clock, seconds: Callable[[], float] = time.monotonic) -> None:
        self._database, self._clock = database, clock
        self._process = uuid4().hex
        self._given = Pulse(seconds)
        self._is_refused = False

    def give(self) -> None:
        """Raises what the database says against it."""
        if self._given.age() is None:
            self._given.mark()  # the first may wait for ever, too
        try:
            with self._database.transaction() as session:
                _WRITE.run(session, process=self._process, at=self._clock.now())
        except SQLAlchemyError:
            self._is_refused = True
            raise
        self._given.mark()
        self._is_refused = False

    @property
    def is_missing(self) -> bool:
        """Whether the database does not take it."""
        return self._is_refused or (self._given.age() or 0.0) > MISSED_S


def prune(session: Session, *, before: datetime, limit: int = 10_000) -> int:
    """Forget the processes of long ago."""
    old = select(signs.c.process).where(signs.c.at < before).limit(limit)
    return len(session.execute(delete(signs).where(signs.c.process.in_(old)).returning(signs.c.process)).all())
