"""What the forms of agencies say, before it is checked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.accounts import Outlet

LONGEST_TEXT, LONGEST_ACCOUNTS = 3000, 1000


@dataclass(frozen=True, kw_only=True)
class Draft:
    """Who is let in: `until` is when the last day has ended."""

    person: str
    accounts: Sequence[Outlet]
    until: datetime
    reason: str


@dataclass(frozen=True, kw_only=True)
class Written:
    account: Outlet | None
    text: str
