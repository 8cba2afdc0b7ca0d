"""When people are at work, as the governance file says it, and when they are so next."""

from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, Field, field_validator, model_validator

from bot.governance.routes import read_market
from bot.governance.section import Section
from bot.kernel.zones import instant, wall

A_DAY = timedelta(days=1)
MOST_HOLIDAYS = 1000
TOGETHER = timedelta(minutes=5)
MIDNIGHT = datetime(2000, 1, 1, tzinfo=UTC)
"""Any."""


class Day(StrEnum):
    """As `datetime.weekday` counts them."""

    MONDAY = "Mon"
    TUESDAY = "Tue"
    WEDNESDAY = "Wed"
    THURSDAY = "Thu"
    FRIDAY = "Fri"
    SATURDAY = "Sat"
    SUNDAY = "Sun"


WEEK = tuple(Day)


def _time(written: Any) -> Any:
    # YAML reads an unquoted 17:30 as a number to the base of 60.
    return f"{written // 60:02}:{written % 60:02}" if isinstance(written, int) else written


Time = Annotated[time, BeforeValidator(_time)]


class Hours(Section):
    """Local time, on each of these days that is no holiday."""

    opens: Time = Field(default=time(9), alias="from")
    closes: Time = Field(default=time(17, 30), alias="to")
    days: list[Day] = Field(default=list(WEEK[:5]), min_length=1)
    holidays: list[date] = Field(default=[], max_length=MOST_HOLIDAYS)

    @model_validator(mode="after")
    def _closes_after_it_opens(self) -> "Hours":
        if self.opens >= self.closes:
            raise ValueError("“to” must be later than “from”, on the same day")
        return self


class WorkingHours(Hours):
    """The company's; `markets` has what differs there, by ISO 3166: what it leaves out is as in the company."""

    markets: dict[str, Hours] = Field(default={})

    @model_validator(mode="before")
    @classmethod
    def _markets_differ_in_part(cls, written: Any) -> Any:
        markets = written.get("markets") if isinstance(written, dict) else None
        if not isinstance(markets, dict):
            return written
        own = {key: value for key, value in written.items() if key != "markets"}
        return own | {
            "markets": {code: own | each if isinstance(each, dict) else each for code, each in markets.items()}
        }

    @field_validator("markets", mode="before")
    @classmethod
    def _exist(cls, markets: Any) -> Any:
        return {read_market(code): each for code, each in markets.items()} if isinstance(markets, dict) else markets

    def of(self, market: str) -> Hours:
        """Those of that market, by its code."""
        return self.markets.get(market, self)


def together(at: datetime) -> datetime:
    """The clock's next full five minutes: what becomes due within them is said together."""
    return at + (MIDNIGHT - at) % TOGETHER


def next_opening(at: datetime, zone: ZoneInfo, hours: Hours) -> datetime:
    """The first instant from `at` on that lies within `hours` on a clock in `zone`."""
    day = wall(at, zone).date()
    while True:
        if WEEK[day.weekday()] in hours.days and day not in hours.holidays:
            opens, closes = (instant(datetime.combine(day, each), zone) for each in (hours.opens, hours.closes))
            if (first := max(at, opens)) < closes:
                return first
        day += A_DAY


def working_days_after(at: datetime, number: int, zone: ZoneInfo, hours: Hours) -> datetime:
    """When people go home on the last of so many working days after that day."""
    day = wall(at, zone).date()
    while number:
        day += A_DAY
        number -= WEEK[day.weekday()] in hours.days and day not in hours.holidays
    return instant(datetime.combine(day, hours.closes), zone)
