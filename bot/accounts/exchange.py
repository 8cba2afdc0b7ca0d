"""Accounts as CSV: what a company has in a spreadsheet becomes its registry."""

import csv
import io
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from bot.accounts import queries
from bot.accounts.checks import Rules, account_of
from bot.accounts.model import AccountImported, Draft, Status
from bot.kernel.actor import SYSTEM
from bot.kernel.errors import Invalid
from bot.kernel.events import record
from bot.kernel.words import quotation

COLUMNS = tuple(each.name for each in fields(Draft))
LAST_POST = "last_post_at"


@dataclass
class Report:
    added: int = 0
    known: int = 0
    problems: list[str] = field(default_factory=list)
    """A sentence a bad row, with its line."""

    @property
    def sentence(self) -> str:
        bad = f", {len(self.problems)} bad rows left out" if self.problems else ""
        return f"{self.added} accounts imported, {self.known} known already{bad}."


def people_in(text: str) -> set[str]:
    """Whom a sheet names: it is for the caller to meet them before the sheet is taken in."""
    rows = csv.DictReader(io.StringIO(text))
    return {person for row in rows for name in ("owner", "backup") if (person := (row.get(name) or "").strip())}


def take_in(session: Session, text: str, rules: Rules, at: datetime) -> Report:
    """Register each row as an active account; a bad one is reported and stops nothing, a known one stays as it is.

    The columns are those of the registration form, and `last_post_at` (ISO 8601, UTC where no zone is given).
    """
    report = Report()
    rows = csv.DictReader(io.StringIO(text))
    for row in rows:
        given = {name: (value or "").strip() for name, value in row.items() if name}
        try:
            _take(session, given, rules, at, report)
        except Invalid as error:
            report.problems += [f"line {rows.line_num}, {name}: {why}" for name, why in error.problems.items()]
    return report


def _take(session: Session, given: dict[str, str], rules: Rules, at: datetime, report: Report) -> None:
    draft = Draft(**{name: given.get(name, "") for name in COLUMNS})
    account = account_of(draft, rules, by=SYSTEM.id, at=at)
    if queries.taken(session, account.network, account.handle):
        report.known += 1
        return
    account.status, account.decided_by, account.decided_at = Status.ACTIVE.value, SYSTEM.id, at
    account.last_post_at = _last_post(given.get(LAST_POST, ""), at)
    session.add(account)
    session.flush()
    record(session, AccountImported(who=SYSTEM, when=at, of=account))
    report.added += 1


def _last_post(typed: str, now: datetime) -> datetime | None:
    if not typed:
        return None
    try:
        told = datetime.fromisoformat(typed)
    except ValueError as error:
        raise Invalid(
            {LAST_POST: f"{quotation(typed)} is no date; write one such as 2026-03-31 or 2026-03-31T09:00."}
        ) from error
    told = told if told.tzinfo else told.replace(tzinfo=UTC)
    if told > now:
        raise Invalid({LAST_POST: f"{quotation(typed)} is in the future."})
    return told
