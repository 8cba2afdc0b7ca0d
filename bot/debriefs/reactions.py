"""What follows from what happens to after-action reviews, and who is told."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from bot.company import Company
from bot.debriefs import blocks, cards, messages, queries, service
from bot.debriefs.around import Around, next_writer
from bot.debriefs.facts import (
    DebriefAsked,
    DebriefHandedOn,
    DebriefRejected,
    DebriefSent,
    DebriefSentBack,
    DebriefWritten,
)
from bot.debriefs.model import KIND, UNSENT, Debrief
from bot.governance.settings import AFTER_ACTION
from bot.kernel import escalation, outbox
from bot.kernel.act import due
from bot.kernel.escalation import Asking, Fired
from bot.kernel.outbox import homes
from bot.kernel.views.blocks import Message
from bot.reviews.reactions import ReviewReactions


def _look(debrief: Debrief, around: Around, decides: bool, _with_reasons: bool) -> Message:
    return blocks.reviewers(debrief, around, decides=decides)


def _writer(_: Session, debrief: Debrief, company: Company) -> Mapping[str, str | None]:
    return {debrief.writer: cards.writers(debrief)} if company.people.may_be_asked(debrief.writer) else {}


def _named(_: Session, debrief: Debrief, company: Company) -> Mapping[str, Sequence[str]]:
    return {"author": [debrief.writer], "channel": [company.rules.channels.war_room]}


REVIEWS = ReviewReactions(
    kind=KIND,
    buttons=blocks.KIND,
    queries=queries,
    around=Around.of,
    look=_look,
    show=cards.show,
    ended=blocks.ended,
    news=lambda debrief, around, _reader: messages.news(debrief, around),
    speakers=_writer,
    named=_named,
    approve=service.approve,
    send_back=lambda act, debrief, _why: service.send_back(act, debrief),
    turn_down=lambda act, debrief, _why: service.turn_down(act, debrief),
    room=lambda _debrief, _company: "",
)


def ask_writer(session: Session, event: DebriefAsked, company: Company) -> None:
    """At once, and again from when it is due."""
    debrief = event.of
    _remind_from(session, debrief, company, debrief.due_at)
    cards.show(session, debrief, company, event.when)


def ask_another(session: Session, event: DebriefHandedOn, company: Company) -> None:
    debrief, at = event.of, event.when
    paths = [cards.asking(debrief, event.before), f"{cards.reminding(debrief)}:{event.before}"]
    outbox.settle_each(session, paths=paths, message=messages.handed_on(debrief), at=at, is_last=False)
    homes.change(session, [event.before], at=at)
    _remind_from(session, debrief, company, max(debrief.due_at, at))
    cards.show(session, debrief, company, at)


def _remind_from(session: Session, debrief: Debrief, company: Company, at: datetime) -> None:
    policy = company.rules.policy(company.rules.reminders.after_action).called(AFTER_ACTION)
    escalation.start(session, subject=debrief.subject, policy=policy, at=at)


def show(session: Session, event: DebriefWritten, company: Company) -> None:
    cards.show(session, event.of, company, event.when)


def settle(session: Session, event: DebriefSent, _company: Company) -> None:
    """Whoever writes it is reminded no more."""
    debrief = event.of
    escalation.stop(session, subject=debrief.subject, why=debrief.status)
    outbox.settle(session, path=cards.reminding(debrief), message=messages.settled(debrief), at=event.when)


def wait_again(session: Session, event: DebriefSentBack | DebriefRejected, company: Company) -> None:
    """For its writer."""
    policy = company.rules.policy(company.rules.reminders.after_action)
    _remind_from(session, event.of, company, max(event.of.due_at, event.when + policy.length()))


def ask_instead(session: Session, leaver: str, company: Company, at: datetime) -> None:
    """Somebody left who was to write some: the next one is asked, at once."""
    for each in queries.written_by(session, leaver):
        debrief = queries.held(session, each.id)
        service.give(due(session, at), debrief, next_writer(session, debrief, company), company)


def remind(session: Session, fired: Fired, company: Company) -> Iterator[outbox.Ask]:
    """One level of the policy by which it is to be written, or of a stage's."""
    debrief = queries.by_id(session, fired.subject.number)
    return (_remind_writer if debrief.status in UNSENT else REVIEWS.remind)(session, fired, company)


def _remind_writer(session: Session, fired: Fired, company: Company) -> Iterator[outbox.Ask]:
    debrief = queries.by_id(session, fired.subject.number)
    asked = company.asked(fired, lambda whom: REVIEWS.called(session, debrief, whom, (), company))
    for each in asked.people:
        message = messages.unwritten(debrief, writes=each == debrief.writer, late=fired.overdue)
        yield escalation.remind(fired, each, cards.reminding(debrief), debrief.name, message, asked.why)


def remind_no_more(
    session: Session, debrief: Debrief, asking: Asking, gone: Collection[str], company: Company, at: datetime
) -> None:
    """Those whom the policy does not mean any more see that others are asked."""
    if debrief.status not in UNSENT:
        REVIEWS.remind_no_more(session, debrief, asking, gone, company, at)
        return
    message = messages.in_short(debrief, Around.of(company, session, debrief))
    for each in sorted(set(gone).difference(REVIEWS.called(session, debrief, asking.words, (), company))):
        outbox.settle(session, path=f"{cards.reminding(debrief)}:{each}", message=message, at=at)
