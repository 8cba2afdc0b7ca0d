"""What happens to accounts."""

from dataclasses import dataclass
from datetime import datetime

from bot.accounts.model import Account, Hashtag
from bot.kernel.events import Event, Named


@dataclass(frozen=True, kw_only=True)
class AccountEvent(Event):
    of: Account


class AccountProposed(AccountEvent):
    pass


class AccountApproved(AccountEvent):
    signs = True


class AccountDeclined(AccountEvent):
    signs = True


class AccountImported(AccountEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class SheetImported(Event):
    """Somebody took in a file of accounts; it is called by the first digits of its SHA-256."""

    of: Named


@dataclass(frozen=True, kw_only=True)
class SheetExported(Event):
    """Somebody was given all accounts as a file."""

    of: Named


@dataclass(frozen=True, kw_only=True)
class PostLogged(AccountEvent):
    url: str
    ended_silence: bool
    """Reminders of its silence were out."""

    @property
    def noted(self) -> str:
        return self.url


class AccountFellSilent(AccountEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class AccountSnoozed(AccountEvent):
    until: datetime

    @property
    def noted(self) -> str:
        return f"until {self.until:%Y-%m-%d}: {self.note}"


class AccountWoken(AccountEvent):
    """Somebody ended its snooze before its day."""


class AccountRetired(AccountEvent):
    signs = True


@dataclass(frozen=True, kw_only=True)
class AccountTakenOver(AccountEvent):
    """Somebody who left has no part in it any more."""

    signs = True
    leaver: str
    owner: str

    @property
    def noted(self) -> str:
        return f"from {self.leaver}"


@dataclass(frozen=True, kw_only=True)
class HashtagRegistered(Event):
    of: Hashtag


@dataclass(frozen=True, kw_only=True)
class HashtagTakenOver(Event):
    """Whoever registered it has left."""

    of: Hashtag
    signs = True
    leaver: str
    owner: str

    @property
    def noted(self) -> str:
        return f"from {self.leaver}"
