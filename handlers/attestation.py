"""Whether accounts are still right: the buttons of the message that asks each quarter."""

from bot.attestation import blocks, forms, queries, service
from bot.attestation.drafts import Draft
from bot.attestation.life import LIFE, Action
from bot.attestation.model import Attestation, AttestationLine
from bot.kernel.reference import is_number
from bot.kernel.views.blocks import Message
from handlers.gesture import Answer, Gesture, Now, Open, Say
from handlers.routing import Routes

routes = Routes()


@routes.action(blocks.RIGHT)
def confirm(gesture: Gesture) -> Answer:
    line = queries.held_line(gesture.session, gesture.ref.id)
    service.confirm(gesture, line)
    return _now(gesture, line)


@routes.action(blocks.ALL)
def confirm_all(gesture: Gesture) -> Answer:
    """Those that the message showed."""
    attestation = queries.held(gesture.session, gesture.ref.id)
    service.confirm_all(gesture, attestation, {int(each) for each in gesture.ref.rest.split() if is_number(each)})
    return Now(lambda: _card(gesture, attestation))


@routes.action(blocks.LACKS)
def ask_what_is_there(gesture: Gesture) -> Answer:
    line = queries.line(gesture.session, gesture.ref.id)
    LIFE.require(gesture, line, Action.CONFIRM)
    return Open(forms.lacking(line, gesture.governance.attestation.profile))


@routes.form(forms.LACKING)
def confirm_but(gesture: Gesture) -> Answer:
    line = queries.held_line(gesture.session, gesture.ref.id)
    draft = Draft(profile=gesture.form.choices("profile"))
    service.confirm(gesture, line, draft.lacks(gesture.governance.attestation.profile))
    return _now(gesture, line)


@routes.action(blocks.SHOW)
@routes.list(blocks.PAGE)
def show(gesture: Gesture) -> Answer:
    return Say(_card(gesture, queries.by_id(gesture.session, gesture.ref.id), gesture.ref.page))


def _now(gesture: Gesture, line: AttestationLine) -> Answer:
    return Now(lambda: blocks.line_said(line), lambda: _card(gesture, line.attestation))


def _card(gesture: Gesture, attestation: Attestation, number: int = 1) -> Message:
    own = attestation.shown_to(gesture.who.id)
    return blocks.card(attestation, own, gesture.governance.attestation.profile, number)
