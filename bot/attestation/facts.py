"""What is said of accounts each quarter."""

from dataclasses import dataclass

from bot.accounts.facts import AccountEvent


@dataclass(frozen=True, kw_only=True)
class AccountAttested(AccountEvent):
    """Somebody who looks after it says that it is still right."""

    quarter: str
    lacks: tuple[str, ...] = ()

    @property
    def noted(self) -> str:
        return f"{self.quarter}; its profile lacks: {', '.join(self.lacks)}" if self.lacks else self.quarter
