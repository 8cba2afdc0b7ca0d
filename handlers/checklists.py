"""/crisis checklist: what is to be done in a crisis of its kind, by whom, and which departments agree."""

from collections.abc import Callable

from bot.checklists import blocks, forms, messages, queries, service
from bot.checklists.checklist import checklist_of
from bot.checklists.drafts import Draft
from bot.checklists.life import LINES, Action
from bot.checklists.model import ChecklistLine
from bot.crises import buttons, kinds
from bot.crises import forms as crisis_forms
from bot.crises import queries as crises
from bot.crises.life import Action as CrisisAction
from bot.crises.model import Crisis
from bot.governance.playbooks import MOST_DEPARTMENTS
from bot.kernel.errors import NotFound
from bot.kernel.views.blocks import Message
from handlers.crises import crisis, held, looked_at, named
from handlers.gesture import Answer, Gesture, Now, Open, Say
from handlers.routing import Routes

routes = Routes(steadfast=True)
NO_PLAYBOOKS = "Your company has no kinds of crises yet: they stand under `playbooks` in the governance file."


@crisis.word("checklist", example="/crisis checklist 7", about="what is to be done, and who does it")
def show(gesture: Gesture) -> Answer:
    number, _ = named(gesture, "checklist")
    return Say(_card(gesture, crises.shown_to(gesture, number)))


@routes.action(buttons.CHECKLIST)
def show_by_button(gesture: Gesture) -> Answer:
    return Say(_card(gesture, crises.shown_to(gesture, gesture.ref.id)))


@routes.action(buttons.KIND)
def ask_for_kind(gesture: Gesture) -> Answer:
    about = looked_at(gesture, gesture.ref.id, CrisisAction.CHOOSE_KIND)
    if not gesture.governance.playbooks:
        raise NotFound(NO_PLAYBOOKS)
    return Open(crisis_forms.kind(about, gesture.governance.crisis_kinds))


@routes.form(crisis_forms.KIND)
def choose_kind(gesture: Gesture) -> Answer:
    about = held(gesture)
    kinds.choose(gesture, about, gesture.form.choice("kind") or "", gesture.governance.crisis_kinds)
    return Now(lambda: _card(gesture, about))


@routes.action(blocks.DONE)
def tick_off(gesture: Gesture) -> Answer:
    line = queries.held_by(gesture, gesture.ref.id)
    service.tick_off(gesture, line)
    return _now(gesture, line, messages.ticked_off)


@routes.action(blocks.OPEN)
def open_again(gesture: Gesture) -> Answer:
    line = queries.held_by(gesture, gesture.ref.id)
    service.open_again(gesture, line)
    return _now(gesture, line, messages.opened_again)


@routes.row(blocks.AGREE, MOST_DEPARTMENTS)
def agree(gesture: Gesture) -> Answer:
    department = queries.held_by(gesture, gesture.ref.id, is_department=True)
    service.agree(gesture, department)
    return _now(gesture, department, messages.agreed)


@routes.row(blocks.TAKE_BACK, MOST_DEPARTMENTS)
def take_back(gesture: Gesture) -> Answer:
    department = queries.held_by(gesture, gesture.ref.id, is_department=True)
    service.take_back(gesture, department)
    return _now(gesture, department, messages.taken_back)


@routes.action(blocks.GIVE)
def ask_to_whom(gesture: Gesture) -> Answer:
    line = queries.shown_to(gesture, gesture.ref.id)
    LINES.require(gesture, line, Action.GIVE)
    return Open(forms.give(line))


@routes.form(forms.GIVE)
def give(gesture: Gesture) -> Answer:
    line = queries.held_by(gesture, gesture.ref.id)
    draft = Draft(person=gesture.form.person("person") or "")
    service.give(gesture, line, draft, gesture.people.may_be_asked)
    return _now(gesture, line, messages.handed_over)


def _card(gesture: Gesture, about: Crisis) -> Message:
    return blocks.card(checklist_of(gesture.session, about, gesture.company), gesture.who.id)


def _now(gesture: Gesture, line: ChecklistLine, sentence: Callable[[ChecklistLine], Message]) -> Answer:
    return Now(lambda: sentence(line), lambda: _card(gesture, line.crisis))
