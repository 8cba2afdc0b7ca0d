"""What happens to statements."""

from dataclasses import dataclass

from bot.kernel.events import Event
from bot.kernel.numbers import spans
from bot.voice.model import Statement, StatementAnswer


@dataclass(frozen=True, kw_only=True)
class StatementEvent(Event):
    of: Statement


class StatementWritten(StatementEvent):
    """Its review has begun; what is in force stays until it has passed."""


class StatementApproved(StatementEvent):
    """It is all that is said in its language, from now on."""


class StatementSentBack(StatementEvent):
    """Its note says of what kind the reason is."""


class StatementRejected(StatementEvent):
    """Its note says of what kind the reason is."""


class StatementReplaced(StatementEvent):
    """By a newer one: that was written while this one was in review, or came into force."""


class StatementWithdrawn(StatementEvent):
    """Somebody took it back: nothing is said in its language."""


class StatementOver(StatementEvent):
    """Its crisis is resolved."""


@dataclass(frozen=True, kw_only=True)
class StatementWidened(StatementEvent):
    """Its crisis is about these accounts, too: they say it from now on."""

    accounts: tuple[int, ...]

    @property
    def noted(self) -> str:
        return f"accounts {spans(self.accounts)}"


@dataclass(frozen=True, kw_only=True)
class StatementAnswered(Event):
    """Somebody says that it is posted on these accounts, or that it will not be."""

    of: StatementAnswer
    accounts: tuple[int, ...]

    @property
    def noted(self) -> str:
        return f"accounts {spans(self.accounts)}"
