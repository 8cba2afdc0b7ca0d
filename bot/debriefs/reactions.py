"""What follows from what happens to after-action reviews and their actions, and who is told."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from bot.company import Company
from bot.debriefs import blocks, cards, messages, queries, service
from bot.debriefs.around import Around, next_writer
from bot.debriefs.facts import DebriefAsked, DebriefEvent, DebriefHandedOn, DebriefSent, DebriefWritten
from bot.debriefs.model import UNSENT, Debrief
from bot.governance.settings import AFTER_ACTION
from bot.kernel import escalation, outbox
from bot.kernel.act import after, due
from bot.kernel.escalation import Asking, Fired
from bot.kernel.outbox import homes
from bot.kernel.views.again import asked_again
from bot.kernel.views.blocks import Message
from bot.reviews import cards as review_cards
from bot.reviews import course, remarks
from bot.reviews.facts import (
    ChangesRequested,
    DecisionMade,
    QuestionAnswered,
    QuestionAsked,
    RemarkEvent,
    ReviewBegan,
    ReviewPassed,
    ReviewRejected,
    StagePassed,
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


def begin_stage(session: Session, event: ReviewBegan | StagePassed, company: Company) -> None:
    """Its reviewers are asked, its writer sees where it stands, and its time limit begins."""
    session.flush()
    debrief, at = queries.of_review(session, event.of), event.when
    session.expire(debrief, ["review"])
    policy = course.pace(debrief.review, company.rules)
    escalation.start(session, subject=debrief.subject, policy=policy, at=at, since=at)
    cards.show(session, debrief, company, at)
    cards.show_reviewers(session, debrief, company, at)
    cards.call_helpers(session, debrief, company, at)


def end_stage(session: Session, event: StagePassed, _company: Company) -> None:
    debrief = queries.of_review(session, event.of)
    escalation.hold(session, subject=debrief.subject)
    stage = debrief.review.stage - 1
    review_cards.end_asking(session, debrief.review, messages.passed_on(debrief), event.when, stage=stage)


def show_progress(session: Session, event: DecisionMade, company: Company) -> None:
    """A decision that leaves its stage open; where it does not, the fact that follows shows more."""
    if course.leaves_open(event.of):
        debrief = queries.of_review(session, event.of.review)
        cards.show(session, debrief, company, event.when)
        cards.show_reviewers(session, debrief, company, event.when)
        cards.show_reminders(session, debrief, company, event.when)


def approve(session: Session, event: ReviewPassed, _company: Company) -> None:
    service.approve(after(session, event), queries.of_review(session, event.of))


def send_back(session: Session, event: ChangesRequested, _company: Company) -> None:
    service.send_back(after(session, event), queries.of_review(session, event.of))


def turn_down(session: Session, event: ReviewRejected, _company: Company) -> None:
    service.turn_down(after(session, event), queries.of_review(session, event.of))


def end_review(session: Session, event: DebriefEvent, company: Company) -> None:
    """Nobody is asked to decide any more, and whoever wrote it hears how it ended; where it was sent back, it waits
    for them again.
    """
    debrief, at = event.of, event.when
    escalation.stop(session, subject=debrief.subject, why=debrief.status)
    review_cards.end_asking(session, debrief.review, blocks.ended(debrief), at)
    cards.show(session, debrief, company, at)
    if debrief.status in UNSENT:
        policy = company.rules.policy(company.rules.reminders.after_action)
        _remind_from(session, debrief, company, max(debrief.due_at, at + policy.length()))
    if event.who.id != debrief.writer and company.people.may_be_asked(debrief.writer):
        message = messages.news(debrief, Around.of(company, session, debrief))
        key, urgency = f"{debrief.subject}:ended:{debrief.review.version}", outbox.Urgency.DECISION
        card, whom = cards.writers(debrief), debrief.writer
        outbox.post(session, key=key, channel=whom, message=message, at=at, urgency=urgency, thread=card)


def pass_on(session: Session, event: QuestionAsked, company: Company) -> None:
    """To whoever writes it."""
    debrief = _show_remark(session, event, company)
    if company.people.may_be_asked(debrief.writer):
        remarks.say(session, event, blocks.KIND, debrief, debrief.writer, cards.writers(debrief))


def bring_back(session: Session, event: QuestionAnswered, company: Company) -> None:
    """To whoever asked."""
    remarks.say_to_asker(session, event, blocks.KIND, _show_remark(session, event, company), company)


def _show_remark(session: Session, event: RemarkEvent, company: Company) -> Debrief:
    debrief = queries.of_review(session, event.of.review)
    cards.show(session, debrief, company, event.when)
    cards.show_reviewers(session, debrief, company, event.when)
    return debrief


def ask_other_reviewers(session: Session, role: str, company: Company, at: datetime) -> None:
    """Other people hold `role` than before: they are asked, and whoever was sees for whom it waits."""
    for debrief in queries.in_review(session):
        if role in debrief.review.roles:
            cards.show(session, debrief, company, at)
            cards.ask_no_more(session, debrief, company, at)
            cards.show_reviewers(session, debrief, company, at)
            cards.call_helpers(session, debrief, company, at)


def ask_instead(session: Session, leaver: str, company: Company, at: datetime) -> None:
    """Somebody left who was to write some: the next one is asked, at once."""
    for each in queries.written_by(session, leaver):
        debrief = queries.held(session, each.id)
        service.give(due(session, at), debrief, next_writer(session, debrief, company), company)


def remind(session: Session, fired: Fired, company: Company) -> Iterator[outbox.Ask]:
    """One level of the policy by which it is to be written, or of a stage's."""
    debrief = queries.by_id(session, fired.subject.number)
    if debrief.status in UNSENT:
        yield from _remind_writer(session, debrief, fired, company)
        return
    around = Around.of(company, session, debrief)
    deciding = course.people_waited_for(debrief, around.holders)
    asked = company.asked(fired, lambda whom: called(session, debrief, whom, deciding, company))
    for each in asked.people:
        message = messages.reminder(debrief, around, fired.when, decides=each in deciding, late=fired.overdue)
        yield review_cards.remind(debrief, each, fired, message, asked.why)


def _remind_writer(session: Session, debrief: Debrief, fired: Fired, company: Company) -> Iterator[outbox.Ask]:
    asked = company.asked(fired, lambda whom: called(session, debrief, whom, (), company))
    for each in asked.people:
        message = messages.unwritten(debrief, writes=each == debrief.writer, late=fired.overdue)
        yield _ask(fired, each, f"{cards.reminding(debrief)}:{each}", debrief.name, message, asked.why)


def _ask(fired: Fired, whom: str, path: str, what: str, message: Message, because: str) -> outbox.Ask:
    return outbox.Ask(
        channel=whom,
        path=path,
        key=fired.key(whom),
        message=message,
        before=asked_again(what),
        urgency=fired.rank,
        because=because,
    )


def called(
    session: Session, debrief: Debrief, whom: Sequence[str], deciding: Sequence[str], company: Company
) -> list[str]:
    """Whom a policy's words mean about it."""
    named = {"author": [debrief.writer], "stage": deciding, "channel": [company.rules.channels.war_room]}
    return company.at(session, debrief).resolve(whom, named)


def remind_no_more(
    session: Session, debrief: Debrief, asking: Asking, gone: Collection[str], company: Company, at: datetime
) -> None:
    """Those whom the policy does not mean any more see that others are asked."""
    around = Around.of(company, session, debrief)
    deciding = course.people_waited_for(debrief, around.holders) if debrief.status not in UNSENT else []
    for each in sorted(set(gone).difference(called(session, debrief, asking.words, deciding, company))):
        if debrief.status in UNSENT:
            path, message = f"{cards.reminding(debrief)}:{each}", messages.in_short(debrief, around)
            outbox.settle(session, path=path, message=message, at=at)
        else:
            review_cards.remind_no_more(session, debrief.review, each, messages.reminder(debrief, around, at), at)
