"""Who may read the trail in Slack."""

from bot.governance import Role
from bot.kernel.lifecycle import Permission

READ = Permission[object]("read the audit trail", (Role.ADMINISTRATOR,))
