"""RFC 5545's recurrence read once more, slowly: of each day it is asked whether the rule means it."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache

A_DAY = timedelta(days=1)
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def days_of(first: datetime, rule: str, until: date) -> list[date]:
    """The days of the rule from the first on, until before that one; an end of its own is not looked at."""
    parts = _complete(dict(part.split("=") for part in rule.split(";")), first.date())
    periods: dict[int, list[date]] = defaultdict(list)
    day = date(first.year, 1, 1) - timedelta(days=7)
    while day < until + timedelta(days=366):
        if _is_meant(day, parts):
            periods[_period(day, parts) - _period(first.date(), parts)].append(day)
        day += A_DAY
    every = int(parts.get("INTERVAL", "1"))
    chosen = [day for number, days in periods.items() if number % every == 0 for day in _chosen(days, parts)]
    return sorted({day for day in chosen if first.date() <= day < until})


def _complete(parts: dict[str, str], first: date) -> dict[str, str]:
    if parts["FREQ"] == "DAILY" or {"BYDAY", "BYMONTHDAY", "BYYEARDAY"} & set(parts):
        return parts
    if parts["FREQ"] == "WEEKLY" or "BYWEEKNO" in parts:
        return parts | {"BYDAY": DAYS[first.weekday()]}
    if parts["FREQ"] == "YEARLY" and "BYMONTH" not in parts:
        parts = parts | {"BYMONTH": str(first.month)}
    return parts | {"BYMONTHDAY": str(first.day)}


def _period(day: date, parts: dict[str, str]) -> int:
    match parts["FREQ"]:
        case "DAILY":
            return day.toordinal()
        case "WEEKLY":
            return _week(day, parts).toordinal() // 7
        case "MONTHLY":
            return day.year * 12 + day.month
    return day.year


def _week(day: date, parts: dict[str, str]) -> date:
    """The day on which its week begins."""
    return day - timedelta(days=(day.weekday() - DAYS.index(parts.get("WKST", "MO"))) % 7)


def _chosen(days: list[date], parts: dict[str, str]) -> Iterator[date]:
    if "BYSETPOS" not in parts:
        yield from days
        return
    for position in map(int, parts["BYSETPOS"].split(",")):
        if abs(position) <= len(days):
            yield days[position - 1 if position > 0 else position]


def _is_meant(day: date, parts: dict[str, str]) -> bool:
    month, year = _month(day.year, day.month), _year(day.year)
    return (
        ("BYMONTH" not in parts or str(day.month) in parts["BYMONTH"].split(","))
        and ("BYMONTHDAY" not in parts or _is_at(day, month, parts["BYMONTHDAY"]))
        and ("BYYEARDAY" not in parts or _is_at(day, year, parts["BYYEARDAY"]))
        and ("BYWEEKNO" not in parts or _is_in_week(day, parts))
        and ("BYDAY" not in parts or any(_is_day(day, each, parts, month, year) for each in parts["BYDAY"].split(",")))
    )


@cache
def _month(year: int, number: int) -> list[date]:
    return [each for each in _year(year) if each.month == number]


@cache
def _year(number: int) -> list[date]:
    days = [date(number, 1, 1) + timedelta(days=each) for each in range(366)]
    return [each for each in days if each.year == number]


def _is_at(day: date, span: list[date], numbers: str) -> bool:
    places = {span.index(day) + 1, span.index(day) - len(span)}
    return any(int(number) in places for number in numbers.split(","))


def _is_in_week(day: date, parts: dict[str, str]) -> bool:
    """A week is the year's that has four of its days or more."""
    middle = _week(day, parts) + timedelta(days=3)
    weeks = [each for each in _year(middle.year) if each.weekday() == middle.weekday()]
    return _is_at(middle, weeks, parts["BYWEEKNO"])


def _is_day(day: date, wanted: str, parts: dict[str, str], month: list[date], year: list[date]) -> bool:
    if DAYS[day.weekday()] != wanted[-2:]:
        return False
    if not (number := wanted[:-2]):
        return True
    span = month if parts["FREQ"] == "MONTHLY" or "BYMONTH" in parts else year
    return _is_at(day, [each for each in span if each.weekday() == day.weekday()], number)
