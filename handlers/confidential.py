"""A confidential crisis becomes public, once leadership says so."""

from bot.crises import buttons, forms, news, service
from bot.crises.life import LIFE, Action
from handlers.crises import held, looked_at, now
from handlers.gesture import Answer, Gesture, Open
from handlers.routing import Routes

routes = Routes()


@routes.action(buttons.MAKE_PUBLIC, opens=forms.MAKE_PUBLIC)
def ask_whether_to_make_it_public(gesture: Gesture) -> Answer:
    return Open(forms.make_public(looked_at(gesture, gesture.ref.id, Action.MAKE_PUBLIC)))


@routes.form(forms.MAKE_PUBLIC, signs=lambda _: LIFE.permission(Action.MAKE_PUBLIC).roles)
def make_public(gesture: Gesture) -> Answer:
    crisis = held(gesture)
    service.make_public(gesture, crisis)
    return now(gesture, crisis, news.public_now)
