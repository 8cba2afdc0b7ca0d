"""What administrators hear of what Slack does not show as it was meant: letters, and answers to gestures."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from bot.company import Company
from bot.kernel import receipts
from bot.kernel.clock import Clock
from bot.kernel.db import Database
from bot.kernel.outbox import Urgency
from bot.kernel.outbox.leased import Leased
from bot.kernel.outbox.notices import notice, of_answer
from bot.kernel.outbox.outcomes import NOTICE, REMEMBERED


@dataclass(frozen=True, slots=True)
class Unshown:
    database: Database
    clock: Clock
    company: Company

    def letter(self, session: Session, letter: Leased, error: str) -> None:
        """With Slack's word for why; the sender asks once a channel, or once a kind."""
        key, now = f"{NOTICE}:{letter.channel}:{letter.id}", self.clock.now()
        self.company.tell_administrators(session, key, notice(letter, error), now, Urgency.ROUTINE)

    def answer(self, who: str, error: str, what: str) -> None:
        """Once a kind: Slack's word for why, and what was done."""
        key, now = f"{NOTICE}:{error}:{what}", self.clock.now()
        with self.database.transaction() as session:
            if receipts.once(session, key, now + REMEMBERED):
                message = of_answer(who, error, what)
                self.company.tell_administrators(session, f"{key}:{now:%Y-%m-%d}", message, now, Urgency.ROUTINE)
