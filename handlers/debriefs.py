"""/crisis review: what a crisis taught, who does what about it until when, and who approves that."""

from bot.crises import queries as crises
from bot.debriefs import blocks, forms, messages, queries, service
from bot.debriefs.around import Around
from bot.debriefs.drafts import ActionDraft, Draft
from bot.debriefs.figures import figures_of
from bot.debriefs.life import ASK, LIFE, Action, may_read
from bot.debriefs.model import Debrief
from bot.kernel import zones
from bot.kernel.errors import NotFound
from bot.kernel.numbers import number_of
from bot.kernel.reference import numbered
from bot.kernel.views.blocks import Message
from handlers.crises import crisis
from handlers.deciding import Deciding
from handlers.gesture import Answer, Gesture, Now, Open, Say
from handlers.routing import Routes

routes = Routes()


def now(gesture: Gesture, debrief: Debrief) -> Answer:
    """After something was done with it, by somebody who sees its crisis."""
    crises.shown_to(gesture, debrief.id)
    around = Around.of(gesture.company, gesture.session, debrief)
    return Now(lambda: messages.in_short(debrief, around), lambda: _card(gesture, debrief))


Deciding(blocks.KIND, queries.by_id, queries.held, service.REVIEWING, now).answer_in(routes)


@crisis.word("review", example="/crisis review 7", about="what a crisis taught: figures, lessons, actions")
def review(gesture: Gesture) -> Answer:
    named = numbered(gesture.words, "crisis")
    if named is None:
        raise NotFound("Which crisis? For instance `/crisis review 7`; see `/crisis list resolved`.")
    return _shown(gesture, named[0])


@routes.action(blocks.SHOW)
def show_by_button(gesture: Gesture) -> Answer:
    return _shown(gesture, gesture.ref.id)


@routes.action(blocks.BEGIN, opens=forms.BEGIN)
def ask_who_writes(gesture: Gesture) -> Answer:
    about = crises.shown_to(gesture, gesture.ref.id)
    ASK.require(gesture, about)
    days = number_of(gesture.governance.after_action.working_days, "working day")
    return Open(forms.begin(about, days))


@routes.form(forms.BEGIN)
def ask_for_it(gesture: Gesture) -> Answer:
    about = crises.held_by(gesture, gesture.ref.id)
    writer = gesture.form.person("writer") or ""
    return now(gesture, service.ask(gesture, about, writer, gesture.company))


@routes.action(blocks.WRITE, opens=forms.WRITE)
def open_the_words(gesture: Gesture) -> Answer:
    return Open(forms.write(_possible(gesture, Action.WRITE)))


@routes.form(forms.WRITE)
def write(gesture: Gesture) -> Answer:
    form, debrief = gesture.form, _held(gesture)
    draft = Draft(
        went_well=form.text("went_well"), hurt=form.text("hurt"), luck=form.text("luck"), lesson=form.text("lesson")
    )
    service.write(gesture, debrief, draft)
    return now(gesture, debrief)


@routes.action(blocks.ADD_ACTION, opens=forms.ADD_ACTION)
def ask_for_an_action(gesture: Gesture) -> Answer:
    debrief = _possible(gesture, Action.ADD_ACTION)
    today = zones.wall(gesture.when, zones.own(gesture.governance.time_zone)).date()
    return Open(forms.add_action(debrief, today))


@routes.form(forms.ADD_ACTION)
def add_action(gesture: Gesture) -> Answer:
    form, debrief = gesture.form, _held(gesture)
    draft = ActionDraft(what=form.text("what"), who=form.person("who") or "", until=form.date("until"))
    service.add_action(gesture, debrief, draft, gesture.company)
    return now(gesture, debrief)


@routes.action(blocks.SEND)
def send(gesture: Gesture) -> Answer:
    debrief = _held(gesture)
    service.send(gesture, debrief, gesture.company)
    return now(gesture, debrief)


@routes.action(blocks.HAND_ON, opens=forms.HAND_ON)
def ask_who_writes_now(gesture: Gesture) -> Answer:
    return Open(forms.hand_on(_possible(gesture, Action.HAND_ON)))


@routes.form(forms.HAND_ON)
def hand_on(gesture: Gesture) -> Answer:
    debrief = _held(gesture)
    service.hand_on(gesture, debrief, gesture.form.person("writer") or "", gesture.company)
    return now(gesture, debrief)


@routes.action(blocks.DONE)
def finish(gesture: Gesture) -> Answer:
    action = queries.action_held(gesture.session, gesture.ref.id)
    service.finish(gesture, action)
    return now(gesture, action.debrief)


def _possible(gesture: Gesture, action: Action) -> Debrief:
    crises.shown_to(gesture, gesture.ref.id)
    debrief = queries.by_id(gesture.session, gesture.ref.id)
    LIFE.require(gesture, debrief, action)
    return debrief


def _held(gesture: Gesture) -> Debrief:
    return queries.held_by(gesture, gesture.ref.id)


def _shown(gesture: Gesture, number: int) -> Answer:
    if debrief := queries.shown_to(gesture, number):
        return Say(_card(gesture, debrief))
    about = crises.shown_to(gesture, number)
    service.require_real(about)
    may_ask = about.is_resolved and ASK.allows(gesture, about)
    return Say(blocks.nobody(about, figures_of(gesture.session, about), may_ask=may_ask))


def _card(gesture: Gesture, debrief: Debrief) -> Message:
    """All of it, with what this person may do with it."""
    around = Around.of(gesture.company, gesture.session, debrief)
    offered = service.REVIEWING.offered(gesture, debrief, around.holders)
    return blocks.card(debrief, around, offered, may_read=may_read(gesture, debrief))
