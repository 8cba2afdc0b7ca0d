"""What an alert's link does: it shows what it is about and changes nothing; confirmed, it answers once."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from bot.alerts.alert import COLUMNS, Alert, read
from bot.alerts.links import Links, Token
from bot.alerts.model import alerts
from bot.kernel.actor import Actor
from bot.kernel.clock import Clock
from bot.kernel.db import Database
from bot.kernel.errors import NotFound, Refused, TooLate

UNKNOWN = "A part of it may be missing. Open it from its message."
EXPIRED = "This link has expired. Use a newer one, or press “I'm on it” in Slack."
FORGOTTEN = "This was settled long ago. Slack shows how."
NOBODY = "Choose who you are."
SPENT = "This link was used already. Slack shows the rest."


@dataclass(frozen=True)
class Matter:
    """What alerts are about, as their links need it; all raise Refused with a sentence. `who`: that person, by id and
    name, as one who acts. `check`: whether it still waits for an answer. `answer`: give it; the sentence of thanks.
    `claim`: the same from an address that several read, where somebody says to be the person with that id.
    `named`: a text of ours with people's names in the place of ids that were unknown when the alert was planned.
    """

    who: Callable[[str, str], Actor]
    check: Callable[[Session, Alert], None]
    answer: Callable[[Session, Alert, Actor, datetime], str]
    claim: Callable[[Session, Alert, str, datetime], str]
    named: Callable[[str], str]


@dataclass(frozen=True)
class Answering:
    database: Database
    clock: Clock
    links: Links
    matter: Matter

    def look(self, token: str) -> Alert:
        """The alert of a link that can still answer; raises Refused."""
        link = self._link(token)
        with self.database.snapshot() as session:
            return self._alert(session, link)

    def confirm(self, token: str, person: str) -> str:
        """Answer as that person, who must be one of those whom the alert asks. Raises Refused."""
        alert = self.look(token)
        name = alert.name_of(person)
        if name is None:
            raise Refused(NOBODY)
        who = self.matter.who(person, name) if alert.is_persons else None
        with self.database.transaction() as session:
            alert, now = self._alert(session, self._link(token)), self.clock.now()
            unused = update(alerts).where(alerts.c.id == alert.id, alerts.c.used_at.is_(None))
            if session.execute(unused.values(used_by=person, used_at=now).returning(alerts.c.id)).first() is None:
                raise TooLate(SPENT)
            return (
                self.matter.answer(session, alert, who, now) if who else self.matter.claim(session, alert, person, now)
            )

    def _link(self, token: str) -> Token:
        """What no stranger can have made up; the database is asked about nothing else."""
        link = self.links.read(token)
        if link is None:
            raise NotFound(UNKNOWN)
        return link

    def _alert(self, session: Session, link: Token) -> Alert:
        alert = next(iter(read(session, COLUMNS.where(alerts.c.id == link.alert_id))), None)
        if alert is None:
            raise TooLate(FORGOTTEN)
        self.matter.check(session, alert)
        if alert.used_at is not None:
            raise TooLate(SPENT)
        if link.until < self.clock.now():
            raise TooLate(EXPIRED)
        return alert
