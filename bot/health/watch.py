"""The look itself: administrators are told of each matter once, and once more when it is well again."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, delete, or_, select, update
from sqlalchemy.orm import Session

from bot.alerts import service as alerting
from bot.company import Company
from bot.governance import Role
from bot.health.findings import troubles
from bot.health.pulse import Pulse
from bot.health.questions import CHANNEL, CLOCK, FILE, Finding, look
from bot.kernel.clock import SET_BACK, Clock
from bot.kernel.db import Database
from bot.kernel.statements import add_new
from bot.kernel.text.markup import Markup, mrkdwn, sentence, when
from bot.kernel.views.blocks import Message, section

LASTING = timedelta(seconds=10)
"""What is gone by then was only a process that started, or a clock that was moved."""
LOOK_MISSED_S = 60.0
"""So long after its last look a watch does not say that all is well: it may be what is broken."""


class Watch:
    """Any number of processes may look; `company` says who the administrators are."""

    def __init__(self, database: Database, clock: Clock, company: Company) -> None:
        self._database, self._clock, self._company = database, clock, company
        self._looked = Pulse()

    def look(self) -> bool:
        """Compare what should have happened with what did, and tell administrators of news; whether all is well."""
        is_well = self._database.transact(self._compare)
        self._looked.mark()
        return is_well

    def _compare(self, session: Session) -> bool:
        now, limits = self._clock.now(), self._company.rules.lateness
        findings = list(look(session, now, usual=limits.usual, crisis=limits.crisis))
        for finding in findings:
            self._note(session, finding, now)
        for row in _well_again(session, [finding.matter for finding in findings]):
            self._tell_well(session, row, now)
        return not findings

    def hear(self, findings: Mapping[str, Finding | None]) -> None:
        """What Slack says, or a process: by matter, what is wrong, or that nothing is. Others stay as they were."""
        if findings:
            self._database.transact(lambda session: self._note_heard(session, findings))

    def _note_heard(self, session: Session, findings: Mapping[str, Finding | None]) -> None:
        now = self._clock.now()
        for finding in filter(None, findings.values()):
            self._note(session, finding, now)
        well = troubles.c.matter.in_([matter for matter, finding in findings.items() if finding is None])
        for row in _gone(session, well):
            self._tell_well(session, row, now)

    def all_is_well(self) -> bool:
        """Whether this process has just looked, and the last look of any process found nothing wrong."""
        age = self._looked.age()
        if age is None or age > LOOK_MISSED_S:
            return False
        with self._database.transaction() as session:
            return session.execute(select(troubles.c.matter).limit(1)).first() is None

    def _note(self, session: Session, finding: Finding, now: datetime) -> None:
        add_new(session, troubles, [{"matter": finding.matter, "since": now}])
        lasting = update(troubles).where(troubles.c.matter == finding.matter, troubles.c.told_at.is_(None))
        since = troubles.c.since
        lasting = lasting.where(or_(since <= now - LASTING, since > now + SET_BACK)).values(told_at=now)
        if row := session.execute(lasting.returning(troubles)).first():
            self._tell(
                session, row, mrkdwn(":warning: *Concord is not well.* {}", sentence(finding.sentence)), "unwell", now
            )
            if finding.is_delivery:
                self._alert(session, row, finding.sentence, now)

    def _tell_well(self, session: Session, row: Row[Any], now: datetime) -> None:
        what = mrkdwn(":white_check_mark: *Concord is well again*, after trouble since {}.", when(row.since))
        self._tell(session, row, mrkdwn("{} (`{}`)", what, row.matter), "well", now)

    def _tell(self, session: Session, row: Row[Any], text: Markup, how: str, now: datetime) -> None:
        self._company.tell_administrators(session, f"{_key(row)}:{how}", Message(text, [section(text)]), now)

    def _alert(self, session: Session, row: Row[Any], sentence: str, now: datetime) -> None:
        """Slack may be what is wrong, so administrators hear of it by other ways at once."""
        draft = alerting.Draft(
            ping=_key(row),
            subject=f"watch:{row.matter}",
            recipient=Role.ADMINISTRATOR,
            instead_of=None,
            title="Concord is not well",
            body=sentence,
            otherwise="See /status and the logs.",
        )
        ways = self._company.rules.ways(*self._company.holders(Role.ADMINISTRATOR), Role.ADMINISTRATOR)
        alerting.plan(session, draft, ways, at=now, due=now)


def _well_again(session: Session, matters: Sequence[str]) -> list[Row[Any]]:
    in_tables = and_(*(troubles.c.matter.not_like(f"{kind}:%") for kind in (CHANNEL, CLOCK, FILE)))
    return _gone(session, and_(in_tables, troubles.c.matter.not_in(matters)))


def _gone(session: Session, well: ColumnElement[bool]) -> list[Row[Any]]:
    """Those that administrators were told of and that are gone; what never lasted goes unsaid."""
    gone = delete(troubles).where(well).returning(troubles)
    return [row for row in session.execute(gone) if row.told_at]


def _key(row: Row[Any]) -> str:
    return f"watch:{row.matter}:{row.since:%Y%m%dT%H%M%S}"
