"""What happens with agencies and their drafts."""

from dataclasses import dataclass

from bot.agencies.model import AgencyDraft
from bot.delegation.facts import GrantEvent
from bot.kernel.events import Event


class AgencyLetIn(GrantEvent):
    """On one account."""


class AgencyProlonged(GrantEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class DraftEvent(Event):
    of: AgencyDraft


class DraftWritten(DraftEvent):
    pass


class DraftChanged(DraftEvent):
    pass


class DraftReady(DraftEvent):
    pass


class DraftTakenOver(DraftEvent):
    pass
