"""Accounts that a version before wrote, which knew nothing of what they are found by: it is written for them."""

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import Session

from bot.accounts import spellings
from bot.accounts.entries import Spelling
from bot.accounts.model import Account
from bot.kernel.db import Database

AT_ONCE = 100
AGAIN = 1_000
"""So many of the newest are looked at again: one with a lower number may be committed later."""


class Indexing:
    """At the start of all accounts, then of the newest: older processes may still write some."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._after = 0

    def look(self) -> None:
        while self._database.transact(self._write_some) == AT_ONCE:
            pass
        with self._database.snapshot() as session:
            self._after = (session.scalar(select(func.max(Account.id))) or 0) - AGAIN

    def _write_some(self, session: Session) -> int:
        accounts = session.scalars(_without(self._after)).all()
        for account in accounts:
            spellings.write(session, account)
        return len(accounts)


def _without(after: int) -> Select[Account]:
    nothing = ~exists().where(Spelling.account_id == Account.id)
    return select(Account).where(Account.id > after, nothing).order_by(Account.id).limit(AT_ONCE)
