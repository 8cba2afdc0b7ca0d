"""What happens with roles that are given until a date."""

from dataclasses import dataclass

from bot.delegation.model import RoleGrant
from bot.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class GrantEvent(Event):
    of: RoleGrant
    signs = True


class RoleGranted(GrantEvent):
    pass


class StandInNamed(GrantEvent):
    pass


class GrantEnded(GrantEvent):
    """Before its time."""
