"""/social pin and /social authenticator: the codes that people sign with."""

from bot.governance import Sign
from bot.kernel.text.markup import PERSON_ID
from bot.signing import forms, messages, service, totp
from bot.signing import pin as pins
from bot.signing.pin import Draft
from handlers.form import Form
from handlers.gesture import Answer, Gesture, Now, Open, Say
from handlers.routing import Routes

routes = Routes()


def pin(gesture: Gesture) -> Answer:
    """One's own; an administrator who names somebody takes away theirs."""
    if named := PERSON_ID.search(gesture.typed):
        service.remove(gesture, named[0])
        return Say(messages.are_removed(named[0]))
    return Open(forms.pin(has_one=service.has(gesture, Sign.PIN)))


def _hash(form: Form) -> str:
    return pins.hash_of(Draft(form.text("new_pin"), form.text("again")))


@routes.form(forms.PIN, before=_hash)
def set_pin(gesture: Gesture) -> Answer:
    service.set_pin(gesture, gesture.prepared)
    return Now(messages.pin_is_set)


def authenticator(gesture: Gesture) -> Answer:
    secret = service.begin_authenticator(gesture, gesture.authenticators)
    uri = totp.uri(secret, gesture.who.name, gesture.governance.company)
    return Open(forms.authenticator(totp.written(secret), uri, has_one=service.has(gesture, Sign.TOTP)))


@routes.form(forms.AUTHENTICATOR)
def confirm_authenticator(gesture: Gesture) -> Answer:
    service.confirm_authenticator(gesture, gesture.authenticators, gesture.form.text("first_code"))
    return Now(messages.authenticator_is_set)
