"""What follows from actions after a crisis: whoever does one is asked until it is done."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy.orm import Session

from bot.company import Company
from bot.debriefs import cards, messages, queries, service
from bot.debriefs.around import next_writer
from bot.debriefs.facts import ActionAdded, ActionDone, ActionHandedOn
from bot.debriefs.model import CorrectiveAction
from bot.governance.settings import CORRECTIVE_ACTION
from bot.kernel import escalation, outbox
from bot.kernel.act import due
from bot.kernel.escalation import Fired
from bot.kernel.outbox import homes


def ask(session: Session, event: ActionAdded, company: Company) -> None:
    """At once, and again from its day on."""
    _ask(session, event.of, company, event.when, event.of.due_at)


def ask_another(session: Session, event: ActionHandedOn, company: Company) -> None:
    action, at = event.of, event.when
    path = f"{cards.of_action(action)}:{event.before}"
    outbox.settle(session, path=path, message=messages.action_handed_on(action), at=at)
    _ask(session, action, company, at, max(action.due_at, at))


def _ask(session: Session, action: CorrectiveAction, company: Company, at: datetime, begins: datetime) -> None:
    policy = company.rules.policy(company.rules.reminders.corrective_action).called(CORRECTIVE_ACTION)
    escalation.start(session, subject=action.subject, policy=policy, at=begins)
    card, message = f"{cards.of_action(action)}:{action.who}:first", messages.to_do(action)
    homes.change(session, [action.who], at=at)
    outbox.show(session, card=card, channel=action.who, message=message, at=at)


def settle(session: Session, event: ActionDone, _company: Company) -> None:
    """Nobody is asked any more; whoever added it sees that it is done."""
    action, at = event.of, event.when
    escalation.stop(session, subject=action.subject, why=action.status)
    homes.change(session, [action.who], at=at)
    outbox.settle(session, path=cards.of_action(action), message=messages.action_done(action), at=at)


def remind(session: Session, fired: Fired, company: Company) -> Iterator[outbox.Ask]:
    """One level of its policy."""
    action = queries.action(session, fired.subject.number)
    named = {"author": [action.who], "channel": [company.rules.channels.war_room]}
    asked = company.asked(fired, lambda whom: company.at(session, action).resolve(whom, named))
    for each in asked.people:
        message, what = messages.to_do(action, does=each == action.who, late=fired.overdue), action.name
        yield escalation.remind(fired, each, cards.of_action(action), what, message, asked.why)


def ask_instead(session: Session, leaver: str, company: Company, at: datetime) -> None:
    """Somebody left who was to do some: whoever wrote the review is asked, or the next one."""
    for each in queries.open_actions_of(session, leaver):
        action = queries.action_held(session, each.id)
        writer = action.debrief.writer
        is_here = company.people.may_be_asked(writer)
        other = writer if is_here else next_writer(session, action.debrief, company)
        service.give_action(due(session, at), action, other, company)
