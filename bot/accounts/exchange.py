"""Accounts as CSV: what a company has in a spreadsheet becomes its registry, and can be had as one."""

from collections.abc import Iterable
from dataclasses import asdict, fields, replace
from datetime import datetime

from bot.accounts import likely, queries, service
from bot.accounts.checks import Rules, account_of
from bot.accounts.drafts import Draft
from bot.accounts.facts import AccountImported, SheetExported, SheetImported
from bot.accounts.life import EXPORT, IMPORT
from bot.accounts.model import Account, Status
from bot.accounts.sheet import COLUMNS, LAST_POST
from bot.kernel import sheet as sheets
from bot.kernel.act import Act
from bot.kernel.dates import moment
from bot.kernel.errors import Invalid
from bot.kernel.events import Named
from bot.kernel.report import Report, Row
from bot.kernel.text.markup import quotation

NEVER = frozenset({"", "-", "–", "never", "none", "n/a", "#n/a"})
"""What people and programs write where nothing was posted yet."""
FIRST_YEAR = 2003
"""No network that we know is older; programs write 1900 or 1970 where there is no date."""
REGISTRY = Named("export:accounts")
NO_DATE = "{} is no date. Write 2026-03-31 or 2026-03-31T09:00."


def take_some(act: Act, rows: Iterable[Row], rules: Rules) -> Report:
    """Register each of these rows of a sheet as an active account; a bad one is reported and stops nothing, a known one
    stays as it is. Raises Forbidden unless they may decide on accounts, or administer Concord.

    The columns are those of the registration form, and `last_post_at` (UTC where no zone is given).
    """
    IMPORT.require(act, None)
    report = Report("account")
    report.take(rows, lambda row: _enter(act, row, rules))
    return report


def conclude(act: Act, sha256: str, report: Report) -> None:
    """All rows of the sheet with that hash were taken in, or as many as are going to be."""
    act.record(SheetImported, of=sheets.called(sha256), note=report.note(sha256))


def _enter(act: Act, row: Row, rules: Rules) -> bool:
    draft = Draft(**{each.name: row.values.get(each.name, "") for each in fields(Draft)})
    account = account_of(draft, rules, by=act.who.id, at=act.when)
    last_post_at = _last_post(row.values.get(LAST_POST, ""), act.when)
    if queries.taken(act.session, account.network, account.handle):
        return False
    account.status, account.decided_by, account.decided_at = Status.ACTIVE, act.who.id, act.when
    account.last_post_at = last_post_at
    service.enter(act.session, account)
    act.record(AccountImported, of=account)
    return True


def _last_post(typed: str, now: datetime) -> datetime | None:
    if typed.casefold() in NEVER:
        return None
    try:
        posted_at = moment(typed)
    except ValueError as error:
        raise Invalid({LAST_POST: NO_DATE.format(quotation(typed))}) from error
    if posted_at.year < FIRST_YEAR:
        raise Invalid({LAST_POST: f"{quotation(typed)} is before there were networks. Leave it empty for none."})
    if posted_at > now:
        raise Invalid({LAST_POST: f"{quotation(typed)} is in the future."})
    return posted_at


def ask_for_all(act: Act) -> None:
    """They are sent the registry; raises Forbidden unless they may have it."""
    EXPORT.require(act, None)
    act.record(SheetExported, of=REGISTRY)


def given_out(accounts: Iterable[Account]) -> bytes:
    """What `take_some` reads again."""
    return sheets.written(COLUMNS, map(_row, accounts))


def _row(account: Account) -> dict[str, str]:
    last_post = account.last_post_at.isoformat() if account.last_post_at else ""
    return {**asdict(_draft_of(account)), LAST_POST: last_post}


def _draft_of(account: Account) -> Draft:
    """By its address, which no program takes for a formula, as it would a handle."""
    own = {name: getattr(account, name) for name in ("publisher", "deputy", "channel", "insistence")}
    return replace(likely.again(account), handle=account.url, **own)
