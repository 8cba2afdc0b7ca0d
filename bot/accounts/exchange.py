"""Accounts as CSV: what a company has in a spreadsheet becomes its registry."""

import csv
import hashlib
import io
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime

from bot.accounts import queries
from bot.accounts.checks import Rules, account_of
from bot.accounts.drafts import Draft
from bot.accounts.facts import AccountImported, SheetImported
from bot.accounts.life import IMPORT
from bot.accounts.model import Status
from bot.kernel.act import Act
from bot.kernel.errors import Invalid
from bot.kernel.events import Named
from bot.kernel.text.markup import quotation

DIGITS = 12
"""So many of the file's SHA-256 are its name in the trail."""
COLUMNS = tuple(each.name for each in fields(Draft))
LAST_POST = "last_post_at"


@dataclass(frozen=True)
class Sheet:
    """A file as it was given; raises UnicodeDecodeError where it is no text in UTF-8."""

    content: bytes

    @property
    def rows(self) -> "csv.DictReader[str]":
        return csv.DictReader(io.StringIO(self.content.decode("utf-8-sig")))

    @property
    def people(self) -> set[str]:
        """Whom it names: it is for the caller to meet them before it is taken in."""
        return {
            person for row in self.rows for name in ("owner", "backup") if (person := (row.get(name) or "").strip())
        }

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


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


def take_in(act: Act, sheet: Sheet, rules: Rules) -> Report:
    """Register each row as an active account; a bad one is reported and stops nothing, a known one stays as it is.
    Raises Forbidden unless they may decide on accounts, or administer Concord.

    The columns are those of the registration form, and `last_post_at` (ISO 8601, UTC where no zone is given).
    """
    IMPORT.require(act, None)
    report = Report()
    rows = sheet.rows
    for row in rows:
        given = {name: (value or "").strip() for name, value in row.items() if name}
        try:
            _take(act, given, rules, report)
        except Invalid as error:
            report.problems += [f"line {rows.line_num}, {name}: {why}" for name, why in error.problems.items()]
    named, note = Named(f"import:{sheet.sha256[:DIGITS]}"), f"{report.sentence} SHA-256 {sheet.sha256}"
    act.record(SheetImported, of=named, note=note)
    return report


def _take(act: Act, given: dict[str, str], rules: Rules, report: Report) -> None:
    draft = Draft(**{name: given.get(name, "") for name in COLUMNS})
    account = account_of(draft, rules, by=act.who.id, at=act.when)
    if queries.taken(act.session, account.network, account.handle):
        report.known += 1
        return
    account.status, account.decided_by, account.decided_at = Status.ACTIVE, act.who.id, act.when
    account.last_post_at = _last_post(given.get(LAST_POST, ""), act.when)
    act.session.add(account)
    act.session.flush()
    act.record(AccountImported, of=account)
    report.added += 1


def _last_post(typed: str, now: datetime) -> datetime | None:
    if not typed:
        return None
    try:
        told = datetime.fromisoformat(typed)
    except ValueError as error:
        raise Invalid(
            {LAST_POST: f"{quotation(typed)} is not a date; write one such as 2026-03-31 or 2026-03-31T09:00."}
        ) from error
    told = told if told.tzinfo else told.replace(tzinfo=UTC)
    if told > now:
        raise Invalid({LAST_POST: f"{quotation(typed)} is in the future."})
    return told
