"""What reviewers press, whatever is reviewed: approve, request changes, reject, ask; and what they are answered."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from sqlalchemy.orm import Session

from bot.governance import Governance, Sign
from bot.reviews import forms
from bot.reviews.deciding import Reviewing
from bot.reviews.life import Deed
from bot.reviews.model import Reviewed
from bot.reviews.seen import Seen
from bot.reviews.service import Draft
from bot.reviews.signature import Signature
from handlers.gesture import Answer, Gesture, Open
from handlers.routing import Routes

M = TypeVar("M", bound=Reviewed)


@dataclass(frozen=True)
class Deciding(Generic[M]):
    """On matters of one kind: `kind` begins the ids of their buttons and forms, `look` loads one, `hold` for change."""

    kind: str
    look: Callable[[Session, int], M]
    hold: Callable[[Session, int], M]
    reviewing: Reviewing[M]
    now: Callable[[Gesture, M], Answer]

    def answer_in(self, routes: Routes) -> None:
        kind, signs = self.kind, Governance.reviewing
        routes.action(f"{kind}.approve", signs=signs)(self.approve)
        routes.form(f"{kind}.approve", signs=signs)(self.approve_with_code)
        routes.action(f"{kind}.request_changes", opens=f"{kind}.request_changes")(self.ask_what_to_change)
        routes.form(f"{kind}.request_changes", signs=signs)(self.request_changes)
        routes.action(f"{kind}.reject", opens=f"{kind}.reject")(self.ask_why_rejected)
        routes.form(f"{kind}.reject", signs=signs)(self.reject)
        routes.action(f"{kind}.ask", opens=f"{kind}.ask")(self.ask_for_the_question)
        routes.form(f"{kind}.ask")(self.ask)
        routes.action(f"{kind}.answer", opens=f"{kind}.answer")(self.ask_for_the_answer)
        routes.form(f"{kind}.answer")(self.answer)

    def approve(self, gesture: Gesture) -> Answer:
        """At once, unless it is signed with a code that has to be given first."""
        seen = Seen.read(gesture.value)
        its = self.hold(gesture.session, seen.id)
        if its.review.sign is not Sign.CLICK:
            self.reviewing.require_decision(gesture, its, seen, Deed.APPROVE)
            signature = Signature.of(gesture, its)
            if signature.way:
                return Open(forms.approve(f"{self.kind}.approve", its, seen, signature))
        self.reviewing.approve(gesture, its, seen)
        return self.now(gesture, its)

    def approve_with_code(self, gesture: Gesture) -> Answer:
        its, seen = self._held(gesture)
        self.reviewing.approve(gesture, its, seen)
        return self.now(gesture, its)

    def ask_what_to_change(self, gesture: Gesture) -> Answer:
        its, seen = self._possible(gesture, Deed.REQUEST_CHANGES)
        return Open(forms.request_changes(f"{self.kind}.request_changes", its, seen, Signature.of(gesture, its)))

    def request_changes(self, gesture: Gesture) -> Answer:
        its, seen = self._held(gesture)
        self.reviewing.request_changes(gesture, its, seen, _draft(gesture))
        return self.now(gesture, its)

    def ask_why_rejected(self, gesture: Gesture) -> Answer:
        its, seen = self._possible(gesture, Deed.REJECT)
        return Open(forms.reject(f"{self.kind}.reject", its, seen, Signature.of(gesture, its)))

    def reject(self, gesture: Gesture) -> Answer:
        its, seen = self._held(gesture)
        self.reviewing.reject(gesture, its, seen, _draft(gesture))
        return self.now(gesture, its)

    def ask_for_the_question(self, gesture: Gesture) -> Answer:
        seen = Seen.read(gesture.value)
        its = self.look(gesture.session, seen.id)
        self.reviewing.require_question(gesture, its, seen)
        return Open(forms.ask(f"{self.kind}.ask", its, seen))

    def ask(self, gesture: Gesture) -> Answer:
        its, seen = self._held(gesture)
        self.reviewing.ask(gesture, its, seen, gesture.form.text("question"))
        return self.now(gesture, its)

    def ask_for_the_answer(self, gesture: Gesture) -> Answer:
        its = self.look(gesture.session, gesture.ref.id)
        question = self.reviewing.require_answer(gesture, its, gesture.ref.page)
        return Open(forms.answer(f"{self.kind}.answer", its, question))

    def answer(self, gesture: Gesture) -> Answer:
        its = self.hold(gesture.session, gesture.ref.id)
        self.reviewing.answer(gesture, its, gesture.ref.page, gesture.form.text("answer"))
        return self.now(gesture, its)

    def _held(self, gesture: Gesture) -> tuple[M, Seen]:
        """The one that the form is about, held for change, and what was seen of it."""
        seen = Seen.read(gesture.metadata)
        return self.hold(gesture.session, seen.id), seen

    def _possible(self, gesture: Gesture, deed: Deed) -> tuple[M, Seen]:
        """Refused before a reason is written for nothing."""
        seen = Seen.read(gesture.value)
        its = self.look(gesture.session, seen.id)
        self.reviewing.require_decision(gesture, its, seen, deed)
        return its, seen


def _draft(gesture: Gesture) -> Draft:
    return Draft(code=gesture.form.choice("code") or "", reason=gesture.form.text("reason"))
