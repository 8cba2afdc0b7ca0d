"""A line that is not done asks again: whoever has it, and then the lead, until it is done or its crisis is over."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from bot.checklists import messages, queries
from bot.checklists.checklist import holders_of
from bot.checklists.facts import LineEvent
from bot.checklists.model import RANK, ChecklistLine
from bot.company import Company
from bot.crises import rooms, visible
from bot.crises.facts import CrisisEvent
from bot.crises.model import Crisis
from bot.governance.settings import CHECKLIST
from bot.kernel import escalation, outbox
from bot.kernel.escalation import Fired, Policy
from bot.kernel.views.again import asked_again
from bot.kernel.views.blocks import Message


def begin(session: Session, event: CrisisEvent, company: Company) -> None:
    """With all that is to be done from now on; what its kind does not ask for any more is not asked."""
    if not event.of.checklist:
        return
    dropped = queries.dropped(session, event.of)
    _stop(session, event.of, dropped, event.what, messages.not_asked, event.when)
    subjects = [line.subject for line in queries.lines_of(session, event.of) if line.is_open]
    escalation.start_each(session, subjects=subjects, policy=_policy(company), at=event.when, since=event.when)


def follow(session: Session, event: LineEvent, company: Company) -> None:
    """It is done, or to be done again, or somebody else has it and hears of it in time."""
    line = event.on
    _stop(session, event.of, [line], event.what, messages.now, event.when)
    if line.is_open:
        policy = _policy(company)
        escalation.start(session, subject=line.subject, policy=policy, at=event.when, since=event.when)


def end(session: Session, event: CrisisEvent, _company: Company) -> None:
    crisis = event.of
    if crisis.checklist:
        subjects = [line.subject for line in queries.lines_of(session, crisis)]
        escalation.stop_each(session, subjects=subjects, why=event.what)
        outbox.settle(session, path=_late(crisis), message=messages.over(crisis), at=event.when)


def let_go(session: Session, crisis: Crisis, company: Company, at: datetime) -> None:
    """Whoever has a line no more is asked about it no more."""
    people = outbox.readers(session, path=_late(crisis))
    if not people:
        return
    there = company.at(session, crisis)
    for line in filter(lambda each: each.is_open, queries.lines_of(session, crisis)):
        meant = {*holders_of(session, line, there), *visible.who_see(session, crisis, filter(None, [crisis.lead]))}
        paths = [_late(crisis, each, line) for each in people if each not in meant]
        outbox.settle_each(session, paths=paths, message=messages.others_asked(line), at=at)


def remind(session: Session, fired: Fired, company: Company) -> Iterator[outbox.Ask]:
    """One level of its policy, at any hour but in a drill. Of a confidential crisis each stands alone: a digest tells
    of several.
    """
    line = queries.by_id(session, fired.subject.number)
    crisis, there = line.crisis, company.at(session, line.crisis)
    own = {"author": holders_of(session, line, there), "lead": [crisis.lead]}
    named = own | {"channel": [rooms.room_of(crisis, company)]}
    asked = company.asked(fired, lambda whom: visible.who_see(session, crisis, there.resolve(whom, named)))
    for each in asked.people:
        yield outbox.Ask(
            channel=each,
            path=_late(crisis, each, line),
            key=fired.key(each),
            message=messages.not_done(line, own["author"], each, late=fired.overdue),
            before=asked_again(crisis.label),
            urgency=RANK,
            at_once=not crisis.drill,
            is_alone=crisis.confidential,
            because=asked.why,
        )


def _policy(company: Company) -> Policy:
    return company.rules.policy(company.rules.reminders.checklist).called(CHECKLIST)


def _stop(
    session: Session,
    crisis: Crisis,
    lines: Sequence[ChecklistLine],
    why: str,
    message: messages.OfLine,
    at: datetime,
) -> None:
    escalation.stop_each(session, subjects=[line.subject for line in lines], why=why)
    people = outbox.readers(session, path=_late(crisis)) if lines else ()
    states: dict[str, Message] = {_late(crisis, each, line): message(line) for line in lines for each in people}
    outbox.settle_every(session, states, at=at)


def _late(crisis: Crisis, person: str = "", line: ChecklistLine | None = None) -> str:
    return ":".join(filter(None, [crisis.subject, "late", person, str(line.id) if line else ""]))
