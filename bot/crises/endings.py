"""A crisis ends otherwise than resolved: a false alarm, or the same as another one. It may go on after its end."""

from collections.abc import Callable

from bot.crises import queries, service, steering
from bot.crises.checks import NO_REASON
from bot.crises.drill_facts import DrillOver
from bot.crises.ending_facts import CrisisMerged, CrisisReopened, CrisisTookIn, FalseAlarm
from bot.crises.facts import tell
from bot.crises.life import LIFE, Action, is_too_old
from bot.crises.model import RULE, Crisis
from bot.crises.states import Ending
from bot.crises.steering import widen
from bot.kernel.act import Act
from bot.kernel.errors import Invalid, TooLate
from bot.kernel.problems import needed
from bot.private import end, keep

OVER = "The drill is over."
IsHere = Callable[[str], bool]
"""Whether somebody is in the company; true of whom nothing is known."""


def call_false_alarm(act: Act, crisis: Crisis, reason: str) -> None:
    """It was none, and counts as none."""
    LIFE.require(act, crisis, Action.FALSE_ALARM)
    service.end_as(
        act, crisis, Action.FALSE_ALARM, Ending.FALSE_ALARM, FalseAlarm, needed("outcome", reason, NO_REASON)
    )


def merge(act: Act, crisis: Crisis, into: Crisis, is_here: IsHere) -> None:
    """It is the same as another one, where its people are called and which is about its accounts too."""
    LIFE.require(act, crisis, Action.MERGE)
    _check(crisis, into)
    people = [*crisis.responders, *queries.called_so_far(act.session, crisis)]
    crisis.same_as = into.id
    service.end_as(act, crisis, Action.MERGE, Ending.SAME, CrisisMerged, f"The same as {into.label}.")
    there = {into.raised_by, *into.responders, *queries.called_so_far(act.session, into)}
    tell(act, CrisisTookIn, into, crisis.label)
    widen(into, {each.account_id: each.label for each in crisis.accounts})
    if called := [each for each in dict.fromkeys(people) if each not in there and is_here(each)]:
        steering.call_all(act, into, called)


def reopen(act: Act, crisis: Crisis, reason: str) -> None:
    """It is not over: it waits for an answer, and its words are kept on."""
    LIFE.require(act, crisis, Action.OPEN_AGAIN)
    check_age(act, crisis)
    why = keep(act.session, RULE, needed("reason", reason, NO_REASON))
    LIFE.move(crisis, Action.OPEN_AGAIN)
    crisis.due_at = act.when + crisis.respond_within
    crisis.resolved_by = crisis.resolved_name = ""
    crisis.resolved_at, crisis.ending = None, Ending.RESOLVED
    tell(act, CrisisReopened, crisis, words=why)
    end(act.session, queries.words_of(act.session, crisis), None)


def end_drill(act: Act, crisis: Crisis) -> None:
    """Its drill is ended, whoever may do that."""
    service.end_as(act, crisis, Action.END_DRILL, Ending.RESOLVED, DrillOver, OVER)


def check_age(act: Act, crisis: Crisis) -> None:
    """Raise TooLate where it ended too long ago to go on."""
    if is_too_old(act, crisis):
        raise TooLate(f"{crisis.label} ended more than 7 days ago: raise a new one, `/crisis raise`.")


def _check(crisis: Crisis, into: Crisis) -> None:
    if into.id == crisis.id:
        raise Invalid({"same": "Choose another crisis."})
    if into.is_resolved:
        raise Invalid({"same": f"{into.label} is over. Reopen it first: `/crisis reopen {into.id}`."})
    if into.drill:
        raise Invalid({"same": f"{into.label} is a drill. Choose a crisis."})
    if into.confidential != crisis.confidential:
        raise Invalid({"same": "Only one of the two is confidential. Resolve this one instead."})
