"""What Slack tells one process of many, all learn: whom it was about stands in a table that each reads every second."""

from datetime import datetime
from typing import cast

from sqlalchemy import Table, delete, func, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.kernel.db import Base, Database
from bot.kernel.outbox.tables import Serial
from bot.kernel.statements import alone
from bot.people.directory import Directory
from bot.people.person import Person

GRANTS = "grants"
"""What it is about where a role was given or ended, and not a person or group."""
_ONE_AT_A_TIME = 0x4E455753  # any number does that nothing else locks


class NewsItem(Base):
    """`about` is a person or a user group; `mark` differs where something that matters does, and tells nothing."""

    __tablename__ = "people_news"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(Serial, primary_key=True, autoincrement=True)
    about: Mapped[str]
    mark: Mapped[str]
    at: Mapped[datetime] = mapped_column(index=True)


items = cast("Table", NewsItem.__table__)


class News:
    """One process's part in it: what it tells the others, and how far it has read what they told."""

    def __init__(self, database: Database, people: Directory) -> None:
        self._database, self._people = database, people
        self._newest: dict[str, str] = {}
        """The mark that was told last, as far as this process knows."""
        self._last: int | None = None

    def learn(self, person: Person, at: datetime) -> bool:
        """What Slack has told this process alone, for all; whether it is new."""
        before = self._people.mark(person.id)
        self._people.learn(person)
        return self._tell(person.id, before, at)

    def learn_group(self, group_id: str, members: frozenset[str], at: datetime) -> bool:
        before = self._people.mark(group_id)
        self._people.learn_group(group_id, members)
        return self._tell(group_id, before, at)

    def read(self) -> None:
        """What has come since; the first time only where it ends, for nothing older is remembered yet."""
        with self._database.snapshot() as session:
            if self._last is None:
                self._last = session.execute(select(func.coalesce(func.max(items.c.id), 0))).scalar_one()
                return
            rows = session.execute(select(items).where(items.c.id > self._last).order_by(items.c.id)).all()
        if any(row.about == GRANTS for row in rows):
            self._people.read_grants()
        for row in rows:
            self._people.compare(row.about, row.mark)
            self._newest[row.about] = row.mark
            self._last = row.id

    def _tell(self, slack_id: str, before: str, at: datetime) -> bool:
        """The others; unless it is what all know, for Slack tells of each status that somebody sets."""
        mark = self._people.mark(slack_id)
        if mark == before == self._newest.get(slack_id):
            return False
        with self._database.transaction() as session:
            tell(session, slack_id, mark, at)
        self._newest[slack_id] = mark
        return True


def tell(session: Session, about: str, mark: str, at: datetime) -> None:
    """All processes, once it is committed."""
    alone(session, _ONE_AT_A_TIME)  # numbers are seen in the order in which they are given, or a reader passes one by
    session.execute(insert(items).values(about=about, mark=mark, at=at))


def prune(session: Session, *, before: datetime, limit: int = 10_000) -> int:
    """Forget what every process has read by now, or knows nothing older than."""
    old = select(items.c.id).where(items.c.at < before).limit(limit)
    return len(session.execute(delete(items).where(items.c.id.in_(old)).returning(items.c.id)).all())
