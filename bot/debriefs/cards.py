"""The living cards of an after-action review besides its reviewers': its writer's; and those of its actions."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.company import Company
from bot.debriefs import blocks
from bot.debriefs.around import Around
from bot.debriefs.model import CorrectiveAction, Debrief
from bot.kernel import outbox
from bot.kernel.outbox import homes


def writers(debrief: Debrief) -> str:
    """The card of whoever writes it."""
    return f"{asking(debrief, debrief.writer)}:card"


def asking(debrief: Debrief, person: str) -> str:
    """All by which this person is asked to write it."""
    return f"{debrief.subject}:writer:{person}"


def reminding(debrief: Debrief) -> str:
    """All that were told that it is overdue."""
    return f"{debrief.subject}:overdue"


def of_action(action: CorrectiveAction) -> str:
    """All that were told of the action."""
    return f"{action.debrief.subject}:action:{action.id}"


def show(session: Session, debrief: Debrief, company: Company, at: datetime) -> Around:
    """To whoever writes it, if they are here."""
    around = Around.of(company, session, debrief)
    homes.change(session, [debrief.writer], at=at)
    if company.people.may_be_asked(debrief.writer):
        message = blocks.asked(debrief, around)
        outbox.show(session, card=writers(debrief), channel=debrief.writer, message=message, at=at)
    return around
