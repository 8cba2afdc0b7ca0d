"""The life of an after-action review and of its actions: who writes, sends and hands on, and who says what is done."""

from enum import StrEnum

from bot.crises.life import CLOSERS, LEADER, RESPONDERS
from bot.crises.model import Crisis
from bot.debriefs.model import UNSENT, ActionStatus, CorrectiveAction, Debrief, Status
from bot.governance import Role
from bot.kernel.act import Act
from bot.kernel.lifecycle import CONCORD, Life, Part, Permission, Row, roles_held
from bot.reviews import life as reviews
from bot.reviews.life import Deed


class Action(StrEnum):
    """Besides what reviewers do. The words complete “nobody can … it now”."""

    WRITE = "write"
    ADD_ACTION = "add an action to"
    SEND = "send"
    HAND_ON = "hand on"
    APPROVE = "call approved"


class ActionDeed(StrEnum):
    """What is done with an action. The words complete “nobody can … it now”."""

    FINISH = "finish"
    HAND_ON = "hand on"


WRITER = Part[Debrief]("whoever writes it", lambda act, debrief: act.who.id == debrief.writer)
REVIEWERS = Part[Debrief](
    "its reviewers",
    lambda act, debrief: bool(debrief.review and roles_held(act, debrief.review.roles, debrief)),
)
HANDS = (WRITER, Role.CRISIS_LEAD)
ASK = Permission[Crisis]("ask for an after-action review of {.label}", (*CLOSERS, LEADER))
READ = Permission[Debrief]("read {.label} before it is approved", (WRITER, REVIEWERS, *RESPONDERS))
DOER = Part[CorrectiveAction]("whoever does it", lambda act, action: act.who.id == action.who)


def may_read(act: Act, debrief: Debrief) -> bool:
    """What is approved is for everybody who may see the crisis."""
    return debrief.status == Status.APPROVED or READ.allows(act, debrief)


def _why_not(debrief: Debrief, action: StrEnum) -> str:
    by = f" (by {debrief.moved_by})" if debrief.status != Status.IN_REVIEW else ""
    return f"{debrief.name} is {debrief.status}{by}: nobody can {action} it now. See `{debrief.shown_by}`."


_STAYS = {status: status for status in UNSENT}

LIFE = Life[Debrief, Status, Action | Deed](
    "status",
    (
        Row(Action.WRITE, _STAYS, Permission("write {.label}", HANDS)),
        Row(Action.ADD_ACTION, _STAYS, Permission("add an action to {.label}", HANDS)),
        Row(
            Action.SEND,
            dict.fromkeys(UNSENT, Status.IN_REVIEW),
            Permission("send {.label} for approval", HANDS),
        ),
        Row(Action.HAND_ON, _STAYS, Permission("ask somebody else to write {.label}", (WRITER, *CLOSERS))),
        *reviews.rows(
            in_review=Status.IN_REVIEW,
            sent_back=Status.SENT_BACK,
            rejected=Status.REJECTED,
            answers=Permission("answer questions about {.label}", HANDS),
        ),
        Row(
            Action.APPROVE,
            {Status.IN_REVIEW: Status.APPROVED},
            Permission("call {.label} approved once all its stages have approved it", (CONCORD,)),
        ),
    ),
    why_not=_why_not,
)


def _why_not_action(action: CorrectiveAction, deed: ActionDeed) -> str:
    done, shown_by = action.done_name, action.debrief.shown_by
    return f"{done} has done {action.label}: nobody can {deed} it now. See `{shown_by}`."


ACTIONS = Life[CorrectiveAction, ActionStatus, ActionDeed](
    "status",
    (
        Row(
            ActionDeed.FINISH,
            {ActionStatus.OPEN: ActionStatus.DONE},
            Permission("say that {.label} is done", (DOER, *CLOSERS)),
        ),
        Row(
            ActionDeed.HAND_ON,
            {ActionStatus.OPEN: ActionStatus.OPEN},
            Permission("hand on {.label} of somebody who left", (CONCORD,)),
        ),
    ),
    why_not=_why_not_action,
)


def move(act: Act, debrief: Debrief, action: Action | Deed) -> None:
    """Follow the row, and note who did it."""
    LIFE.move(debrief, action)
    debrief.moved_by, debrief.moved_at = act.who.name, act.when
