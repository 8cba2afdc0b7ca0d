"""What follows from a statement: its reviewers are asked, it is pinned, and people are asked to say it and only it."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from bot.company import Company
from bot.kernel import escalation, outbox
from bot.kernel.act import after
from bot.kernel.escalation import Asking, Fired
from bot.kernel.outbox import homes
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
from bot.voice import blocks, cards, messages, queries, service
from bot.voice.around import Around
from bot.voice.facts import StatementAnswered, StatementApproved, StatementEvent, StatementWidened, StatementWithdrawn
from bot.voice.model import RANK, Statement, Status
from bot.voice.standing import was_said


def begin_stage(session: Session, event: ReviewBegan | StagePassed, company: Company) -> None:
    """Its reviewers are asked at any hour, the room's card shows where it stands, and its time limit begins."""
    statement, at = queries.of_review(session, event.of), event.when
    policy = course.pace(statement.review, company.rules)
    escalation.start(session, subject=statement.subject, policy=policy, at=at, since=at, rank=RANK)
    cards.show(session, statement, company, at)
    cards.show_reviewers(session, statement, company, at)
    cards.call_helpers(session, statement, company, at)


def end_stage(session: Session, event: StagePassed, _company: Company) -> None:
    statement = queries.of_review(session, event.of)
    message, stage = messages.passed_on(statement), statement.review.stage - 1
    escalation.hold(session, subject=statement.subject)
    review_cards.end_asking(session, statement.review, message, event.when, stage=stage)


def show_progress(session: Session, event: DecisionMade, company: Company) -> None:
    """A decision that leaves its stage open; where it does not, the fact that follows shows more."""
    if course.leaves_open(event.of):
        statement = queries.of_review(session, event.of.review)
        cards.show(session, statement, company, event.when)
        cards.show_reviewers(session, statement, company, event.when)
        cards.show_reminders(session, statement, company, event.when)


def take_force(session: Session, event: ReviewPassed, _company: Company) -> None:
    service.put_in_force(after(session, event), queries.of_review(session, event.of))


def send_back(session: Session, event: ChangesRequested, _company: Company) -> None:
    service.send_back(after(session, event), queries.of_review(session, event.of), event.of.decisions[-1].why)


def turn_down(session: Session, event: ReviewRejected, _company: Company) -> None:
    service.turn_down(after(session, event), queries.of_review(session, event.of), event.of.decisions[-1].why)


def end_review(session: Session, event: StatementEvent, company: Company) -> None:
    """Nobody is asked to decide any more, and whoever wrote it hears how that ended."""
    statement, at = event.of, event.when
    escalation.stop(session, subject=statement.subject, why=statement.status)
    review_cards.end_asking(session, statement.review, blocks.ended(statement), at)
    cards.show(session, statement, company, at)
    if event.who.id != statement.written_by:
        cards.tell_writer(session, statement, company, at)


def say(session: Session, event: StatementApproved, company: Company) -> None:
    """It is pinned, and each who looks after one of its accounts hears that this is the only thing to say."""
    cards.pin(session, event.of, event.when)
    cards.show_speakers(session, event.of, company, event.when)


def say_no_more(session: Session, event: StatementEvent, _company: Company) -> None:
    """It is not pinned any more, and whoever was asked to say it sees that it is not to be said."""
    if was_said(event.of):
        cards.unpin(session, event.of, event.when)
    cards.ask_speakers_no_more(session, event.of, event.when)


def take_down(session: Session, event: StatementWithdrawn, company: Company) -> None:
    """What was posted, since nothing takes its place."""
    cards.ask_to_take_down(session, event.of, company, event.when)


def ask_more(session: Session, event: StatementWidened, company: Company) -> None:
    """Whoever looks after accounts that say it, too; while it is reviewed only its card shows them."""
    cards.show(session, event.of, company, event.when)
    if event.of.status is Status.IN_FORCE:
        cards.show_speakers(session, event.of, company, event.when)


def show_answers(session: Session, event: StatementAnswered, company: Company) -> None:
    """On the room's card, and to all who look after the same accounts."""
    statement = queries.by_id(session, event.of.statement_id)
    cards.show(session, statement, company, event.when)
    cards.show_speakers(session, statement, company, event.when)


def ask_instead(session: Session, leaver: str, company: Company, at: datetime) -> None:
    """Somebody left: whoever stands in for them is asked to say what they were asked to say."""
    for statement in queries.waiting_for(session, leaver):
        cards.show_speakers(session, statement, company, at)


def pass_on(session: Session, event: QuestionAsked, company: Company) -> None:
    """To whoever wrote it."""
    statement = _show_remark(session, event, company)
    if company.people.may_be_asked(statement.written_by):
        remarks.say(session, event, blocks.KIND, statement, statement.written_by, None)


def bring_back(session: Session, event: QuestionAnswered, company: Company) -> None:
    """To whoever asked."""
    remarks.say_to_asker(session, event, blocks.KIND, _show_remark(session, event, company), company)


def _show_remark(session: Session, event: RemarkEvent, company: Company) -> Statement:
    """On all its cards, and under the room's."""
    statement = queries.of_review(session, event.of.review)
    cards.show(session, statement, company, event.when)
    cards.show_reviewers(session, statement, company, event.when)
    homes.change(session, [statement.written_by], at=event.when)
    card = review_cards.rooms(statement.review)
    remarks.say(session, event, blocks.KIND, statement, statement.room, card)
    return statement


def ask_other_reviewers(session: Session, role: str, company: Company, at: datetime) -> None:
    """Other people hold `role` than before: each card says whom it waits for now, and asks them."""
    for statement in queries.in_review(session):
        if role in statement.review.roles:
            cards.show(session, statement, company, at)
            cards.ask_no_more(session, statement, company, at)
            cards.show_reviewers(session, statement, company, at)
            cards.call_helpers(session, statement, company, at)


def remind(session: Session, fired: Fired, company: Company) -> None:
    """One level of a stage's policy."""
    statement = queries.by_id(session, fired.subject.number)
    around = Around.of(company, session, statement)
    deciding = course.people_waited_for(statement, around.holders)
    asked = company.asked(fired, lambda whom: _called(session, statement, whom, deciding, company))
    for each in asked.people:
        if fired.reader in {"", each}:
            message = messages.reminder(statement, around, fired.when, decides=each in deciding, late=fired.overdue)
            reminder = review_cards.remind(statement, each, fired, message, asked.why)
            outbox.ask(session, reminder, at=fired.when)


def remind_no_more(
    session: Session, statement: Statement, asking: Asking, gone: Collection[str], company: Company, at: datetime
) -> None:
    """Those whom the policy does not mean any more see for whom it waits."""
    around = Around.of(company, session, statement)
    deciding = course.people_waited_for(statement, around.holders)
    meant = _called(session, statement, asking.words, deciding, company)
    for each in sorted(set(gone).difference(meant)):
        cards.remind_no_more(session, statement, each, company, at)


def _called(
    session: Session, statement: Statement, whom: Sequence[str], deciding: Sequence[str], company: Company
) -> list[str]:
    named = {"author": [statement.written_by], "stage": deciding, "channel": [statement.room]}
    return company.at(session, statement).resolve(whom, named)
