"""What is wrong with one machine: its clock, or that its governance file is not the one in force."""

from datetime import datetime

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from bot.health.findings import troubles
from bot.health.questions import CLOCK, FILE, Finding


class OwnFile:
    """Whether a process has the governance file in force. One beside it on the machine may have another: so it says
    that it has when it starts, and then only to take back what it said itself.
    """

    def __init__(self, machine: str) -> None:
        self._matter, self._machine = f"{FILE}:{machine}", machine
        self._may_be_wrong = True

    def look(self, why: str | None) -> dict[str, Finding | None]:
        """By matter, what is wrong, or None; nothing where there is nothing to say."""
        before, self._may_be_wrong = self._may_be_wrong, why is not None
        if not (why or before):
            return {}
        return {self._matter: Finding(self._matter, f"{self._machine}: {why}") if why else None}


def prune(session: Session, *, before: datetime, limit: int = 10_000) -> int:
    """Forget machines of which nothing good was heard since; one that is still there says so again."""
    of_machines = or_(*(troubles.c.matter.like(f"{kind}:%") for kind in (CLOCK, FILE)))
    old = select(troubles.c.matter).where(of_machines, troubles.c.since < before).limit(limit)
    return len(session.execute(delete(troubles).where(troubles.c.matter.in_(old)).returning(troubles.c.matter)).all())
