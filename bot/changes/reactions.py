"""What follows from the review of a governance change, and who is told."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from bot.changes import blocks, cards, messages, queries, service
from bot.changes.around import Around, speakers
from bot.changes.facts import ChangeEvent, TakenPastReview
from bot.changes.matrix import what_changes, who_is_asked
from bot.changes.model import Change
from bot.company import Company
from bot.governance import Role
from bot.kernel import escalation, outbox
from bot.kernel.act import after
from bot.kernel.escalation import Asking, Fired
from bot.kernel.outbox import homes
from bot.oversight.model import RulesTakenUp
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


def begin_stage(session: Session, event: ReviewBegan | StagePassed, company: Company) -> None:
    """Its reviewers are asked, everybody's cards show where it stands, and its time limit begins."""
    change, at = queries.of_review(session, event.of), event.when
    policy = course.pace(change.review, company.rules)
    escalation.start(session, subject=change.subject, policy=policy, at=at, since=at)
    cards.show(session, change, company, at)
    cards.show_reviewers(session, change, company, at)
    cards.call_helpers(session, change, company, at)


def end_stage(session: Session, event: StagePassed, _company: Company) -> None:
    change = queries.of_review(session, event.of)
    message, stage = messages.passed_on(change), change.review.stage - 1
    escalation.hold(session, subject=change.subject)
    review_cards.end_asking(session, change.review, message, event.when, stage=stage)


def show_progress(session: Session, event: DecisionMade, company: Company) -> None:
    """A decision that leaves its stage open; where it does not, the fact that follows shows more."""
    if course.leaves_open(event.of):
        change = queries.of_review(session, event.of.review)
        cards.show(session, change, company, event.when)
        cards.show_reviewers(session, change, company, event.when)
        cards.show_reminders(session, change, company, event.when)


def take(session: Session, event: ReviewPassed, _company: Company) -> None:
    service.take(after(session, event), queries.of_review(session, event.of))


def send_back(session: Session, event: ChangesRequested, _company: Company) -> None:
    service.send_back(after(session, event), queries.of_review(session, event.of), event.of.decisions[-1].why)


def turn_down(session: Session, event: ReviewRejected, _company: Company) -> None:
    service.turn_down(after(session, event), queries.of_review(session, event.of), event.of.decisions[-1].why)


def overtake(session: Session, event: RulesTakenUp, _company: Company) -> None:
    """What waits was compared with what is not in force any more."""
    change = queries.waiting(session)
    if change and change.revision.based_on != event.of.value["sha256"]:
        service.overtake(after(session, event), change, service.NOT_IN_FORCE)


def tell_of_matrix(session: Session, event: RulesTakenUp, _company: Company) -> None:
    """In the war room of the governance that says so; nothing where none was in force before."""
    before, now, at = event.before.get("keys", {}), event.of.value["keys"], event.when
    war_room, changed, asked = now.get("channels.war_room"), what_changes(before, now), who_is_asked(before, now)
    if before and war_room and (changed or asked):
        key, message = f"{event.of.subject}:matrix:{at.isoformat()}", messages.matrix(changed, asked)
        outbox.post(session, key=key, channel=war_room, message=message, at=at, urgency=outbox.Urgency.DECISION)


def tell_past_review(session: Session, event: TakenPastReview, company: Company) -> None:
    """In the review channel, and to administrators."""
    message, at = messages.past_review(event.note), event.when
    for each in dict.fromkeys((company.rules.channels.reviews, *company.holders(Role.ADMINISTRATOR))):
        key = f"{event.of.subject}:past:{at.isoformat()}:{each}"
        outbox.post(session, key=key, channel=each, message=message, at=at, urgency=outbox.Urgency.DECISION)


def end(session: Session, event: ChangeEvent, company: Company) -> None:
    """Nobody is asked or reminded any more, and whoever proposed it hears how it ended."""
    change, at = event.of, event.when
    escalation.stop(session, subject=change.subject, why=change.status)
    review_cards.end_asking(session, change.review, blocks.ended(change), at)
    cards.show(session, change, company, at)
    if event.who.id != change.by:
        cards.tell_proposers(session, change, company, messages.news(change), at)


def pass_on(session: Session, event: QuestionAsked, company: Company) -> None:
    """To those who speak for it."""
    change = _show_remark(session, event, company)
    for each, card in cards.proposers(change, company).items():
        remarks.say(session, event, blocks.KIND, change, each, card)


def bring_back(session: Session, event: QuestionAnswered, company: Company) -> None:
    """To whoever asked."""
    change = _show_remark(session, event, company)
    remarks.say_to_asker(session, event, blocks.KIND, change, company)


def _show_remark(session: Session, event: RemarkEvent, company: Company) -> Change:
    """On all its cards, and under the room's."""
    change = queries.of_review(session, event.of.review)
    cards.show(session, change, company, event.when)
    cards.show_reviewers(session, change, company, event.when)
    homes.change(session, speakers(change, company), at=event.when)
    remarks.say_in_room(session, event, blocks.KIND, change, company)
    return change


def ask_other_reviewers(session: Session, role: str, company: Company, at: datetime) -> None:
    """Other people hold `role` than before: it says whom it waits for now, and asks them."""
    change = queries.waiting(session) if service.route_of(company.rules) else None
    if change and role in change.review.roles:
        cards.show(session, change, company, at)
        cards.ask_no_more(session, change, company, at)
        cards.show_reviewers(session, change, company, at)
        cards.call_helpers(session, change, company, at)


def remind(session: Session, fired: Fired, company: Company) -> Iterator[outbox.Ask]:
    """One level of a stage's policy."""
    change = queries.by_id(session, fired.subject.number)
    around = Around.of(company, session, change)
    deciding = course.people_waited_for(change, around.holders)
    asked = company.asked(fired, lambda whom: _called(change, whom, deciding, company))
    for each in asked.people:
        message = messages.reminder(change, around, fired.when, decides=each in deciding, late=fired.overdue)
        yield review_cards.remind(change, each, fired, message, asked.why)


def remind_no_more(
    session: Session, change: Change, asking: Asking, gone: Collection[str], company: Company, at: datetime
) -> None:
    """Those whom the policy does not mean any more see for whom it waits."""
    around = Around.of(company, session, change)
    meant = _called(change, asking.words, course.people_waited_for(change, around.holders), company)
    for each in sorted(set(gone).difference(meant)):
        cards.remind_no_more(session, change, each, company, at)


def _called(change: Change, whom: Sequence[str], deciding: Sequence[str], company: Company) -> list[str]:
    named = {"author": [change.proposer], "stage": deciding, "channel": [company.rules.channels.reviews]}
    return company.resolve(whom, named)
