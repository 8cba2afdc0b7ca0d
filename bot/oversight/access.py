"""Who may change the governance."""

from bot.governance import Role
from bot.kernel.lifecycle import Part, Permission

RELOAD = Permission[object]("have the governance file read again", (Role.ADMINISTRATOR,))
WORKSPACE_ADMIN = Part[object](
    "an admin of the workspace while nobody administers Concord", lambda act, _: act.who.may_begin
)
SET_UP = Permission[object]("set Concord up", (Role.ADMINISTRATOR, WORKSPACE_ADMIN))
