"""Lines of a crisis's timeline: added by hand or from a message, and starred for its review."""

from collections.abc import Callable

from bot.crises import buttons, lines, messages, queries, timeline_forms
from bot.crises.life import Action
from bot.crises.model import Crisis
from bot.kernel.errors import Invalid, NotFound
from bot.kernel.reference import Ref
from bot.kernel.views import limits
from handlers.crises import held, looked_at, now, shown
from handlers.gesture import Answer, Gesture, Open, Replace
from handlers.routing import Routes

routes = Routes(steadfast=True)

NONE = "No crisis is open. To raise one, choose *Raise a crisis* instead."


@routes.action(buttons.ADD_LINE)
def ask_for_line(gesture: Gesture) -> Answer:
    return Open(timeline_forms.add_line(looked_at(gesture, gesture.ref.id, Action.ADD_LINE)))


@routes.shortcut(timeline_forms.ADD_FROM_MESSAGE)
def ask_about_message(gesture: Gesture) -> Answer:
    """Its words are on the screen alone until somebody has looked at them and sends them."""
    going_on = queries.worst(gesture, limits.OPTIONS).rows
    if not going_on:
        raise NotFound(NONE)
    text, source = (gesture.message.words, gesture.message.permalink) if gesture.message else ("", "")
    return Open(timeline_forms.add_message(going_on, text, source))


@routes.form(timeline_forms.ADD_LINE)
def add_line(gesture: Gesture) -> Answer:
    crisis, source = _held(gesture), gesture.ref.rest
    lines.add(gesture, crisis, gesture.form.text("line"), source)
    return now(gesture, crisis, messages.line_added) if gesture.ref.id else Replace(timeline_forms.added(crisis))


def _held(gesture: Gesture) -> Crisis:
    if number := gesture.ref.id:
        return queries.held_by(gesture, number)
    if not (chosen := gesture.form.choice("crisis")):
        raise Invalid({"crisis": "Choose one."})
    return queries.held_by(gesture, Ref.read(chosen).id)


@routes.action(buttons.STAR)
def star(gesture: Gesture) -> Answer:
    return _with(gesture, lines.star)


@routes.action(buttons.UNSTAR)
def take_star_off(gesture: Gesture) -> Answer:
    return _with(gesture, lines.take_star_off)


def _with(gesture: Gesture, verb: Callable[[Gesture, Crisis, int], None]) -> Answer:
    """The page is shown again, with the star or without."""
    line = Ref.read(gesture.ref.rest)
    crisis = held(gesture)
    verb(gesture, crisis, line.id)
    return shown(gesture, crisis.id, line.page)
