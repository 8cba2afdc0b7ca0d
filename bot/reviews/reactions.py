"""What follows in reviews, whatever is reviewed, and who is told; each context says what differs."""

from collections.abc import Collection, Iterator
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from bot.company import Company
from bot.kernel import escalation, outbox
from bot.kernel.act import after
from bot.kernel.escalation import Asking, Fired
from bot.kernel.outbox import homes
from bot.kernel.views.blocks import Message
from bot.reviews import cards, course, messages, remarks
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
from bot.reviews.kinds import A, Kind, M


class ReviewReactions(Kind[M, A]):
    """Of matters of one kind."""

    def begin_stage(self, session: Session, event: ReviewBegan | StagePassed, company: Company) -> None:
        """Its reviewers are asked, everybody's cards show where it stands, and its time limit begins."""
        its, at = self.of_review(session, event.of), event.when
        policy = course.pace(its.review, company.rules)
        escalation.start(session, subject=self.limit(its), policy=policy, at=at, since=at, rank=self.rank(its))
        around = self.show(session, its, company, at)
        self._show_reviewers(session, its, around, at)
        self._call_helpers(session, its, around, at)

    def end_stage(self, session: Session, event: StagePassed, _company: Company) -> None:
        its = self.of_review(session, event.of)
        escalation.hold(session, subject=self.limit(its))
        message, stage = messages.passed_on(self.buttons, its), its.review.stage - 1
        cards.end_asking(session, its.review, message, event.when, stage=stage)

    def show_progress(self, session: Session, event: DecisionMade, company: Company) -> None:
        """A decision that leaves its stage open; where it does not, the fact that follows shows more."""
        if course.leaves_open(event.of):
            its = self.of_review(session, event.of.review)
            around = self.show(session, its, company, event.when)
            self._show_reviewers(session, its, around, event.when)
            self._show_reminders(session, its, around, event.when)

    def end_approved(self, session: Session, event: ReviewPassed, _company: Company) -> None:
        self.approve(after(session, event), self.of_review(session, event.of))

    def end_returned(self, session: Session, event: ChangesRequested, _company: Company) -> None:
        self.send_back(after(session, event), self.of_review(session, event.of), event.of.decisions[-1].why)

    def end_rejected(self, session: Session, event: ReviewRejected, _company: Company) -> None:
        self.turn_down(after(session, event), self.of_review(session, event.of), event.of.decisions[-1].why)

    def end(self, session: Session, event: Any, company: Company) -> None:
        """Nobody is asked to decide any more, and whoever speaks for it hears how it ended."""
        its, at = event.of, event.when
        escalation.stop(session, subject=self.limit(its), why=its.status)
        cards.end_asking(session, its.review, self.ended(its), at)
        around = self.show(session, its, company, at)
        speakers = self.speakers(session, its, company)
        if event.who.id not in speakers:
            key = f"{its.subject}:ended:{its.review.version}"
            say = partial(outbox.post, session, at=at, urgency=self.urgency(its))
            for each, card in speakers.items():
                say(key=f"{key}:{each}", channel=each, message=self.news(its, around, each), thread=card)

    def pass_on(self, session: Session, event: QuestionAsked, company: Company) -> None:
        """To those who speak for it."""
        its = self._show_remark(session, event, company)
        for each, card in self.speakers(session, its, company).items():
            remarks.say(session, event, self.buttons, its, each, card)

    def bring_back(self, session: Session, event: QuestionAnswered, company: Company) -> None:
        """To whoever asked."""
        remarks.say_to_asker(session, event, self.buttons, self._show_remark(session, event, company), company)

    def _show_remark(self, session: Session, event: RemarkEvent, company: Company) -> M:
        """On all its cards, and under the room's."""
        its = self.of_review(session, event.of.review)
        around = self.show(session, its, company, event.when)
        self._show_reviewers(session, its, around, event.when)
        homes.change(session, list(self.speakers(session, its, company)), at=event.when)
        if room := self.room(its, company):
            remarks.say(session, event, self.buttons, its, room, cards.rooms(its.review))
        return its

    def ask_others(self, session: Session, role: str, company: Company, at: datetime) -> None:
        """Other people hold `role` than before: each review that needs it says whom it waits for now, and asks them."""
        for its in self.queries.in_review(session):
            before = its.status
            # Whoever changes one just now shows it as it is then.
            if role in its.review.roles and self.queries.if_free(session, its.id) and its.status == before:
                around = self.show(session, its, company, at)
                cards.ask_no_more(session, its.review, self.look(its, around, False, False), at)
                self._show_reminders(session, its, around, at)
                self._show_reviewers(session, its, around, at)
                self._call_helpers(session, its, around, at)

    def remind(self, session: Session, fired: Fired, company: Company) -> Iterator[outbox.Ask]:
        """One level of a stage's policy."""
        # Not held for change: whoever decides just now holds it and waits for this level to be said.
        its = self.queries.by_id(session, fired.subject.number)
        holders = self.around(company, session, its).holders
        deciding = course.people_waited_for(its, holders)
        asked = company.asked(fired, lambda whom: self.called(session, its, whom, deciding, company))
        for each in asked.people:
            decides, late = each in deciding, fired.overdue
            message = messages.reminder(self.buttons, its, holders, fired.when, decides=decides, late=late)
            yield escalation.remind(fired, each, cards.reminding(its.review), its.name, message, asked.why)

    def remind_no_more(
        self, session: Session, its: M, asking: Asking, gone: Collection[str], company: Company, at: datetime
    ) -> None:
        """Those whom the policy does not mean any more see for whom it waits."""
        holders = self.around(company, session, its).holders
        deciding = course.people_waited_for(its, holders)
        meant = self.called(session, its, asking.words, deciding, company)
        message = messages.reminder(self.buttons, its, holders, at)
        for each in sorted(set(gone).difference(meant)):
            cards.remind_no_more(session, its.review, each, message, at)

    def _show_reviewers(self, session: Session, its: M, around: A, at: datetime) -> None:
        def look(decides: bool) -> Message:
            return self.look(its, around, decides, True)

        cards.show_reviewers(session, its, around.holders, look, at)

    def _call_helpers(self, session: Session, its: M, around: A, at: datetime) -> None:
        """Where nobody can give what the stage waits for."""
        if course.cannot_be_given(its, around.holders):
            cards.call_helpers(session, its.review, around.helpers, self.look(its, around, False, False), at)

    def _show_reminders(self, session: Session, its: M, around: A, at: datetime) -> None:
        """To whoever was reminded."""
        message = messages.reminder(self.buttons, its, around.holders, at)
        cards.show_reminders(session, its.review, self.limit(its), message, at)
