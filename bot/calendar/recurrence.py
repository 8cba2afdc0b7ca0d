"""How often a slot comes round: friendly choices and RFC 5545 rules, computed on the wall clock's naive time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from dateutil.rrule import rrule, rrulestr

LONGEST_WAIT = timedelta(days=366 * 10)
"""A rule that gives no day for so long gives none that anybody plans for."""
CALENDAR_YEARS = 400
"""After so many years each date falls on the same weekday again."""


class Repeats(StrEnum):
    ONCE = "once"
    DAILY = "every day"
    WEEKDAYS = "every weekday"
    WEEKLY = "every week"
    FORTNIGHTLY = "every two weeks"
    MONTHLY = "every month"
    OWN = "by a rule of its own"


FRIENDLY = {
    Repeats.ONCE: "",
    Repeats.DAILY: "FREQ=DAILY",
    Repeats.WEEKDAYS: "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
    Repeats.WEEKLY: "FREQ=WEEKLY",
    Repeats.FORTNIGHTLY: "FREQ=WEEKLY;INTERVAL=2",
}
SHORTEST_MONTH = 28


def friendly(repeats: Repeats, day: date) -> str:
    """The rule that a friendly choice means; a month too short for its day has the slot on its last one."""
    if repeats is not Repeats.MONTHLY:
        return FRIENDLY[repeats]
    if day.day <= SHORTEST_MONTH:
        return "FREQ=MONTHLY"
    days = ",".join(str(each) for each in range(SHORTEST_MONTH, day.day + 1))
    return f"FREQ=MONTHLY;BYMONTHDAY={days};BYSETPOS=-1"


@dataclass(frozen=True)
class Recurrence:
    """`first` is naive local time, from which the rule counts; without a rule it is the only time."""

    first: datetime
    rule: str

    def times(self, reached: datetime | None = None) -> Iterator[datetime]:
        """The naive local times in order, or those after `reached`, which must be one of them."""
        if not self.rule:
            yield from () if reached else (self.first,)
        elif reached is None:
            yield from self._rule(self.first)
        else:
            # A rule that doesn't count goes on from any of its times; one that does must be counted out.
            start = self.first if "COUNT=" in self.rule else reached
            yield from self._rule(start).xafter(reached)

    def happens(self) -> bool:
        """Whether the rule gives any time at all, the first within LONGEST_WAIT."""
        if not self.rule:
            return True
        endless = ";".join(part for part in self.rule.split(";") if not part.startswith(("COUNT=", "UNTIL=")))
        # dateutil looks for a day that never comes until the year 9999; the calendar repeats itself every 400 years,
        # so the question is put as near to that end as it can be.
        late = self.first.replace(year=self.first.year + (9999 - self.first.year) // CALENDAR_YEARS * CALENDAR_YEARS)
        first = next(iter(rrulestr(endless, dtstart=late)), None)
        return first is not None and first - late <= LONGEST_WAIT and next(self.times(), None) is not None

    def _rule(self, start: datetime) -> rrule:
        rule = rrulestr(self.rule, dtstart=start)
        if not isinstance(rule, rrule):
            raise TypeError(f"{self.rule} is more than one rule")
        return rule
