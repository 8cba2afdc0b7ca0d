"""What reviewers press: approve, request changes, reject."""

from bot.governance import Governance
from bot.posts import blocks, deciding, forms, queries, review
from bot.posts.model import Action, Post
from handlers.gesture import Answer, Done, Gesture, Open
from handlers.posts import particulars
from handlers.routing import Routes

routes = Routes()


@routes.action(blocks.APPROVE, signs=Governance.reviewing)
def approve(gesture: Gesture) -> Answer:
    seen = review.seen_in(gesture.value)
    decided = queries.by_id(gesture.session, seen.post_id)
    deciding.approve(gesture.session, gesture.who, gesture.when, decided, seen)
    return _after_a_press(gesture, decided)


@routes.action(blocks.REQUEST_CHANGES, opens=forms.REQUEST_CHANGES)
def ask_what_to_change(gesture: Gesture) -> Answer:
    seen = review.seen_in(gesture.value)
    decided = queries.by_id(gesture.session, seen.post_id)
    roles = deciding.require_reviewer(gesture.who, decided, seen, Action.REQUEST_CHANGES)
    return Open(forms.request_changes(decided, seen, roles))


@routes.form(forms.REQUEST_CHANGES, signs=Governance.reviewing)
def request_changes(gesture: Gesture) -> Answer:
    seen, reason = review.seen_in(gesture.metadata), gesture.form.text("reason")
    decided = queries.by_id(gesture.session, seen.post_id)
    deciding.request_changes(gesture.session, gesture.who, gesture.when, decided, seen, reason)
    return Done()


@routes.action(blocks.REJECT, opens=forms.REJECT)
def ask_why_rejected(gesture: Gesture) -> Answer:
    seen = review.seen_in(gesture.value)
    decided = queries.by_id(gesture.session, seen.post_id)
    roles = deciding.require_reviewer(gesture.who, decided, seen, Action.REJECT)
    return Open(forms.reject(decided, seen, roles))


@routes.form(forms.REJECT, signs=Governance.reviewing)
def reject(gesture: Gesture) -> Answer:
    seen, reason = review.seen_in(gesture.metadata), gesture.form.text("reason")
    decided = queries.by_id(gesture.session, seen.post_id)
    deciding.reject(gesture.session, gesture.who, gesture.when, decided, seen, reason)
    return Done()


def _after_a_press(gesture: Gesture, decided: Post) -> Answer:
    """A card changes by itself; what only this person sees has to be told."""
    is_ephemeral = gesture.message is None and bool(gesture.channel)
    return particulars(gesture, decided) if is_ephemeral else Done()
