"""/crisis false, same and reopen: a crisis ends otherwise than resolved, or goes on after its end."""

import re
from dataclasses import replace

from bot.crises import buttons, endings, frozen, news, queries
from bot.crises import ending_forms as others
from bot.crises.life import LIFE, Action
from bot.kernel.errors import Invalid, NotFound
from bot.kernel.reference import is_number, numbered
from handlers.crises import crisis, held, looked_at, named, now, over
from handlers.gesture import Answer, Gesture, Open
from handlers.routing import Routes

routes = Routes(steadfast=True)
MOST = 100
_AS = re.compile(r"^as\s+", re.IGNORECASE)


@crisis.word("false", example="/crisis false alarm 7", about="ends what was no crisis", opens=others.FALSE_ALARM)
def call_false_alarm(gesture: Gesture) -> Answer:
    words = gesture.words.strip()
    behind = words[len("alarm") :] if words.lower().startswith("alarm") else words
    return _ask_why_it_is_none(gesture, *named(replace(gesture, words=behind.strip()), "false alarm"))


@routes.action(buttons.FALSE_ALARM, opens=others.FALSE_ALARM)
def call_false_alarm_by_button(gesture: Gesture) -> Answer:
    return _ask_why_it_is_none(gesture, gesture.ref.id)


@routes.form(others.FALSE_ALARM, signs=lambda _: LIFE.permission(Action.FALSE_ALARM).roles)
def call_false_alarm_by_form(gesture: Gesture) -> Answer:
    ended = held(gesture)
    endings.call_false_alarm(gesture, ended, gesture.form.text("outcome"))
    return over(gesture, ended)


@crisis.word("same", example="/crisis same 7 as 6", about="says which other one it is", opens=others.MERGE)
def merge(gesture: Gesture) -> Answer:
    number, behind = named(gesture, "same")
    other = numbered(_AS.sub("", behind), "crisis")
    return _ask_which(gesture, number, other[0] if other else 0)


@routes.action(buttons.MERGE, opens=others.MERGE)
def merge_by_button(gesture: Gesture) -> Answer:
    return _ask_which(gesture, gesture.ref.id)


@routes.form(others.MERGE, signs=lambda _: LIFE.permission(Action.MERGE).roles)
def merge_by_form(gesture: Gesture) -> Answer:
    """Both are held, in the order of their numbers, so that nobody waits in a circle."""
    chosen = gesture.form.choice("same") or ""
    if not is_number(chosen):
        raise Invalid({"same": "Choose the other crisis."})
    both = {number: queries.held_by(gesture, number) for number in sorted({gesture.ref.id, int(chosen)})}
    ended = both[gesture.ref.id]
    endings.merge(gesture, ended, both[int(chosen)], gesture.people.may_be_asked)
    return over(gesture, ended)


@crisis.word("reopen", example="/crisis reopen 7", about="goes on after its end")
def reopen(gesture: Gesture) -> Answer:
    if not (first := numbered(gesture.words, "crisis")):
        raise NotFound("Which crisis? For instance `/crisis reopen 7`; see `/crisis list resolved`.")
    return _ask_why_again(gesture, *first)


@routes.action(buttons.REOPEN)
def reopen_by_button(gesture: Gesture) -> Answer:
    return _ask_why_again(gesture, gesture.ref.id)


@routes.form(others.REOPEN)
def reopen_by_form(gesture: Gesture) -> Answer:
    reopened = held(gesture)
    endings.reopen(gesture, reopened, gesture.form.text("reason"))
    return now(gesture, reopened, news.open_now)


def _ask_why_it_is_none(gesture: Gesture, number: int, outcome: str = "") -> Answer:
    ended = looked_at(gesture, number, Action.FALSE_ALARM)
    return Open(others.false_alarm(ended, outcome, may_thaw=frozen.can_be_thawed(gesture, ended)))


def _ask_which(gesture: Gesture, number: int, same: int = 0) -> Answer:
    ended = looked_at(gesture, number, Action.MERGE)
    alike = [each for each in queries.worst(gesture, MOST).rows if each.id != number]
    if not alike:
        raise NotFound(f"No other crisis is open. Resolve {ended.label}: `/crisis resolve {number}`.")
    return Open(others.merge(ended, alike, same, may_thaw=frozen.can_be_thawed(gesture, ended)))


def _ask_why_again(gesture: Gesture, number: int, reason: str = "") -> Answer:
    ended = looked_at(gesture, number, Action.OPEN_AGAIN)
    endings.check_age(gesture, ended)
    return Open(others.reopen(ended, reason))
