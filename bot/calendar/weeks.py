"""A week, Monday to Sunday, as one person's calendar on the wall has it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.kernel.errors import NotFound
from bot.kernel.text.markup import quotation
from bot.kernel.zones import instant, wall

FURTHEST = 104
"""So many weeks from now, either way, can be looked at."""
WHICH = "Write `/calendar week`, `/calendar week +1`, `/calendar week -1`, or a day of it: `/calendar week 2026-11-23`."


@dataclass(frozen=True)
class Week:
    monday: date
    zone: ZoneInfo

    @property
    def days(self) -> list[date]:
        return [self.monday + timedelta(days=number) for number in range(7)]

    @property
    def start(self) -> datetime:
        return instant(datetime.combine(self.monday, time()), self.zone)

    @property
    def end(self) -> datetime:
        """The first instant of the next one."""
        return self.shifted(1).start

    def shifted(self, weeks: int) -> "Week":
        return Week(self.monday + timedelta(weeks=weeks), self.zone)

    def local(self, at: datetime) -> datetime:
        """What this person's clock on the wall shows then, naive."""
        return wall(at, self.zone)


def week_of(words: str, now: datetime, zone: ZoneInfo) -> Week:
    """This week, the one so many weeks off (`+1`, `-1`), or the one with that day in it; raises NotFound."""
    this = _with(wall(now, zone).date(), zone)
    meant = _read(words.strip(), this)
    if abs(meant.monday - this.monday) > timedelta(weeks=FURTHEST):
        raise NotFound(f"That is more than two years away. {WHICH}")
    return meant


def _read(words: str, this: Week) -> Week:
    if not words:
        return this
    try:
        if words[0] in "+-" and len(words.lstrip("+-")) <= len(str(FURTHEST)):
            return this.shifted(int(words))
        return _with(date.fromisoformat(words), this.zone)
    except (ValueError, OverflowError) as error:
        raise NotFound(f"I do not know which week {quotation(words)} is. {WHICH}") from error


def _with(day: date, zone: ZoneInfo) -> Week:
    try:
        return Week(day - timedelta(days=day.weekday()), zone)
    except OverflowError as error:
        raise ValueError(day) from error
