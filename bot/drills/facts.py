"""What happens to drills, besides what happens in their crises."""

from dataclasses import dataclass

from bot.drills.model import Drill, DrillRating
from bot.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class DrillEvent(Event):
    of: Drill


class DrillPlanned(DrillEvent):
    """It begins by itself when its time comes."""


class DrillAgreed(DrillEvent):
    """Somebody who takes part may be reached by other ways, and at any hour."""


class DrillStarted(DrillEvent):
    """Its crisis is there."""


class DrillCalledOff(DrillEvent):
    """It does not begin. Its note says why, where nobody did so."""


class DrillEnded(DrillEvent):
    """Nobody is asked any more. Its note says why, where nobody did so."""


class DrillRated(DrillEvent):
    """Its observer says how it went."""


@dataclass(frozen=True, kw_only=True)
class DrillHandedOn(DrillEvent):
    """`before` planned it or was to rate it, and has left."""

    before: str


@dataclass(frozen=True, kw_only=True)
class ObjectiveRated(Event):
    """What its observer says of one objective."""

    of: DrillRating
