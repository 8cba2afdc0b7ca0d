"""Who is in the room of each confidential crisis: Slack is asked, for nobody may have heard what it told."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.company import Company
from bot.crises import membership
from bot.crises.members import CrisisMember
from bot.crises.model import Crisis
from bot.crises.states import UNRESOLVED
from bot.kernel.act import Act
from bot.kernel.actor import Actor
from bot.kernel.clock import Clock
from bot.kernel.db import Database
from bot.people import Unreachable

Ask = Callable[[str], Collection[str] | None]
"""Who is in a channel besides Concord, None where Slack knows none for Concord; raises Unreachable."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Known:
    """By person who came or left, whether they are in that room."""

    room: str
    people: Mapping[str, bool]


class Attendance:
    """Each look asks about the rooms of crises that are not over; the first one, until it succeeds, about all."""

    def __init__(self, database: Database, clock: Clock, company: Company, ask: Ask) -> None:
        self._database, self._clock, self._company, self._ask = database, clock, company, ask
        self._has_begun = False

    def look(self) -> None:
        try:
            for each in self._rooms():
                self._agree(each)
            self._has_begun = True
        except Unreachable:
            log.warning("rooms_unknown", why="Slack did not say who is in them; it is asked again")

    def _rooms(self) -> list[Known]:
        rooms = select(Crisis.id, Crisis.room).where(Crisis.confidential.is_(True), Crisis.room != "")
        if self._has_begun:
            rooms = rooms.where(Crisis.state.in_(UNRESOLVED))
        people = select(CrisisMember.person, CrisisMember.is_here)
        with self._database.snapshot() as session:
            return [
                Known(room, dict(session.execute(people.where(CrisisMember.crisis_id == number)).all()))
                for number, room in session.execute(rooms.order_by(Crisis.id)).all()
            ]

    def _agree(self, known: Known) -> None:
        """As of the moment before Slack was asked: what it tells by itself since then is newer."""
        at = self._clock.now()
        here = self._ask(known.room)
        if here is None:
            return
        gone = {person for person, is_here in known.people.items() if is_here and person not in here}
        come = {person for person in here if not known.people.get(person)}
        actors = [Actor(id=each, name=self._company.name_of(each)) for each in sorted(gone | come)]
        if not actors:
            return
        log.info("room_agreed", room=known.room, came=len(come), left=len(gone))
        with self._company.in_force.held():
            for who in actors:
                self._database.transact(partial(self._note, who, known.room, is_here=who.id in come, at=at))

    def _note(self, who: Actor, room: str, session: Session, *, is_here: bool, at: datetime) -> None:
        membership.note(Act(session, who, self._clock.now()), room, is_here=is_here, at=at)
