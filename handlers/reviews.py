"""What reviewers press: approve, request changes, reject, ask; and what they are answered."""

from bot.governance import Governance, Sign
from bot.posts import blocks, deciding, forms, queries
from bot.posts.life import LIFE, Action
from bot.posts.model import Post
from bot.reviews import asking
from bot.reviews.seen import Seen
from bot.reviews.signature import Signature
from handlers.gesture import Answer, Gesture, Open
from handlers.posts import held, meant, now
from handlers.routing import Routes

routes = Routes()


@routes.action(blocks.APPROVE, signs=Governance.reviewing)
def approve(gesture: Gesture) -> Answer:
    """At once, unless it is signed with a code that has to be given first."""
    seen = Seen.read(gesture.value)
    decided = queries.held(gesture.session, seen.id)
    if decided.review.sign is not Sign.CLICK:
        deciding.require_decision(gesture, decided, seen, Action.APPROVE)
        signature = Signature.of(gesture, decided)
        if signature.way:
            return Open(forms.approve(decided, seen, signature))
    deciding.approve(gesture, decided, seen)
    return now(gesture, decided)


@routes.form(forms.APPROVE, signs=Governance.reviewing)
def approve_with_code(gesture: Gesture) -> Answer:
    seen = Seen.read(gesture.metadata)
    decided = queries.held(gesture.session, seen.id)
    deciding.approve(gesture, decided, seen)
    return now(gesture, decided)


@routes.action(blocks.REQUEST_CHANGES, opens=forms.REQUEST_CHANGES)
def ask_what_to_change(gesture: Gesture) -> Answer:
    seen = Seen.read(gesture.value)
    decided = _possible(gesture, seen, Action.REQUEST_CHANGES)
    return Open(forms.request_changes(decided, seen, Signature.of(gesture, decided)))


@routes.form(forms.REQUEST_CHANGES, signs=Governance.reviewing)
def request_changes(gesture: Gesture) -> Answer:
    seen = Seen.read(gesture.metadata)
    decided = queries.held(gesture.session, seen.id)
    deciding.request_changes(gesture, decided, seen, *_reason(gesture))
    return now(gesture, decided)


@routes.action(blocks.REJECT, opens=forms.REJECT)
def ask_why_rejected(gesture: Gesture) -> Answer:
    seen = Seen.read(gesture.value)
    decided = _possible(gesture, seen, Action.REJECT)
    return Open(forms.reject(decided, seen, Signature.of(gesture, decided)))


@routes.form(forms.REJECT, signs=Governance.reviewing)
def reject(gesture: Gesture) -> Answer:
    seen = Seen.read(gesture.metadata)
    decided = queries.held(gesture.session, seen.id)
    deciding.reject(gesture, decided, seen, *_reason(gesture))
    return now(gesture, decided)


@routes.action(blocks.ASK, opens=forms.ASK)
def ask_for_the_question(gesture: Gesture) -> Answer:
    seen = Seen.read(gesture.value)
    asked_about = queries.by_id(gesture.session, seen.id)
    deciding.require_question(gesture, asked_about, seen)
    return Open(forms.ask(asked_about, seen))


@routes.form(forms.ASK)
def ask(gesture: Gesture) -> Answer:
    seen = Seen.read(gesture.metadata)
    asked_about = queries.held(gesture.session, seen.id)
    deciding.ask(gesture, asked_about, seen, gesture.form.text("question"))
    return now(gesture, asked_about)


@routes.action(blocks.ANSWER, opens=forms.ANSWER)
def ask_for_the_answer(gesture: Gesture) -> Answer:
    asked_about = meant(gesture)
    LIFE.require(gesture, asked_about, Action.ANSWER)
    return Open(forms.answer(asked_about, asking.require_open(asked_about, gesture.ref.page)))


@routes.form(forms.ANSWER)
def answer(gesture: Gesture) -> Answer:
    asked_about = held(gesture)
    deciding.answer(gesture, asked_about, gesture.ref.page, gesture.form.text("answer"))
    return now(gesture, asked_about)


def _possible(gesture: Gesture, seen: Seen, action: Action) -> Post:
    """Refused before a reason is written for nothing."""
    decided = queries.by_id(gesture.session, seen.id)
    deciding.require_decision(gesture, decided, seen, action)
    return decided


def _reason(gesture: Gesture) -> tuple[str, str]:
    """Its code, and perhaps more words."""
    return gesture.form.choice("code") or "", gesture.form.text("reason")
