"""What happens to a crisis's own room, and who sees the crisis."""

from bot.crises.facts import CrisisEvent
from bot.crises.states import Kind


class RoomMade(CrisisEvent):
    """Its note is the channel."""

    kind = Kind.ROOM


class RoomEntered(CrisisEvent):
    """Somebody sees a confidential crisis from now on."""

    kind = Kind.ENTERED


class RoomLeft(CrisisEvent):
    """Somebody sees it no more."""

    kind = Kind.OUT


class CrisisMadePublic(CrisisEvent):
    """Everybody in the company sees it from now on."""

    kind = Kind.PUBLIC
    signs = True


class RoomRefused(CrisisEvent):
    """Its note is Slack's word for why."""

    kind = Kind.NO_ROOM
