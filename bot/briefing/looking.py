"""The digest for leadership: one message on each day on which a crisis is open, from half past eight on, kept as things
are.

No gesture writes it: each process looks every few seconds what has changed, and the first one to see it says so.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from bot.briefing import blocks
from bot.briefing.model import Briefing, briefings
from bot.company import Company
from bot.crises import cards, visible
from bot.crises.model import Crisis
from bot.crises.rehearsed import REAL
from bot.crises.states import UNRESOLVED, State
from bot.governance import Role
from bot.kernel import outbox, zones
from bot.kernel.clock import Clock
from bot.kernel.db import Database
from bot.kernel.statements import add_new

OPENS = time(8, 30)
LOOKS_BACK = timedelta(days=7)
"""So long an end is news to whoever has not read of it."""
Theirs = Mapping[str, Sequence[Crisis]]
"""By reader: the crises that are theirs, the worst first, and last those that ended lately."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a reader is to read now: `crises`, among them those that ended `since` then; `day` where it is a new one."""

    crises: Sequence[Crisis]
    since: datetime
    day: date | None = None

    @property
    def shown(self) -> dict[str, Any]:
        """All that its lines say."""
        return {
            str(each.id): [each.state, each.colour, each.lead, each.due_at.isoformat(), each.frozen]
            for each in self.crises
        }


class Briefings:
    def __init__(self, database: Database, clock: Clock, company: Company) -> None:
        self._database, self._clock, self._company = database, clock, company

    def look(self) -> None:
        """Tell whoever has not read yet how it is."""
        now = self._clock.now()
        with self._database.snapshot() as session:
            theirs, rows = self._theirs(session, now), {each.person: each for each in session.scalars(select(Briefing))}
            readers = [
                each
                for each in {**theirs, **rows}
                if self._due(theirs, rows.get(each) or Briefing(**_blank(each, now)), now)
            ]
        for reader in readers:
            with self._database.transaction() as session:
                self._tell(session, reader, now)

    def _theirs(self, session: Session, now: datetime) -> Theirs:
        since = max(session.scalar(select(func.min(Briefing.since))) or now, now - LOOKS_BACK)
        query = select(Crisis).where(REAL, or_(Crisis.state.in_(UNRESOLVED), Crisis.resolved_at >= since))
        theirs = defaultdict[str, list[Crisis]](list)
        for crisis in session.scalars(query.order_by(Crisis.score.desc(), Crisis.id)):
            holders = self._company.at(session, crisis).holders(Role.LEADERSHIP)
            for each in visible.who_see(session, crisis, holders):
                theirs[each].append(crisis)
        return {each: sorted(crises, key=lambda crisis: crisis.is_resolved) for each, crises in theirs.items()}

    def _due(self, theirs: Theirs, row: Briefing, now: datetime) -> Told | None:
        """None where they have read it."""
        crises, local = theirs.get(row.person, ()), now.astimezone(self._zone(row.person))
        if local.time() >= OPENS and row.day != local.date() and (since_then := _since(row.told_at, crises)):
            return Told(since_then, row.told_at, local.date())
        lives = row.day == local.date() or any(state != State.RESOLVED for state, *_ in row.shown.values())
        news = Told(_since(row.since, crises), row.since)
        return news if row.day and lives and news.shown != row.shown else None

    def _zone(self, reader: str) -> tzinfo:
        return zones.known(self._company.people.zone_of(reader)) or zones.own(self._company.rules.time_zone)

    def _tell(self, session: Session, reader: str, now: datetime) -> None:
        """Unless another process just did."""
        add_new(session, briefings, [_blank(reader, now)])
        row = session.get_one(Briefing, reader, with_for_update=True, populate_existing=True)
        if news := self._due(self._theirs(session, now), row, now):
            self._show(session, row, news, now)
            row.shown = news.shown

    def _show(self, session: Session, row: Briefing, news: Told, now: datetime) -> None:
        """A new one, or the one that lives as it is now."""
        path, reader = f"briefing:{row.person}", row.person
        lines = [(each, cards.address(session, each, self._company)) for each in news.crises]
        message = blocks.digest(lines, now) if lines else blocks.nothing()
        if news.day is None:
            outbox.show(session, card=f"{path}:{row.day}", channel=reader, message=message, at=now)
            return
        rank, key, before = outbox.Urgency.DECISION, news.day.isoformat(), blocks.newer()
        asked = outbox.Ask(channel=reader, path=path, key=key, message=message, before=before, urgency=rank)
        outbox.ask(session, asked, at=now)
        row.day, row.since, row.told_at = news.day, news.since, now


def _since(moment: datetime, crises: Sequence[Crisis]) -> list[Crisis]:
    """Those that are open, or ended from then on."""
    return [each for each in crises if each.resolved_at is None or each.resolved_at >= moment]


def _blank(reader: str, now: datetime) -> dict[str, Any]:
    """Before the first."""
    return {"person": reader, "day": None, "since": now, "told_at": now, "shown": {}}
