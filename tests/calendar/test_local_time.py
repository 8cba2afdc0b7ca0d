"""Local time and instants: the hour holds, gaps move forward, what comes twice is its first pass."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.kernel import zones
from bot.kernel.zones import instant, wall
from tests.calendar.steps import wall_clock

ZONES = ("Europe/Zurich", "America/New_York", "Australia/Lord_Howe", "Asia/Tokyo")
MOMENTS = st.datetimes(min_value=wall_clock("2024-01-01"), max_value=wall_clock("2034-01-01")).map(
    lambda moment: moment.replace(second=0, microsecond=0)
)
SECOND, QUARTER = timedelta(seconds=1), timedelta(minutes=15)


@pytest.mark.parametrize(
    ("market", "zone"),
    [
        ("CH", "Europe/Zurich"),
        ("DE", "Europe/Berlin"),
        ("JP", "Asia/Tokyo"),
        ("GB", "Europe/London"),
        ("CY", "Asia/Nicosia"),
        ("US", ""),
        ("ES", ""),
        ("CN", ""),
        ("global", ""),
        ("EU", ""),
    ],
)
def test_a_market_has_a_zone_where_all_its_clocks_show_the_same(market: str, zone: str) -> None:
    assert zones.of_market(market) == zone


@given(local=MOMENTS, name=st.sampled_from(ZONES))
@example(local=wall_clock("2026-03-29T02:30"), name="Europe/Zurich")
@example(local=wall_clock("2026-10-25T02:30"), name="Europe/Zurich")
@example(local=wall_clock("2026-03-08T02:30"), name="America/New_York")
@example(local=wall_clock("2026-10-25T02:30").replace(fold=1), name="Europe/Zurich")
@example(local=wall_clock("2026-11-01T01:30"), name="America/New_York")
@example(local=wall_clock("2026-10-04T02:15"), name="Australia/Lord_Howe")
@example(local=wall_clock("2026-04-05T01:45"), name="Australia/Lord_Howe")
def test_a_local_time_means_the_first_instant_at_which_the_wall_clock_has_reached_it(
    local: datetime, name: str
) -> None:
    zone = ZoneInfo(name)
    at = instant(local, zone)
    assert wall(at, zone) >= local
    assert wall(at - SECOND, zone) < local
    assert all(wall(at - quarter * QUARTER, zone) < local for quarter in range(1, 97))


@given(local=MOMENTS, name=st.sampled_from(ZONES))
def test_a_time_that_the_wall_clock_shows_is_kept_to_the_minute(local: datetime, name: str) -> None:
    zone = ZoneInfo(name)
    exists = wall(local.replace(tzinfo=zone).astimezone(UTC), zone) == local
    assert (wall(instant(local, zone), zone) == local) is exists


@pytest.mark.parametrize(
    ("local", "name", "clock", "utc"),
    [
        (wall_clock("2026-03-29T02:30"), "Europe/Zurich", "03:00", wall_clock("2026-03-29T01:00")),
        (wall_clock("2026-03-08T02:00"), "America/New_York", "03:00", wall_clock("2026-03-08T07:00")),
        (wall_clock("2026-10-04T02:15"), "Australia/Lord_Howe", "02:30", wall_clock("2026-10-03T15:30")),
        (wall_clock("2011-12-30T12:00"), "Pacific/Apia", "00:00", wall_clock("2011-12-30T10:00")),
    ],
)
def test_a_time_left_out_in_spring_moves_forward_to_the_first_that_exists(
    local: datetime, name: str, clock: str, utc: datetime
) -> None:
    at = instant(local, ZoneInfo(name))
    assert at == utc.replace(tzinfo=UTC)
    assert f"{wall(at, ZoneInfo(name)):%H:%M}" == clock


@pytest.mark.parametrize(
    ("local", "name", "utc"),
    [
        (wall_clock("2026-10-25T02:30"), "Europe/Zurich", wall_clock("2026-10-25T00:30")),
        (wall_clock("2026-11-01T01:30"), "America/New_York", wall_clock("2026-11-01T05:30")),
        (wall_clock("2026-04-05T01:45"), "Australia/Lord_Howe", wall_clock("2026-04-04T14:45")),
    ],
)
def test_a_time_that_comes_twice_in_autumn_is_its_first_pass(local: datetime, name: str, utc: datetime) -> None:
    assert instant(local, ZoneInfo(name)) == utc.replace(tzinfo=UTC)


NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "name"), [("zur", "Europe/Zurich"), ("new york", "America/New_York"), ("Japan", "Asia/Tokyo")]
)
def test_a_time_zone_is_found_by_city_or_country(typed: str, name: str) -> None:
    assert name in dict(zones.matching(typed, NOW))


def test_a_time_zone_is_shown_with_its_offset_of_the_day() -> None:
    assert zones.label("Europe/Zurich", NOW) == "Europe/Zurich (UTC+01:00)"
    assert zones.label("Europe/Zurich", NOW + timedelta(days=60)) == "Europe/Zurich (UTC+02:00)"


def test_what_is_no_time_zone_is_known_as_none() -> None:
    for name in ("Europe/Atlantis", "", "../etc/passwd", "Europe"):
        assert zones.known(name) is None


def test_old_spellings_of_time_zones_are_not_offered() -> None:
    offered = dict(zones.matching("", NOW))
    assert "UTC" in offered
    assert not {"US/Eastern", "Etc/GMT+5", "GB"} & offered.keys()
