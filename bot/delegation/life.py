"""Who may name a stand-in, grant a role and end either."""

from enum import StrEnum

from bot.delegation.drafts import Place
from bot.delegation.model import RoleGrant, Status
from bot.governance import Role
from bot.kernel.lifecycle import Life, Part, Permission, Row


class Action(StrEnum):
    END = "end"


GRANTERS = (Role.ADMINISTRATOR, Role.COMMUNITY_MANAGER)

HOLDERS = Part[object]("whoever holds a role of their own", lambda act, _: bool(act.who.rights.own(act.who.id)))
STOOD_FOR = Part[RoleGrant]("the person stood in for", lambda act, grant: act.who.id == grant.instead_of)
STAND_IN = Part[RoleGrant]("the stand-in", lambda act, grant: bool(grant.instead_of) and act.who.id == grant.person)

NAME = Permission[object]("name a stand-in", (HOLDERS,))
REFRESH = Permission[object]("ask Slack again who holds which role", (Role.ADMINISTRATOR,))
GRANT_SOMEWHERE = Permission[object]("grant a role", GRANTERS, anywhere=True)
GRANT = Permission[Place]("grant a role there", GRANTERS)


def _why_not(grant: RoleGrant, _action: Action) -> str:
    return f"That {grant.label} has ended already. See `/social roles`."


LIFE = Life[RoleGrant, Status, Action](
    "status",
    (Row(Action.END, {Status.GIVEN: Status.ENDED}, Permission("end {.label}", (STOOD_FOR, STAND_IN, *GRANTERS))),),
    why_not=_why_not,
)
