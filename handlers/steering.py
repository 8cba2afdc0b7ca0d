"""/crisis call, lead, rescore and accounts: a crisis is steered while it goes on; what its *More…* offers."""

import re
from collections.abc import Sequence

from bot.accounts import Outlet
from bot.accounts import finding as registry
from bot.crises import blocks, buttons, queries, steering, typed
from bot.crises import steering_forms as forms
from bot.crises.life import LIFE, Action, offered
from bot.crises.model import Crisis
from handlers.alarms import affected
from handlers.crises import crisis, held, looked_at, named, now
from handlers.gesture import Answer, Gesture, Open
from handlers.routing import Routes

routes = Routes(steadfast=True)
NOTHING = typed.Score()


@routes.action(buttons.MORE)
def more(gesture: Gesture) -> Answer:
    seen = queries.shown_to(gesture, gesture.ref.id)
    allowed = [action for action in buttons.RARER if action in offered(gesture, seen)]
    if not allowed:
        LIFE.require(gesture, seen, Action.RESCORE)
    return Open(forms.more(seen, allowed))


@crisis.word("rescore", example="/crisis rescore 7 likely major", about="says that it is worse, or less bad")
def rescore(gesture: Gesture) -> Answer:
    number, behind = named(gesture, "rescore")
    return _rescore_form(gesture, number, typed.score(behind, gesture.governance.risk))


@routes.action(buttons.RESCORE)
def rescore_by_button(gesture: Gesture) -> Answer:
    return _rescore_form(gesture, gesture.ref.id)


@routes.form(forms.RESCORE)
def rescore_by_form(gesture: Gesture) -> Answer:
    rescored, form = held(gesture), gesture.form
    likelihood, impact = form.choice("likelihood") or "", form.choice("impact") or ""
    steering.rescore(gesture, rescored, likelihood, impact, form.text("reason"), gesture.governance.risk)
    return _done(gesture, rescored)


@crisis.word("call", example="/crisis call 7 @sofia", about="asks one more person, who may answer")
def call(gesture: Gesture) -> Answer:
    number, person = named(gesture, "call")[0], gesture.named_person
    return _call(gesture, number, person) if person else _call_form(gesture, number)


@routes.action(buttons.CALL)
def call_by_button(gesture: Gesture) -> Answer:
    return _call_form(gesture, gesture.ref.id)


@routes.form(forms.CALL)
def call_by_form(gesture: Gesture) -> Answer:
    return _call(gesture, gesture.ref.id, gesture.form.person("person") or "")


@crisis.word("lead", example="/crisis lead 7 @thomas", about="gives the lead to somebody")
def give_lead(gesture: Gesture) -> Answer:
    number, person = named(gesture, "lead")[0], gesture.named_person
    if not person:
        return _lead_form(gesture, number)
    led = queries.held_by(gesture, number)
    return _give_lead(gesture, led, person, led.lead)


@routes.action(buttons.GIVE_LEAD)
def give_lead_by_button(gesture: Gesture) -> Answer:
    return _lead_form(gesture, gesture.ref.id)


@routes.form(forms.GIVE_LEAD)
def give_lead_by_form(gesture: Gesture) -> Answer:
    return _give_lead(gesture, held(gesture), gesture.form.person("person") or "", gesture.ref.rest)


@crisis.word("speaker", example="/crisis speaker 7 @david", about="says who speaks for us, and nobody else")
def give_voice(gesture: Gesture) -> Answer:
    number, person = named(gesture, "speaker")[0], gesture.named_person
    if not person:
        return _voice_form(gesture, number)
    return _give_voice(gesture, queries.held_by(gesture, number), person)


@routes.action(buttons.GIVE_VOICE)
def give_voice_by_button(gesture: Gesture) -> Answer:
    return _voice_form(gesture, gesture.ref.id)


@routes.form(forms.GIVE_VOICE)
def give_voice_by_form(gesture: Gesture) -> Answer:
    return _give_voice(gesture, held(gesture), gesture.form.person("person") or "")


@crisis.word("accounts", example="/crisis accounts 7 @HelviaGlobal", about="adds accounts that it is about")
def add_accounts(gesture: Gesture) -> Answer:
    number, behind = named(gesture, "accounts")
    names = filter(None, re.split(r",\s*|\s+(?=@)", behind))
    return _accounts_form(gesture, number, [Outlet.of(registry.named(gesture.session, each)) for each in names])


@routes.action(buttons.ADD_ACCOUNTS)
def add_accounts_by_button(gesture: Gesture) -> Answer:
    return _accounts_form(gesture, gesture.ref.id)


@routes.form(forms.ADD_ACCOUNTS)
def add_accounts_by_form(gesture: Gesture) -> Answer:
    widened = held(gesture)
    steering.add_accounts(gesture, widened, affected(gesture, gesture.form.choices("accounts")))
    return _done(gesture, widened)


def _rescore_form(gesture: Gesture, number: int, score: typed.Score = NOTHING) -> Answer:
    seen = looked_at(gesture, number, Action.RESCORE)
    return Open(forms.rescore(seen, gesture.governance.risk, score))


def _call_form(gesture: Gesture, number: int) -> Answer:
    return Open(forms.call(looked_at(gesture, number, Action.CALL)))


def _lead_form(gesture: Gesture, number: int) -> Answer:
    return Open(forms.give_lead(looked_at(gesture, number, Action.GIVE_LEAD)))


def _voice_form(gesture: Gesture, number: int) -> Answer:
    return Open(forms.give_voice(looked_at(gesture, number, Action.GIVE_VOICE)))


def _accounts_form(gesture: Gesture, number: int, chosen: Sequence[Outlet] = ()) -> Answer:
    return Open(forms.add_accounts(looked_at(gesture, number, Action.ADD_ACCOUNTS), chosen))


def _call(gesture: Gesture, number: int, person: str) -> Answer:
    joined = queries.held_by(gesture, number)
    steering.call(gesture, joined, person, gesture.people.is_active)
    return _done(gesture, joined)


def _give_lead(gesture: Gesture, led: Crisis, person: str, instead_of: str) -> Answer:
    people = gesture.people
    steering.give_lead(gesture, led, person, people.name_of, people.is_active, instead_of=instead_of)
    return _done(gesture, led)


def _give_voice(gesture: Gesture, spoken: Crisis, person: str) -> Answer:
    steering.give_voice(gesture, spoken, person, gesture.people.name_of, gesture.people.is_active)
    return _done(gesture, spoken)


def _done(gesture: Gesture, crisis: Crisis) -> Answer:
    return now(gesture, crisis, lambda changed: blocks.done(changed, gesture.when))
