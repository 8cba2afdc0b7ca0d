"""What happens with roles that are given until a date."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.delegation.model import RoleGrant
from bot.kernel.events import Event, Named


@dataclass(frozen=True, kw_only=True)
class GrantEvent(Event):
    of: RoleGrant
    signs = True


class RoleGranted(GrantEvent):
    pass


class StandInNamed(GrantEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class NobodyStandsIn(Event):
    """Somebody is away whose roles nobody else has; it is about that person."""

    of: Named
    roles: Sequence[str]
    since: datetime
    until: datetime


class GrantEnded(GrantEvent):
    """Before its time."""
