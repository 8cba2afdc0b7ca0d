"""Answers to what people ask in a crisis: written, and written anew, by whoever speaks for the company."""

from bot.crises import queries as crises
from bot.crises import steering
from bot.crises.model import Crisis
from bot.crises.rooms import room_of
from bot.kernel.reference import Ref, is_number
from bot.voice import blocks, forms, queries, service
from bot.voice.drafts import AnswerDraft
from bot.voice.model import Statement
from handlers.gesture import Answer, Gesture, Open
from handlers.routing import Routes
from handlers.voice import languages_of, now

routes = Routes(steadfast=True)


@routes.action(blocks.ADD_ANSWER)
def add(gesture: Gesture) -> Answer:
    return _form(gesture, crises.shown_to(gesture, gesture.ref.id), None)


@routes.action(blocks.WRITE_ANEW)
def write_anew(gesture: Gesture) -> Answer:
    before = queries.by_id(gesture.session, gesture.ref.id)
    return _form(gesture, crises.shown_to(gesture, before.crisis_id), before)


def _form(gesture: Gesture, about: Crisis, before: Statement | None) -> Answer:
    steering.require_voice(gesture, about)
    tongues = dict.fromkeys([*languages_of(gesture.session, about), *([before.language] if before else [])])
    return Open(forms.answer(about.label, list(tongues), before, Ref(about.id, before.topic if before else "")))


@routes.form(forms.ANSWER)
def write(gesture: Gesture) -> Answer:
    about, topic = crises.held_by(gesture, gesture.ref.id), gesture.ref.rest
    steering.require_voice(gesture, about)
    form, language = gesture.form, gesture.form.choice("language") or ""
    draft = AnswerDraft(question=form.text("question"), answer=form.text("answer"))
    number, room = int(topic) if is_number(topic) else 0, room_of(about, gesture.company)
    return now(
        gesture,
        service.write_answer(gesture, about.id, draft, number, language, room, gesture.governance, drill=about.drill),
    )
