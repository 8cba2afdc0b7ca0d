"""Accounts as CSV: what a company has in a spreadsheet becomes its registry."""

from dataclasses import fields
from datetime import datetime

from bot.accounts import queries
from bot.accounts.checks import Rules, account_of
from bot.accounts.drafts import Draft
from bot.accounts.facts import AccountImported, SheetImported
from bot.accounts.life import IMPORT
from bot.accounts.model import Status
from bot.accounts.sheet import LAST_POST, Sheet
from bot.kernel.act import Act
from bot.kernel.dates import moment
from bot.kernel.errors import Invalid
from bot.kernel.sheet import Report, Row
from bot.kernel.text.markup import quotation

FIRST_YEAR = 2003
"""No network that we know is older; programs write 1900 or 1970 where there is no date."""
NO_DATE = "{} is no date. Write 2026-03-31 or 2026-03-31T09:00."


def take_in(act: Act, sheet: Sheet, rules: Rules) -> Report:
    """Register each row as an active account; a bad one is reported and stops nothing, a known one stays as it is.
    Raises Forbidden unless they may decide on accounts, or administer Concord, and Unreadable for no sheet of accounts.

    The columns are those of the registration form, and `last_post_at` (UTC where no zone is given).
    """
    IMPORT.require(act, None)
    report = Report("account")
    report.take(sheet.rows, lambda row: _enter(act, row, rules))
    act.record(SheetImported, of=sheet.called, note=report.note(sheet.sha256))
    return report


def _enter(act: Act, row: Row, rules: Rules) -> bool:
    draft = Draft(**{each.name: row.values.get(each.name, "") for each in fields(Draft)})
    account = account_of(draft, rules, by=act.who.id, at=act.when)
    last_post_at = _last_post(row.values.get(LAST_POST, ""), act.when)
    if queries.taken(act.session, account.network, account.handle):
        return False
    account.status, account.decided_by, account.decided_at = Status.ACTIVE, act.who.id, act.when
    account.last_post_at = last_post_at
    act.session.add(account)
    act.session.flush()
    act.record(AccountImported, of=account)
    return True


def _last_post(typed: str, now: datetime) -> datetime | None:
    if not typed:
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
