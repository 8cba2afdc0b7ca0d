"""The life of a freeze: what leads where, and who may freeze, thaw, keep and answer."""

from enum import StrEnum

from bot.accounts import Outlet
from bot.freezes import queries
from bot.freezes.model import Freeze, State
from bot.governance import Role
from bot.kernel.act import Act
from bot.kernel.lifecycle import Life, Part, Permission, Row


class Action(StrEnum):
    """The words complete “nobody can … it now”."""

    ANSWER = "answer for"
    KEEP = "keep"
    SECOND = "say why as well for"
    THAW = "thaw"


FREEZERS = (Role.CRISIS_LEAD, Role.LEADERSHIP, Role.COMMUNITY_MANAGER)

ASKED = Part[Freeze](
    "whoever was asked about it", lambda act, freeze: queries.was_called(act.session, freeze, act.who.id)
)

FREEZE = Permission[Outlet]("freeze or thaw {.label}", FREEZERS)
FREEZE_ANYWHERE = Permission[object]("freeze or thaw accounts", FREEZERS, anywhere=True)


def _why_not(freeze: Freeze, action: Action) -> str:
    return f"{freeze.thawed_name} thawed {freeze.label}: nobody can {action} it now. See `/crisis thaw`."


LIFE = Life[Freeze, State, Action](
    "state",
    (
        Row(
            Action.ANSWER,
            {State.IN_FORCE: State.IN_FORCE},
            Permission("say what is scheduled elsewhere under {.label}", (ASKED,), "Tell the war room what you know."),
        ),
        Row(
            Action.KEEP,
            {State.IN_FORCE: State.IN_FORCE},
            Permission("say that {.label} is still needed", FREEZERS),
        ),
        Row(
            Action.SECOND,
            {State.IN_FORCE: State.IN_FORCE},
            Permission("say why as well for {.label}", FREEZERS),
        ),
        Row(Action.THAW, {State.IN_FORCE: State.THAWED}, Permission("thaw {.label}", FREEZERS)),
    ),
    why_not=_why_not,
)


def may_thaw(act: Act, freeze: Freeze) -> bool:
    """Whether this person is shown the button."""
    return LIFE.allows(act, freeze, Action.THAW)
