"""/crisis update and resolve, and the buttons of those who answer a crisis."""

from bot.crises import blocks, buttons, claims, forms, frozen, messages, queries, service
from bot.crises.life import LIFE, Action, offered
from bot.crises.model import Crisis
from bot.crises.rooms import room_of
from bot.debriefs import service as debriefs
from handlers.crises import crisis, held, looked_at, named, now, over
from handlers.gesture import Answer, Gesture, Open, Say
from handlers.routing import Routes

routes = Routes(steadfast=True)


@routes.action(buttons.ON_IT)
def acknowledge(gesture: Gesture) -> Answer:
    answered = held(gesture)
    service.be_on_it(gesture, answered)
    return Say(blocks.yours_now(answered, offered(gesture, answered), "are on", gesture.when))


@routes.action(buttons.OFF_IT)
def step_back(gesture: Gesture) -> Answer:
    left = held(gesture)
    service.step_back(gesture, left)
    return now(gesture, left, blocks.not_yours)


@routes.action(buttons.NOT_ME)
def deny(gesture: Gesture) -> Answer:
    denied = held(gesture)
    claims.deny(gesture, denied)
    return now(gesture, denied, messages.denied)


@routes.action(buttons.LEAD)
def take_lead(gesture: Gesture) -> Answer:
    led = held(gesture)
    service.take_lead(gesture, led, instead_of=gesture.ref.rest)
    return Say(blocks.yours_now(led, offered(gesture, led), "lead", gesture.when))


@crisis.word("update", example="/crisis update 7 Police informed, batch recalled", about="posts what is new")
def update(gesture: Gesture) -> Answer:
    number, text = named(gesture, "update")
    if not text:
        return _ask_what_is_new(gesture, number)
    updated = queries.held_by(gesture, number)
    service.post_update(gesture, updated, text)
    return _now_updated(gesture, updated)


@routes.action(buttons.UPDATE)
def update_by_button(gesture: Gesture) -> Answer:
    return _ask_what_is_new(gesture, gesture.ref.id)


@routes.form(forms.UPDATE)
def update_by_form(gesture: Gesture) -> Answer:
    updated = held(gesture)
    service.post_update(gesture, updated, gesture.form.text("update"))
    return _now_updated(gesture, updated)


@crisis.word("resolve", example="/crisis resolve 7", about="ends a crisis", opens=forms.RESOLVE)
def resolve(gesture: Gesture) -> Answer:
    number, outcome = named(gesture, "resolve")
    return _ask_how_it_ended(gesture, number, outcome)


@routes.action(buttons.RESOLVE, opens=forms.RESOLVE)
def resolve_by_button(gesture: Gesture) -> Answer:
    return _ask_how_it_ended(gesture, gesture.ref.id)


@routes.form(forms.RESOLVE, signs=lambda _: LIFE.permission(Action.RESOLVE).roles)
def resolve_by_form(gesture: Gesture) -> Answer:
    resolved = held(gesture)
    service.resolve(gesture, resolved, gesture.form.text("outcome"))
    writer = gesture.form.person("writer") or _would_write(gesture, resolved)
    debriefs.follow_up(gesture, resolved, writer, gesture.company, gesture.form.text("cause"))
    return over(gesture, resolved)


def _ask_what_is_new(gesture: Gesture, number: int) -> Answer:
    return Open(forms.update(looked_at(gesture, number, Action.POST_UPDATE)))


def _ask_how_it_ended(gesture: Gesture, number: int, outcome: str = "") -> Answer:
    ended = looked_at(gesture, number, Action.RESOLVE)
    writer = _would_write(gesture, ended)
    return Open(forms.resolve(ended, writer, outcome, may_thaw=frozen.can_be_thawed(gesture, ended)))


def _would_write(gesture: Gesture, crisis: Crisis) -> str:
    """Its lead, if there is one who is still here."""
    return crisis.lead if crisis.lead and gesture.people.may_be_asked(crisis.lead) else gesture.who.id


def _now_updated(gesture: Gesture, crisis: Crisis) -> Answer:
    room = room_of(crisis, gesture.company)
    return now(gesture, crisis, lambda updated: blocks.confirmation(updated, room, gesture.when))
