"""What happens to changes of the governance."""

from dataclasses import dataclass

from bot.changes.model import Change
from bot.kernel.events import Event, Named


@dataclass(frozen=True, kw_only=True)
class ChangeEvent(Event):
    of: Change


class ChangeProposed(ChangeEvent):
    """Its review has begun; until it has passed, the governance in force stays."""


class ChangeTaken(ChangeEvent):
    """Its review has passed, and it is in force."""


class ChangeSentBack(ChangeEvent):
    """Its note says what has to change."""


class ChangeRejected(ChangeEvent):
    """Its note says why."""


class ChangeWithdrawn(ChangeEvent):
    """Its note says why, if anybody did."""


class ChangeOvertaken(ChangeEvent):
    """Its note says by what."""


@dataclass(frozen=True, kw_only=True)
class TakenPastReview(Event):
    """Whoever runs Concord took a governance into use that no review had passed; its note says why."""

    of: Named
