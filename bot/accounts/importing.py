"""A file of accounts that somebody gave in Slack: it is taken in afterwards, and they read what became of it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import PurePath
from typing import Any, cast

from sqlalchemy import Index, Table, delete, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.accounts import exchange, import_cards
from bot.accounts.checks import Rules
from bot.accounts.life import IMPORT
from bot.accounts.sheet import Sheet
from bot.kernel import outbox
from bot.kernel.act import Act, due
from bot.kernel.db import Base
from bot.kernel.errors import NotFound
from bot.kernel.report import Problem, Report
from bot.kernel.sheet import written
from bot.kernel.subject import Subject
from bot.kernel.views.blocks import Message

KIND = "account_import"
LEASE = timedelta(minutes=5)
"""So long one worker has it, and again with each batch of rows; then another one goes on, and the first leaves it."""
AGAIN = timedelta(minutes=1)
GIVEN_UP = timedelta(days=1)
LINE, PROBLEM, FIELD = "line", "problem", "field"
"""What is wrong where. The first two are columns of the file that says what to mend."""
_OPEN = text("done_at IS NULL")


class AccountImport(Base):
    """`by` gave Slack's file `slack_file`; `sha256` is there once it was fetched. So many of its rows were `taken`, and
    what became of them.
    """

    __tablename__ = "account_imports"
    __table_args__ = (
        Index("ix_account_imports_open", "due_at", postgresql_where=_OPEN, sqlite_where=_OPEN),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    by: Mapped[str]
    slack_file: Mapped[str]
    name: Mapped[str]
    asked_at: Mapped[datetime]
    due_at: Mapped[datetime]
    done_at: Mapped[datetime | None] = mapped_column(index=True)
    sha256: Mapped[str | None] = mapped_column(index=True)
    taken: Mapped[int] = mapped_column(default=0, server_default="0")
    added: Mapped[int] = mapped_column(default=0, server_default="0")
    known: Mapped[int] = mapped_column(default=0, server_default="0")
    problems: Mapped[list[dict[str, Any]]] = mapped_column(default=list)

    @property
    def subject(self) -> Subject:
        return Subject(KIND, self.id)

    @property
    def report(self) -> Report:
        problems = [Problem(each[LINE], each[PROBLEM], each.get(FIELD, "")) for each in self.problems]
        return Report("account", self.added, self.known, problems)

    def note(self, rows: int, some: Report) -> None:
        self.taken, self.added, self.known = self.taken + rows, self.added + some.added, self.known + some.known
        more = [{LINE: each.line, FIELD: each.name, PROBLEM: each.words} for each in some.problems]
        self.problems = [*self.problems, *more]


imports = cast("Table", AccountImport.__table__)


def give(act: Act, slack_file: str, name: str) -> None:
    """To be taken in soon; raises Forbidden unless they may import accounts."""
    IMPORT.require(act, None)
    given = AccountImport(by=act.who.id, slack_file=slack_file, name=name, asked_at=act.when, due_at=act.when)
    act.session.add(given)
    act.session.flush()
    _show(act.session, given, import_cards.begun(name), act.when)


def lease(session: Session, now: datetime) -> AccountImport | None:
    """The next that is to be taken in, for this worker alone."""
    due = select(AccountImport).where(AccountImport.done_at.is_(None), AccountImport.due_at <= now)
    given = session.scalars(due.order_by(AccountImport.due_at).limit(1).with_for_update(skip_locked=True)).first()
    if given:
        given.due_at = now + LEASE
    return given


def put_off(session: Session, import_id: int, why: str, now: datetime) -> None:
    """Tried again by itself, for a day."""
    if (given := _open(session, import_id)) is None:
        return
    if now - given.asked_at > GIVEN_UP:
        end(session, import_id, f"{why} Upload it again.", now)
        return
    given.due_at = now + AGAIN
    _show(session, given, import_cards.put_off(given.name, why), now)


def end(session: Session, import_id: int, why: str, now: datetime) -> None:
    """No more of it is taken in than was."""
    if given := _close(session, import_id, now):
        some = import_cards.broken_off(given.name, why, given.taken, given.report)
        _show(session, given, some if given.taken else import_cards.failed(given.name, why), now)


def leave(session: Session, import_id: int, leaver: str, others: Sequence[str], now: datetime) -> None:
    """Nor where whoever gave it has left: `others` may take it in."""
    if given := _close(session, import_id, now):
        for each in others:
            card, message = f"{given.subject}:{each}", import_cards.left(given.name, leaver, given.taken)
            outbox.show(session, card=card, channel=each, message=message, at=now)


def _close(session: Session, import_id: int, now: datetime) -> AccountImport | None:
    """What was taken in of it is on record."""
    if given := _open(session, import_id):
        given.done_at = now
        if given.sha256 and given.taken:
            exchange.conclude(due(session, now), given.sha256, given.report)
    return given


def fetched(session: Session, import_id: int, sha256: str) -> None:
    """From now on it is there whatever becomes of it in Slack."""
    if given := _open(session, import_id):
        given.sha256 = sha256


def take_some(act: Act, import_id: int, sheet: Sheet, rules: Rules, begin: int) -> int | None:
    """A batch of its rows: where the next one begins; None where that was the last, or where another worker has it."""
    given = _open(act.session, import_id)
    if given is None or given.taken != begin:
        return None
    rows = sheet.batch(begin)
    given.note(len(rows), exchange.take_some(act, rows, rules))
    given.due_at = act.when + LEASE
    if given.taken == len(sheet.rows):
        _conclude(act, given, sheet)
        return None
    _show(act.session, given, import_cards.begun(given.name, given.taken, len(sheet.rows)), act.when)
    return given.taken


def _conclude(act: Act, given: AccountImport, sheet: Sheet) -> None:
    given.done_at, report = act.when, given.report
    exchange.conclude(act, sheet.sha256, report)
    _show(act.session, given, import_cards.done(given.name, report, sheet.unread), act.when)
    if report.problems:
        outbox.send_file(
            act.session,
            key=f"{given.subject}:{PROBLEM}s",
            person=given.by,
            file=(str(given.subject), f"to-mend-{PurePath(given.name).stem}.csv"),
            message=import_cards.to_mend(),
            at=act.when,
        )


def by_id(session: Session, import_id: int) -> AccountImport:
    if (given := session.get(AccountImport, import_id)) is None:
        raise NotFound("This import is over.")
    return given


def to_mend(sheet: Sheet, problems: Sequence[Problem]) -> bytes:
    """Its bad rows as they were, and what is wrong with each; they can be taken in again."""
    rows = {row.line: row.values for row in sheet.rows}
    named = [name for name in sheet.columns if any(name in values for values in rows.values())]
    why: dict[int, str] = {}
    for each in problems:
        why[each.line] = f"{why.get(each.line, '')} {each.why}".lstrip()
    table = ({**rows.get(line, {}), LINE: str(line), PROBLEM: words} for line, words in why.items())
    return written([*named, LINE, PROBLEM], table)


def prune(session: Session, *, before: datetime, limit: int = 10_000) -> int:
    old = select(imports.c.id).where(imports.c.done_at < before).limit(limit)
    return len(session.execute(delete(imports).where(imports.c.id.in_(old)).returning(imports.c.id)).all())


def _open(session: Session, import_id: int) -> AccountImport | None:
    """Held, if nobody has ended it."""
    held = select(AccountImport).where(AccountImport.id == import_id, AccountImport.done_at.is_(None))
    return session.scalars(held.with_for_update()).first()


def _show(session: Session, given: AccountImport, message: Message, at: datetime) -> None:
    outbox.show(session, card=str(given.subject), channel=given.by, message=message, at=at)
