"""The living cards of an after-action review: its writer's and its reviewers'; and those of its actions."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.company import Company
from bot.debriefs import blocks, messages
from bot.debriefs.around import Around
from bot.debriefs.model import CorrectiveAction, Debrief
from bot.kernel import outbox
from bot.kernel.outbox import homes
from bot.kernel.views.blocks import Message
from bot.reviews import cards as review_cards
from bot.reviews import course


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


def show(session: Session, debrief: Debrief, company: Company, at: datetime) -> None:
    """To whoever writes it, if they are here."""
    homes.change(session, [debrief.writer], at=at)
    if company.people.may_be_asked(debrief.writer):
        message = blocks.asked(debrief, Around.of(company, session, debrief))
        outbox.show(session, card=writers(debrief), channel=debrief.writer, message=message, at=at)


def show_reviewers(session: Session, debrief: Debrief, company: Company, at: datetime) -> None:
    around = Around.of(company, session, debrief)

    def look(decides: bool) -> Message:
        return blocks.reviewers(debrief, around, decides=decides)

    review_cards.show_reviewers(session, debrief, around.holders, look, at)


def ask_no_more(session: Session, debrief: Debrief, company: Company, at: datetime) -> None:
    """Reviewers see whom it waits for, without buttons."""
    message = blocks.reviewers(debrief, Around.of(company, session, debrief), decides=False)
    review_cards.ask_no_more(session, debrief.review, message, at)


def call_helpers(session: Session, debrief: Debrief, company: Company, at: datetime) -> None:
    """Where nobody can give what the stage waits for."""
    around = Around.of(company, session, debrief)
    if course.cannot_be_given(debrief, around.holders):
        message = blocks.reviewers(debrief, around, decides=False)
        review_cards.call_helpers(session, debrief.review, around.helpers, message, at)


def show_reminders(session: Session, debrief: Debrief, company: Company, at: datetime) -> None:
    message = messages.reminder(debrief, Around.of(company, session, debrief), at)
    review_cards.show_reminders(session, debrief.review, debrief.subject, message, at)
