"""The life of a crisis: what leads where, and who may answer, lead, tell and end it."""

from datetime import timedelta
from enum import StrEnum

from bot.crises import queries
from bot.crises.model import Crisis
from bot.crises.states import UNRESOLVED, Ending, State
from bot.governance import Role
from bot.kernel.act import Act
from bot.kernel.errors import TooLate
from bot.kernel.lifecycle import ANYBODY, CONCORD, Life, Part, Permission, Row


class Action(StrEnum):
    """The words complete “nobody can … it now”."""

    ACKNOWLEDGE = "answer"
    JOIN = "join"
    STEP_BACK = "step back from"
    TAKE_LEAD = "take the lead of"
    POST_UPDATE = "post an update on"
    REOPEN = "reopen"
    RESOLVE = "resolve"
    FREEZE = "freeze accounts for"
    MAKE_PUBLIC = "make public"
    FOLLOW = "follow"
    ADD_LINE = "add to the timeline of"
    STAR = "star lines of"
    CHOOSE_KIND = "choose the kind of"
    RESCORE = "re-score"
    CALL = "call somebody to"
    GIVE_LEAD = "give the lead of"
    ADD_ACCOUNTS = "add accounts to"
    SPEAK = "speak for us in"
    FALSE_ALARM = "call a false alarm"
    MERGE = "merge"
    OPEN_AGAIN = "open again"
    GIVE_VOICE = "give the voice of"
    END_DRILL = "end the drill of"


REOPENED_WITHIN = timedelta(days=7)
RESPONDERS = (Role.CRISIS_LEAD, Role.SPOKESPERSON, Role.LEADERSHIP, Role.COMMUNITY_MANAGER)
CLOSERS = (Role.CRISIS_LEAD, Role.LEADERSHIP, Role.COMMUNITY_MANAGER)


def _was_pinged(act: Act, crisis: Crisis) -> bool:
    """Whoever raised a crisis may not silence it because of having been pinged about it too."""
    return act.who.id != crisis.raised_by and queries.was_called(act.session, crisis, act.who.id)


LEADER = Part[Crisis]("its lead", lambda act, crisis: act.who.id == crisis.lead)
ON_IT = Part[Crisis]("people on it", lambda act, crisis: act.who.id in crisis.responders)
SPEAKER = Part[Crisis]("who speaks for us in it", lambda act, crisis: act.who.id == crisis.speaker)
PINGED = Part[Crisis]("people pinged about it", _was_pinged)
CLAIMED = Part[Crisis]("the person whom it names", lambda act, crisis: act.who.id == crisis.claimed_by)


def _respond(verb: str) -> Permission[Crisis]:
    def because(act: Act, crisis: Crisis) -> str:
        raised_it = act.who.id == crisis.raised_by
        return f"You raised {crisis.label}: somebody else must {verb} it." if raised_it else ""

    instead = "Tell the war room what you know."
    return Permission(f"{verb} {{.label}}", (*RESPONDERS, LEADER, PINGED), instead, because)


RAISE = Permission[object]("raise a crisis", (ANYBODY,))
DENY = Permission[Crisis](
    "deny an answer by link",
    (CLAIMED,),
    "Tell the war room.",
    lambda _, crisis: f"Only {crisis.claimed_name} can say so.",
)


def _ended(crisis: Crisis) -> str:
    if crisis.drill:
        return f"{crisis.label} is over."
    match crisis.ending:
        case Ending.FALSE_ALARM:
            return f"{crisis.resolved_name} called {crisis.label} a false alarm."
        case Ending.SAME:
            return f"{crisis.label} is the same as Crisis {crisis.same_as}."
        case _:
            return f"{crisis.resolved_name} resolved {crisis.label}."


def is_too_old(act: Act, crisis: Crisis) -> bool:
    """To be reopened."""
    return crisis.resolved_at is not None and act.when > crisis.resolved_at + REOPENED_WITHIN


def _why_not(crisis: Crisis, action: Action) -> str:
    match crisis.state:
        case State.RESOLVED:
            again = "" if crisis.drill else ", or raise a new one"
            return f"{_ended(crisis)} See `/crisis show {crisis.id}`{again}."
        case State.ACKNOWLEDGED:
            return f"{crisis.answered_name} is on {crisis.label} already. See `/crisis show {crisis.id}`."
        case State.OPEN:
            return f"{crisis.label} waits for an answer."


ONLY_OF_CRISES = frozenset((Action.RESOLVE, Action.FALSE_ALARM, Action.MERGE, Action.OPEN_AGAIN, Action.MAKE_PUBLIC))
"""A drill is ended, and nothing else; it never becomes a crisis."""


def _guard(crisis: Crisis, action: Action) -> None:
    if crisis.drill and action in ONLY_OF_CRISES:
        raise TooLate(f"{crisis.label} is a drill: nobody can {action} it. See `/crisis drill {crisis.id}`.")
    if action is Action.END_DRILL and not crisis.drill:
        raise TooLate(f"{crisis.label} is no drill. See `/crisis show {crisis.id}`.")
    if action is Action.MAKE_PUBLIC and not crisis.confidential:
        raise TooLate(f"{crisis.label} is not confidential. See `/crisis show {crisis.id}`.")
    if action is Action.OPEN_AGAIN and crisis.ending is Ending.SAME:
        raise TooLate(f"{_ended(crisis)} See `/crisis show {crisis.same_as}`.")


STAYS = {state: state for state in UNRESOLVED}
ENDS = dict.fromkeys(UNRESOLVED, State.RESOLVED)

LIFE = Life[Crisis, State, Action](
    "state",
    (
        Row(Action.ACKNOWLEDGE, {State.OPEN: State.ACKNOWLEDGED}, _respond("answer")),
        Row(Action.JOIN, {State.ACKNOWLEDGED: State.ACKNOWLEDGED}, _respond("join")),
        Row(
            Action.STEP_BACK,
            {State.ACKNOWLEDGED: State.ACKNOWLEDGED},
            Permission("step back from {.label}", (ON_IT,), "See `/crisis show {.id}`."),
        ),
        Row(
            Action.TAKE_LEAD,
            {State.OPEN: State.ACKNOWLEDGED, State.ACKNOWLEDGED: State.ACKNOWLEDGED},
            Permission("take the lead of {.label}", RESPONDERS),
        ),
        Row(
            Action.POST_UPDATE,
            {State.OPEN: State.ACKNOWLEDGED, State.ACKNOWLEDGED: State.ACKNOWLEDGED},
            _respond("post an update on"),
        ),
        Row(
            Action.REOPEN,
            {State.ACKNOWLEDGED: State.OPEN},
            Permission("reopen {.label} (no update in time, or nobody on it)", (CONCORD,)),
        ),
        Row(
            Action.RESOLVE,
            ENDS,
            Permission("resolve {.label}", (*CLOSERS, LEADER)),
        ),
        Row(
            Action.FREEZE,
            STAYS,
            Permission("freeze accounts for {.label}", CLOSERS),
        ),
        Row(
            Action.MAKE_PUBLIC,
            {state: state for state in State},
            Permission("make {.label} public, where it is confidential", (Role.LEADERSHIP,)),
        ),
        Row(
            Action.FOLLOW,
            STAYS,
            Permission("follow {.label}", (ANYBODY,)),
        ),
        Row(
            Action.ADD_LINE,
            STAYS,
            Permission("add to the timeline of {.label}", (ANYBODY,)),
        ),
        Row(
            Action.STAR,
            {state: state for state in State},
            Permission("star lines of {.label} for its review", (*RESPONDERS, LEADER, ON_IT)),
        ),
        Row(
            Action.CHOOSE_KIND,
            STAYS,
            Permission("choose the kind of {.label}", (*RESPONDERS, LEADER, ON_IT)),
        ),
        Row(Action.RESCORE, STAYS, Permission("re-score {.label}", (*CLOSERS, LEADER))),
        Row(
            Action.CALL,
            STAYS,
            Permission("call somebody to {.label}", (*RESPONDERS, ON_IT), "Tell the war room whom you miss."),
        ),
        Row(Action.GIVE_LEAD, STAYS, Permission("give the lead of {.label} to somebody", (*CLOSERS, LEADER))),
        Row(Action.FALSE_ALARM, ENDS, Permission("call {.label} a false alarm", (*CLOSERS, LEADER))),
        Row(Action.MERGE, ENDS, Permission("say that {.label} is the same as another one", (*CLOSERS, LEADER))),
        Row(
            Action.OPEN_AGAIN,
            {State.RESOLVED: State.OPEN},
            Permission("reopen {.label}, within 7 days of its end", (*CLOSERS, LEADER)),
        ),
        Row(Action.ADD_ACCOUNTS, STAYS, Permission("add accounts to {.label}", (*CLOSERS, LEADER))),
        Row(Action.SPEAK, STAYS, Permission("speak for us in {.label}", (*RESPONDERS, LEADER, SPEAKER))),
        Row(Action.GIVE_VOICE, STAYS, Permission("say who speaks for us in {.label}", (*CLOSERS, LEADER, SPEAKER))),
        Row(Action.END_DRILL, ENDS, Permission("end {.label} once its drill is ended", (CONCORD,))),
    ),
    why_not=_why_not,
    guard=_guard,
)


def offered(act: Act, crisis: Crisis) -> frozenset[Action]:
    """What this person's buttons do, wherever they meet it: nobody is offered what they have already."""
    gone = {Action.OPEN_AGAIN} if crisis.ending is Ending.SAME or is_too_old(act, crisis) else set()
    gone |= ONLY_OF_CRISES - {Action.RESOLVE} if crisis.drill else set()
    has = {Action.TAKE_LEAD: crisis.lead == act.who.id, Action.JOIN: act.who.id in crisis.on_it}
    return LIFE.allowed(act, crisis) - gone - {action for action, has_it in has.items() if has_it}
