"""How often a slot comes round: friendly choices and RFC 5545 rules, computed on the wall clock's naive time."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import dropwhile, islice, takewhile
from zoneinfo import ZoneInfo

from dateutil.rrule import rrule, rrulestr

from bot.kernel.zones import instant

LONGEST_WAIT = timedelta(days=366 * 10)
"""A rule that gives no day for so long gives none that anybody plans for."""
CALENDAR_YEARS = 400
"""After so many years each date falls on the same weekday again."""
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WEEKS_OF_MONTH, WEEKS_OF_YEAR = 5, 53
"""At most so many Mondays are in it."""
WITH_A_DAY = ("BYDAY", "BYMONTHDAY", "BYYEARDAY")
BY_WEEKS = {"FREQ", "BYWEEKNO", "BYDAY", "WKST"}
"""All that a rule about the weeks of a year usually says."""


class Repeats(StrEnum):
    ONCE = "once"
    DAILY = "every day"
    WEEKDAYS = "every weekday"
    WEEKLY = "every week"
    FORTNIGHTLY = "every two weeks"
    MONTHLY = "every month"
    OWN = "by a rule of its own"


CUSTOM = "Custom rule"
"""What forms call the last one, and the field for its rule."""


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
    """`first` is naive local time in `zone`, from which the rule counts; without a rule it is the only time."""

    first: datetime
    rule: str
    zone: ZoneInfo

    def times(self, after: datetime | None = None) -> Iterator[datetime]:
        """The naive local times in order, or those after `after`, whichever time of theirs or of none that is."""
        parts = _parts(self.rule)
        if not parts:
            times = iter((self.first,))
        elif count := parts.pop("COUNT", ""):
            times = islice(self._from(parts, self.first), int(count))
        else:
            ends = parts.pop("UNTIL", "")
            times = takewhile(lambda each: self._is_within(each, ends), self._from(parts, after or self.first))
        return times if after is None else dropwhile(lambda each: each <= after, times)

    def __contains__(self, local: datetime) -> bool:
        return next(self.times(local - timedelta(seconds=1)), None) == local

    def happens(self) -> bool:
        """Whether the rule gives any time at all, the first within LONGEST_WAIT."""
        if not self.rule:
            return True
        endless = {name: value for name, value in _parts(self.rule).items() if name not in {"COUNT", "UNTIL"}}
        # dateutil looks for a day that never comes until the year 9999; the calendar repeats itself every 400 years,
        # so the question is put as near to that end as it can be.
        late = self.first.replace(year=self.first.year + (9999 - self.first.year) // CALENDAR_YEARS * CALENDAR_YEARS)
        first = next(Recurrence(late, _written(endless), self.zone).times(), None)
        return first is not None and first - late <= LONGEST_WAIT and next(self.times(), None) is not None

    def _from(self, parts: Mapping[str, str], moment: datetime) -> Iterator[datetime]:
        """The times of an endless rule from the period of `moment` on, and none before the first.

        dateutil takes the day on which it starts for the beginning of a period, and from it what the rule leaves
        unsaid. So it starts where a period begins in truth, with everything said.
        """
        if "BYWEEKNO" in parts and BY_WEEKS.issuperset(parts):
            return self._in_weeks(parts, moment)
        start = _beginning(self.first, moment, parts)
        rule = rrulestr(_written(_said(parts, self.first)), dtstart=start)
        if not isinstance(rule, rrule):
            raise TypeError(f"{self.rule} is more than one rule")
        return dropwhile(lambda each: each < self.first, iter(rule))

    def _in_weeks(self, parts: Mapping[str, str], moment: datetime) -> Iterator[datetime]:
        """The same of weeks of a year, each looked at by itself: of the last, dateutil may lose what is in January."""
        days, weeks = _said(parts, self.first)["BYDAY"], set(map(int, parts["BYWEEKNO"].split(",")))
        weekly = {"FREQ": "WEEKLY", "BYDAY": days, "WKST": parts.get("WKST", "MO")}
        begins = DAYS.index(weekly["WKST"])
        each_week = Recurrence(self.first, _written(weekly), self.zone)._from(weekly, moment)
        return (each for each in each_week if not weeks.isdisjoint(_week_numbers(each.date(), begins)))

    def _is_within(self, local: datetime, ends: str) -> bool:
        """Whether that time is not past UNTIL, which is an instant where it is written in UTC."""
        if ends.endswith("Z"):
            return instant(local, self.zone) <= datetime.fromisoformat(ends)
        return not ends or f"{local:%Y%m%dT%H%M%S}" <= ends


def _parts(rule: str) -> dict[str, str]:
    return dict(part.split("=", 1) for part in rule.split(";")) if rule else {}


def _written(parts: Mapping[str, str]) -> str:
    return ";".join(f"{name}={value}" for name, value in parts.items())


def _said(parts: Mapping[str, str], first: datetime) -> dict[str, str]:
    """With what RFC 5545 takes from the first time where the rule does not say it."""
    if re.search("[0-9]", parts.get("BYDAY", "")):
        return {**parts, "BYDAY": ",".join(_numbered(parts))}
    if any(name in parts for name in WITH_A_DAY) or parts["FREQ"] == "DAILY":
        return dict(parts)
    if parts["FREQ"] == "WEEKLY" or "BYWEEKNO" in parts:
        return {**parts, "BYDAY": DAYS[first.weekday()]}
    month = {} if parts["FREQ"] == "MONTHLY" else {"BYMONTH": str(first.month)}
    return {**month, **parts, "BYMONTHDAY": str(first.day)}


def _numbered(parts: Mapping[str, str]) -> Iterator[str]:
    """The days, each with a number: beside 1MO, dateutil takes TU for a condition instead of every Tuesday."""
    most = WEEKS_OF_MONTH if parts["FREQ"] == "MONTHLY" or "BYMONTH" in parts else WEEKS_OF_YEAR
    for day in parts["BYDAY"].split(","):
        yield from [day] if day not in DAYS else (f"{number}{day}" for number in range(1, most + 1))


def _week_numbers(day: date, begins: int) -> tuple[int, int]:
    """Of its week in the year that has most of that week's days, from the beginning and from the end."""
    middle = _middle(day, begins)
    last = _middle(date(middle.year, 12, 31), begins)
    last -= timedelta(weeks=last.year - middle.year)
    number, most = ((each.timetuple().tm_yday + 6) // 7 for each in (middle, last))
    return number, number - most - 1


def _middle(day: date, begins: int) -> date:
    """The fourth day of its week."""
    return day + timedelta(days=3 - (day.weekday() - begins) % 7)


def _beginning(first: datetime, moment: datetime, parts: Mapping[str, str]) -> datetime:
    """Where the latest period of the rule begins that holds `moment` or lies before it, at the first one's hour."""
    every = int(parts.get("INTERVAL", "1"))
    match parts["FREQ"]:
        case "DAILY":
            days = (max(moment, first).date() - first.date()).days
            return first + timedelta(days=days - days % every)
        case "WEEKLY":
            begins = first - timedelta(days=(first.weekday() - DAYS.index(parts.get("WKST", "MO"))) % 7)
            weeks = (max(moment, first).date() - begins.date()).days // 7
            return begins + timedelta(weeks=weeks - weeks % every)
        case "MONTHLY":
            months = (max(moment, first).year - first.year) * 12 + max(moment, first).month - first.month
            number = first.month - 1 + months - months % every
            return first.replace(year=first.year + number // 12, month=number % 12 + 1, day=1)
    years = max(moment, first).year - first.year
    return first.replace(year=first.year + years - years % every, month=1, day=1)
