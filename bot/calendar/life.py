"""The lives of a series and of each of its times: what leads where, and who may plan, settle and cancel."""

from enum import StrEnum

from bot.accounts import AUTHORS, ITS_PEOPLE, KEEPERS, PEOPLE, SOME_AUTHORS, Outlet
from bot.calendar.model import Occurrence, Slot, SlotStatus, Status
from bot.governance import Role
from bot.kernel.act import Act
from bot.kernel.lifecycle import CONCORD, Life, Part, Permission, Row


class SlotAction(StrEnum):
    END = "end"
    CANCEL = "cancel"
    EDIT = "edit"


class Action(StrEnum):
    """The words complete “it cannot be …”."""

    MISS = "called missed"
    PUBLISH = "marked as published"
    SKIP = "skipped"
    POSTPONE = "postponed"
    CANCEL = "cancelled"


Planned = Slot | Occurrence

PLANNERS = (Role.AUTHOR, Role.COMMUNITY_MANAGER)
"""Who may plan for any account."""
ASK = "See `/account show`."

PLANNER = Part[Planned]("the person who planned it", lambda act, planned: act.who.id == planned.planned_by)

PLAN = Permission[Outlet]("plan slots of {.label}", (ITS_PEOPLE, AUTHORS, Role.COMMUNITY_MANAGER), ASK)
PLAN_ANYWHERE = Permission[object]("plan slots", (SOME_AUTHORS, Role.COMMUNITY_MANAGER, KEEPERS), anywhere=True)


def _settle(deed: str) -> Permission[Planned]:
    return Permission(deed, (PEOPLE, PLANNER, Role.COMMUNITY_MANAGER), ASK)


def _why_not_series(slot: Slot, _action: SlotAction) -> str:
    over = slot.status if slot.status == SlotStatus.ENDED else "been cancelled"
    return f"This series has {over} already. See `/calendar week`."


def _why_not(occurrence: Occurrence, action: Action) -> str:
    match occurrence.status:
        case Status.MISSED:
            return "This slot has passed: publish, postpone or skip it."
        case Status.PLANNED:
            return f"This slot is still planned: it cannot be {action}. See `/calendar week`."
    return f"{occurrence.settled_by_name} was first: this slot is {occurrence.status}. See `/calendar week`."


def _from_open(to: Status) -> dict[Status, Status]:
    return {Status.PLANNED: to, Status.MISSED: to}


SERIES = Life[Slot, SlotStatus, SlotAction](
    "status",
    (
        Row(
            SlotAction.END,
            {SlotStatus.RUNNING: SlotStatus.ENDED},
            Permission("end a series of {.label} whose rule gives no further time", (CONCORD,)),
        ),
        Row(
            SlotAction.CANCEL,
            {SlotStatus.RUNNING: SlotStatus.CANCELLED},
            _settle("cancel a series of {.label}"),
        ),
        Row(
            SlotAction.EDIT,
            {SlotStatus.RUNNING: SlotStatus.RUNNING},
            _settle("edit a series of {.label}"),
        ),
    ),
    why_not=_why_not_series,
)

LIFE = Life[Occurrence, Status, Action](
    "status",
    (
        Row(
            Action.MISS,
            {Status.PLANNED: Status.MISSED},
            Permission("call a slot of {.label} missed once its time has passed", (CONCORD,)),
        ),
        Row(Action.PUBLISH, _from_open(Status.PUBLISHED), _settle("mark a slot of {.label} as published")),
        Row(Action.SKIP, _from_open(Status.SKIPPED), _settle("skip a slot of {.label}")),
        Row(Action.POSTPONE, _from_open(Status.POSTPONED), _settle("postpone a slot of {.label}")),
        Row(Action.CANCEL, {Status.PLANNED: Status.CANCELLED}, _settle("cancel a slot of {.label}")),
    ),
    why_not=_why_not,
)


def offered(act: Act, occurrence: Occurrence) -> frozenset[Action]:
    """What this person's buttons do, wherever they meet it: what is still to come has been published nowhere."""
    return LIFE.allowed(act, occurrence) - (set() if occurrence.has_come else {Action.PUBLISH})
