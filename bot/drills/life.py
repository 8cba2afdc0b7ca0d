"""The life of a drill: what leads where, and who may plan, end and rate one."""

from enum import StrEnum

from bot.crises.life import CLOSERS
from bot.crises.model import Crisis
from bot.drills.model import Drill, State
from bot.kernel.act import Act
from bot.kernel.errors import TooLate
from bot.kernel.lifecycle import CONCORD, Life, Part, Permission, Row


class Action(StrEnum):
    """The words complete “nobody can … it now”."""

    BEGIN = "begin"
    AGREE = "agree to more of"
    CALL_OFF = "call off"
    END = "end"
    RATE = "rate"
    HAND_ON = "hand on"


def _leads(act: Act, drill: Drill) -> bool:
    crisis = act.session.get(Crisis, drill.crisis_id) if drill.crisis_id else None
    return crisis is not None and act.who.id == crisis.lead


PLANNER = Part[Drill]("whoever planned it", lambda act, drill: act.who.id == drill.planned_by)
OBSERVER = Part[Drill]("its observer", lambda act, drill: act.who.id == drill.observer)
PLAYERS = Part[Drill]("those who take part", lambda act, drill: act.who.id in drill.players)
LEADER = Part[Drill]("its lead", _leads)

PLAN = Permission[object]("plan a drill", CLOSERS)


def _why_not(drill: Drill, action: Action) -> str:
    match drill.state:
        case State.PLANNED:
            return f"{drill.label.capitalize()} has not begun. See `/crisis drill list`."
        case State.RUNNING:
            return f"{drill.label} is running: nobody can {action} it now. See `{drill.shown_by}`."
        case State.OVER:
            by = f"{drill.ended_name} ended {drill.label}" if drill.ended_by else f"{drill.label} is over"
            return f"{by}. See `{drill.shown_by}`."
        case State.CALLED_OFF:
            return "That drill was called off. Plan another one: `/crisis drill`."


def _guard(drill: Drill, action: Action) -> None:
    if action is Action.RATE and drill.rated_at:
        raise TooLate(f"{drill.rated_name} rated {drill.label} already. See `{drill.shown_by}`.")


NOW = {State.PLANNED: State.PLANNED, State.RUNNING: State.RUNNING}

LIFE = Life[Drill, State, Action](
    "state",
    (
        Row(Action.BEGIN, {State.PLANNED: State.RUNNING}, Permission("begin {.label} when its time comes", (CONCORD,))),
        Row(
            Action.AGREE,
            NOW,
            Permission("agree to be reached by other ways in {.label}", (PLAYERS,), "Ask whoever planned it."),
        ),
        Row(Action.CALL_OFF, {State.PLANNED: State.CALLED_OFF}, Permission("call off {.label}", (*CLOSERS, PLANNER))),
        Row(
            Action.END,
            {State.RUNNING: State.OVER},
            Permission("end {.label}", (*CLOSERS, PLANNER, OBSERVER, LEADER)),
        ),
        Row(
            Action.RATE,
            {State.OVER: State.OVER},
            Permission("rate {.label}", (OBSERVER, PLANNER), "Tell its observer what you saw."),
        ),
        Row(
            Action.HAND_ON,
            {**NOW, State.OVER: State.OVER},
            Permission("hand on {.label} where somebody has left", (CONCORD,)),
        ),
    ),
    why_not=_why_not,
    guard=_guard,
)
