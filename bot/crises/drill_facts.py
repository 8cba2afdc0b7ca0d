"""What happens in a crisis that is a drill, and in no other."""

from dataclasses import dataclass

from bot.crises.facts import CrisisEvent, CrisisRaised, CrisisResolved, ResponderGone
from bot.crises.states import Kind


class DrillBegun(CrisisRaised):
    """It is only rehearsed."""


class DrillOver(CrisisResolved):
    """It was only rehearsed."""

    kind = Kind.DRILL_OVER
    signs = False


class PlayerAgreed(CrisisEvent):
    """They may be reached by other ways than Slack, and at any hour."""

    kind = Kind.MAY_BE_REACHED


@dataclass(frozen=True, kw_only=True)
class PlayerReleased(ResponderGone):
    """A real crisis calls them: the drill goes on without them."""

    kind = Kind.RELEASED

    @property
    def text(self) -> str:
        return self.person
