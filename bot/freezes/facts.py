"""What happens to freezes."""

from dataclasses import dataclass

from bot.freezes.model import Freeze, FreezeAnswer, FreezeReason
from bot.kernel.events import Event
from bot.kernel.numbers import spans


@dataclass(frozen=True, kw_only=True)
class FreezeEvent(Event):
    of: Freeze


@dataclass(frozen=True, kw_only=True)
class OfAccounts(FreezeEvent):
    """`accounts` are their ids."""

    accounts: tuple[int, ...]

    @property
    def noted(self) -> str:
        return f"accounts {spans(self.accounts)}"


class AccountsFrozen(OfAccounts):
    """From this moment on nothing goes out on them."""


class AccountsThawed(OfAccounts):
    """This freeze holds them no longer; others may."""


class FreezeKept(FreezeEvent):
    """Somebody said that it is still needed."""


class FreezeMadePublic(FreezeEvent):
    """Everybody may be told what it is for."""


@dataclass(frozen=True, kw_only=True)
class FreezeSeconded(Event):
    """Somebody else wanted the same accounts frozen, and said why."""

    of: FreezeReason


@dataclass(frozen=True, kw_only=True)
class ElsewhereAnswered(Event):
    """Somebody says that nothing is scheduled elsewhere on their accounts, or that they stopped it."""

    of: FreezeAnswer
    accounts: tuple[int, ...]

    @property
    def noted(self) -> str:
        return f"accounts {spans(self.accounts)}"
