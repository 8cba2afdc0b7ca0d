"""How outcomes get their turn to be written: a few at a time, however many letters arrive at once."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from bot.kernel.db import Database
from bot.kernel.outbox.leased import Leased
from bot.kernel.outbox.tables import Urgency
from bot.kernel.turns import Turns

AT_ONCE = 3
"""Of the transactions that a database takes at a time: whoever acts waits behind no more of these."""
LONGEST_S = 5.0
"""Then an outcome is recorded all the same, while the letter is surely in our hands."""


class Recording:
    def __init__(self, database: Database) -> None:
        self._database, self._turns = database, Turns(AT_ONCE)

    def of(self, letter: Leased, outcome: Callable[[Session], None]) -> None:
        """In a transaction of its own; that of a crisis waits for no other."""
        has_turn = letter.urgency is not Urgency.CRISIS and self._turns.take(timeout=LONGEST_S)
        try:
            self._database.transact(outcome)
        finally:
            if has_turn:
                self._turns.give_back()
