"""Who may have the governance file read again."""

from bot.governance import Role
from bot.kernel.lifecycle import Permission

RELOAD = Permission[object]("have the governance file read again", (Role.ADMINISTRATOR,))
