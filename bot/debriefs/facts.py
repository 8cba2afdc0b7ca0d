"""What happens to after-action reviews and to their actions."""

from dataclasses import dataclass

from bot.debriefs.model import CorrectiveAction, Debrief
from bot.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class DebriefEvent(Event):
    of: Debrief


class DebriefAsked(DebriefEvent):
    """Somebody writes it until a day."""


@dataclass(frozen=True, kw_only=True)
class DebriefHandedOn(DebriefEvent):
    """`before` was to write it until then."""

    before: str


class DebriefWritten(DebriefEvent):
    """What it says is another."""


class DebriefSent(DebriefEvent):
    """Its review has begun."""


class DebriefApproved(DebriefEvent):
    """Its lesson is shown from now on."""


class DebriefSentBack(DebriefEvent):
    """It waits for its writer again."""


class DebriefRejected(DebriefEvent):
    """The same."""


@dataclass(frozen=True, kw_only=True)
class ActionEvent(Event):
    of: CorrectiveAction


class ActionAdded(ActionEvent):
    """Somebody is to do it until a day."""


class ActionDone(ActionEvent):
    """Nobody is reminded of it any more."""


@dataclass(frozen=True, kw_only=True)
class ActionHandedOn(ActionEvent):
    """`before` has left."""

    before: str
