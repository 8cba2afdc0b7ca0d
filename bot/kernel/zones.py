"""Local time: which instant a wall clock's reading means, and which time zones there are."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from importlib.resources import files
from typing import cast
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from babel.core import get_global

from bot.kernel.locales import market_name

SECOND = timedelta(seconds=1)
TWO_YEARS = [datetime(2026, 1, 1, tzinfo=UTC) + number * timedelta(days=15) for number in range(49)]
"""Places whose clocks show the same at all of these keep the same time."""
REGIONS = ("Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")
"""Zones are named after places; the other names in the database (US/…, Etc/…) are old spellings."""


def instant(local: datetime, zone: ZoneInfo) -> datetime:
    """The first instant at which a clock on that wall has reached `local` (naive), in UTC.

    An hour that comes twice in autumn is thus its first pass, and one left out in spring the moment it is left out.
    """
    usual = local.replace(tzinfo=zone, fold=0).astimezone(UTC)
    if wall(usual, zone) == local:
        return usual
    # In a gap the two readings of `local` lie on either side of it.
    before, after = local.replace(tzinfo=zone, fold=1).astimezone(UTC), usual
    while after - before > SECOND:
        middle = before + (after - before) // 2
        middle = middle.replace(microsecond=0) if middle.replace(microsecond=0) > before else middle
        before, after = (before, middle) if wall(middle, zone) >= local else (middle, after)
    return after


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """When that day begins there."""
    return instant(datetime.combine(day, time()), zone)


def wall(at: datetime, zone: ZoneInfo) -> datetime:
    """What a clock on the wall shows at that instant, naive."""
    return at.astimezone(zone).replace(tzinfo=None)


def known(name: str) -> ZoneInfo | None:
    """The zone of that IANA name, if there is one."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def own(name: str) -> ZoneInfo:
    """A person's, by the name that Slack knows; UTC where it is none."""
    return known(name) or ZoneInfo("UTC")


@cache
def of_market(code: str) -> str:
    """The zone of a country whose clocks all show the same; empty for one that has several times, and for `global`."""
    names = _by_country().get(code, [])
    return names[0] if len({_offsets(name) for name in names}) == 1 else ""


def first_of(market: str) -> str:
    """The zone of most people of a country; empty for `global`."""
    return next(iter(_by_country().get(market, [])), "")


def market_of(name: str) -> str:
    """The country that a zone belongs to; empty where it belongs to none."""
    return cast("str", get_global("zone_territories").get(name, ""))


def _offsets(name: str) -> tuple[timedelta | None, ...]:
    return tuple(moment.astimezone(ZoneInfo(name)).utcoffset() for moment in TWO_YEARS)


@cache
def _by_country() -> dict[str, list[str]]:
    """Of each country its zones, that of most people first."""
    table = files("tzdata.zoneinfo").joinpath("zone.tab").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines() if line and not line.startswith("#")]
    return {code: [row[2] for row in rows if row[0] == code] for code in dict.fromkeys(row[0] for row in rows)}


def country(name: str) -> str:
    """The country of a zone, as ISO 3166 writes it; empty for one that is nobody's, such as UTC."""
    code = str(get_global("zone_territories").get(name, ""))
    return code if len(code) == 2 else ""


def matching(typed: str, now: datetime) -> Sequence[tuple[str, str]]:
    """Zones whose city, region or country holds what is being typed, as (name, label)."""
    wanted = typed.strip().casefold().replace(" ", "_")
    return [(name, label(name, now)) for name, words in _haystack().items() if wanted in words]


def label(name: str, now: datetime) -> str:
    """`Europe/Zurich (UTC+01:00)`, as it is at that instant."""
    offset = now.astimezone(ZoneInfo(name)).strftime("%z")
    return f"{name} (UTC{offset[:3]}:{offset[3:5]})"


@cache
def _haystack() -> dict[str, str]:
    countries = get_global("zone_territories")
    names = sorted(name for name in available_timezones() if name.partition("/")[0] in REGIONS)
    return {
        name: f"{name} {market_name(countries.get(name, ''))}".casefold().replace(" ", "_") for name in ["UTC", *names]
    }
