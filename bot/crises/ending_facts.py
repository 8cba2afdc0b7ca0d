"""What happens where a crisis ends otherwise than resolved, or goes on after its end."""

from bot.crises.facts import CrisisEvent, CrisisResolved
from bot.crises.states import Kind


class FalseAlarm(CrisisResolved):
    kind = Kind.FALSE_ALARM
    recorded_as = "crisis_false_alarm"


class CrisisMerged(CrisisResolved):
    """It is the same as another one."""

    kind = Kind.SAME


class CrisisTookIn(CrisisEvent):
    """Another one, which its note names, is the same."""

    kind = Kind.TOOK_IN


class CrisisReopened(CrisisEvent):
    """It goes on after its end."""

    kind = Kind.REOPENED
