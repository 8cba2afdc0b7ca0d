"""How tests come to a quarter's first working day."""

from datetime import UTC, datetime, timedelta

from bot.attestation.looking import Attesting
from sandbox.workspace.models import Message
from tests.world import Helvia

FIRST_DAY = datetime(2027, 1, 1, 8, 0, tzinfo=UTC)
"""A Friday; the company opens at nine in Zurich."""


def look(helvia: Helvia) -> None:
    Attesting(helvia.database, helvia.concord.clock, helvia.concord.company).look()
    helvia.settle()


def begin(helvia: Helvia) -> None:
    """The quarter begins, and everybody has come to work since."""
    helvia.workspace.clock.set(max(helvia.now, FIRST_DAY))
    look(helvia)
    helvia.wait(timedelta(hours=12))


def asked(helvia: Helvia, handle: str) -> list[Message]:
    return [each for each in helvia.direct(handle) if "attestation." in str(each.blocks)]
