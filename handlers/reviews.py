"""What reviewers press: approve, request changes, reject."""

from bot.governance import Governance
from bot.posts import blocks, deciding, forms, queries
from bot.posts.life import Action
from bot.posts.model import Post
from bot.reviews import course
from bot.reviews.seen import Seen
from handlers.gesture import Answer, Gesture, Open
from handlers.posts import now
from handlers.routing import Routes

routes = Routes()


@routes.action(blocks.APPROVE, signs=Governance.reviewing)
def approve(gesture: Gesture) -> Answer:
    seen = Seen.read(gesture.value)
    decided = queries.held(gesture.session, seen.id)
    deciding.approve(gesture, decided, seen)
    return now(gesture, decided)


@routes.action(blocks.REQUEST_CHANGES, opens=forms.REQUEST_CHANGES)
def ask_what_to_change(gesture: Gesture) -> Answer:
    seen = Seen.read(gesture.value)
    decided = _possible(gesture, seen, Action.REQUEST_CHANGES)
    return Open(forms.request_changes(decided, seen, course.deciding_roles(decided.review, gesture.who)))


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
    return Open(forms.reject(decided, seen, course.deciding_roles(decided.review, gesture.who)))


@routes.form(forms.REJECT, signs=Governance.reviewing)
def reject(gesture: Gesture) -> Answer:
    seen = Seen.read(gesture.metadata)
    decided = queries.held(gesture.session, seen.id)
    deciding.reject(gesture, decided, seen, *_reason(gesture))
    return now(gesture, decided)


def _possible(gesture: Gesture, seen: Seen, action: Action) -> Post:
    """Refused before a reason is written for nothing."""
    decided = queries.by_id(gesture.session, seen.id)
    deciding.require_decision(gesture, decided, seen, action)
    return decided


def _reason(gesture: Gesture) -> tuple[str, str]:
    """Its code, and perhaps more words."""
    return gesture.form.choice("code") or "", gesture.form.text("reason")
