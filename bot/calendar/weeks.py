"""A week as people look at it: seven days from today, or from another day, by the clock on their own wall."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.kernel.dates import day_meant
from bot.kernel.errors import NotFound
from bot.kernel.reference import is_number
from bot.kernel.text.characters import as_keyed
from bot.kernel.text.markup import quotation
from bot.kernel.zones import midnight, wall

FURTHEST = 104
"""So many weeks from now, either way, can be looked at."""
AROUND = " .,\"'“”„«»‘’"
"""What people and telephones put around a week."""
WHICH = "Write `/calendar week`, `/calendar week +1`, or a first day: `/calendar week 2026-11-23`."


@dataclass(frozen=True)
class Week:
    first: date
    zone: ZoneInfo

    @property
    def days(self) -> list[date]:
        return [self.first + timedelta(days=number) for number in range(7)]

    @property
    def start(self) -> datetime:
        return midnight(self.first, self.zone)

    @property
    def end(self) -> datetime:
        """The first instant of the next one."""
        return self.shifted(1).start

    def shifted(self, weeks: int) -> "Week":
        return Week(self.first + timedelta(weeks=weeks), self.zone)

    def local(self, at: datetime) -> datetime:
        """What this person's clock on the wall shows then, naive."""
        return wall(at, self.zone)


def week_of(words: str, now: datetime, zone: ZoneInfo) -> Week:
    """The next seven days, those so many weeks off (`+1`, `-1`), or those from that day on; raises NotFound."""
    this = Week(wall(now, zone).date(), zone)
    meant = _read(as_keyed(words).strip(AROUND), this)
    if abs(meant.first - this.first) > timedelta(weeks=FURTHEST):
        raise NotFound(f"That is more than two years away. {WHICH}")
    return meant


def _read(words: str, this: Week) -> Week:
    if not words:
        return this
    try:
        if words[0] in "+-" and is_number(weeks := words[1:].strip()):
            return this.shifted(int(f"{words[0]}{weeks}"))
        return Week(day_meant(words, this.first), this.zone)
    except (ValueError, OverflowError) as error:
        raise NotFound(f"I do not know which week {quotation(words)} is. {WHICH}") from error
