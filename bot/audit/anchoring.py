"""Checkpoints are made each day, and each hour in which there is news, and put where the database cannot reach."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from bot.alerts import service as alerting
from bot.alerts.model import State as AlertState
from bot.alerts.model import alerts
from bot.audit import blocks, filing
from bot.audit.checkpoints import Checkpoint
from bot.audit.merkle import Edge, leaf
from bot.audit.model import checkpoints, entries
from bot.audit.queries import record
from bot.audit.terms import Terms
from bot.kernel import outbox
from bot.kernel.clock import Clock
from bot.kernel.db import Database
from bot.kernel.notes import Signer
from bot.kernel.outbox.tables import State as LetterState
from bot.kernel.outbox.tables import letters
from bot.kernel.statements import add_new

AN_HOUR = timedelta(hours=1)
A_DAY = timedelta(days=1)
LATEST = 2 * AN_HOUR
"""So old may be what no checkpoint covers yet."""
AT_ONCE = 10_000
WHOSE = "checkpoints"
REWRITTEN = "The audit trail does not match its newest checkpoint. Run `python -m bot audit verify`."


class Anchoring:
    """Any number of processes may have one."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        terms: Callable[[], Terms],
        signer: Signer | None,
    ) -> None:
        self.trouble: str | None = None
        """Why this process cannot write its file, in a sentence."""
        self._database, self._clock, self._terms, self._signer = database, clock, terms, signer

    def look(self) -> bool:
        """Make a checkpoint where one is due, and bring the file to the newest; whether one was made."""
        now = self._clock.now()
        row = self._due(now)
        if row:
            with self._database.transaction() as session:
                self._keep(session, row, now)
        self._file()
        return row is not None

    def _due(self, now: datetime) -> dict[str, Any] | None:
        with self._database.snapshot() as session:
            before, last = newest(session), record(session)
            if last is None or not _is_due(before, last.number, now) or is_rewritten(session, before):
                return None
            edge = grown(session, before)
            return self._row(before.number + 1 if before else 1, edge, last.hash, now)

    def _row(self, number: int, edge: Edge, head: str, now: datetime) -> dict[str, Any]:
        time, terms = now.isoformat(timespec="seconds"), self._terms()
        about = {"number": str(number), "time": time, "head": head, **terms.about}
        text = Checkpoint(terms.origin, edge.size, edge.root(), about).text
        note = self._signer.sign(text) if self._signer else text
        peaks = [peak.hex() for peak in edge.peaks]
        return {"number": number, "at": now, "size": edge.size, "head": head, "peaks": peaks, "note": note}

    def _keep(self, session: Session, row: Mapping[str, Any], now: datetime) -> None:
        """Where another process was faster, its checkpoint stands, and so do its letter and its alerts."""
        add_new(session, checkpoints, [row])
        self._place(session, row, now)

    def _place(self, session: Session, row: Mapping[str, Any], now: datetime) -> None:
        key, places = key_of(row["number"]), self._terms().places
        if places.channel:
            message = blocks.checkpoint(row["size"], row["note"])
            outbox.post(session, key=key, channel=places.channel, message=message, at=now)
        draft = alerting.Draft(
            ping=key,
            subject=key,
            recipient=WHOSE,
            instead_of=None,
            title=blocks.checkpoint_title(row["size"]),
            body=row["note"],
            otherwise="Keep it: `python -m bot audit verify --against FILE` compares the trail with it.",
        )
        alerting.plan(session, draft, [(WHOSE, way) for way in places.ways], at=now, due=now)

    def _file(self) -> None:
        if (file := self._terms().places.file) is None:
            return
        try:
            filing.catch_up(self._database, file)
        except filing.NotFiled as error:
            self.trouble = str(error)
        else:
            self.trouble = None


def key_of(number: int) -> str:
    """Of the letter and the alerts that carry it."""
    return f"checkpoint:{number}"


def newest(session: Session) -> Row[Any] | None:
    return session.execute(select(checkpoints).order_by(checkpoints.c.number.desc()).limit(1)).first()


def grown(session: Session, before: Row[Any] | None) -> Edge:
    """The tree of all entries, from where the last checkpoint left it: only what is new is read."""
    edge = Edge(before.size, map(bytes.fromhex, before.peaks)) if before else Edge()
    new = select(entries.c.hash).where(entries.c.id > edge.size).order_by(entries.c.id)
    for hashed in session.scalars(new, execution_options={"yield_per": AT_ONCE}):
        edge.add(leaf(bytes.fromhex(hashed)))
    return edge


def is_rewritten(session: Session, before: Row[Any] | None) -> bool:
    """The trail is not what its newest checkpoint covers any more: nothing is signed that contradicts that."""
    if before is None:
        return False
    then = select(entries.c.id).where(entries.c.id == before.size, entries.c.hash == before.head)
    return session.execute(then).first() is None


def unanchored(session: Session, now: datetime) -> Iterator[tuple[str, str]]:
    """What is wrong with the checkpoints: a matter and a sentence each."""
    before = newest(session)
    if is_rewritten(session, before):
        yield "trail:rewritten", REWRITTEN
    next_number = before.size + 1 if before else 1
    since = session.execute(select(entries.c.at).where(entries.c.id == next_number)).scalar_one_or_none()
    if since and now - since > LATEST:
        yield "trail:unanchored", f"No checkpoint covers the audit trail since {since:%Y-%m-%d %H:%M} UTC."
    if before is not None and (places := _not_placed(session, key_of(before.number))):
        where = " or ".join(places)
        yield "trail:unplaced", f"The newest checkpoint of the audit trail could not be placed {where}."


def _not_placed(session: Session, key: str) -> list[str]:
    letter = select(letters.c.number).where(letters.c.key == key, letters.c.state == LetterState.DEAD)
    alert = select(alerts.c.id).where(alerts.c.subject == key, alerts.c.state == AlertState.DEAD)
    asked = {"in its channel": letter, "by other ways than Slack": alert}
    return [where for where, query in asked.items() if session.execute(query.limit(1)).first()]


def _is_due(before: Row[Any] | None, size: int, now: datetime) -> bool:
    """A clock that was set back makes it due: what was said then lies in no past."""
    if before is None:
        return True
    age: timedelta = now - before.at
    return bool(age >= A_DAY or (size != before.size and (age >= AN_HOUR or age < timedelta(0))))
