"""Reminders keep the working hours of those whom they ask; what cannot wait does not."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.governance.hours import Day, Hours, WorkingHours, next_opening
from bot.kernel.zones import wall
from tests.crises.steps import raise_crisis
from tests.posts.steps import A_DAY, AN_HOUR, directly, press, scheduled, submitted
from tests.steps import register_account as register_brand
from tests.world import Helvia

Move = Callable[[str, str], None]
REMINDERS = "#social-reminders"
WAITS = "waits for your decision in the stage"
ZONES = st.sampled_from(
    [
        *("Europe/Zurich", "America/New_York", "Asia/Tokyo", "Asia/Kathmandu", "Australia/Lord_Howe", "Africa/Cairo"),
        *("Pacific/Kiritimati", "Pacific/Pago_Pago", "America/Sao_Paulo", "Pacific/Apia", "Africa/Casablanca", "UTC"),
    ]
).map(ZoneInfo)
START = datetime(2010, 1, 1, tzinfo=UTC)
MOMENTS = st.timedeltas(timedelta(0), timedelta(days=7300)).map(START.__add__)
MINUTES = st.integers(5 * 60, 23 * 60).map(lambda minute: time(minute // 60, minute % 60))
"""No clock changes its hour so late in the day."""
DATES = st.dates(date(2010, 1, 1), date(2030, 1, 1))
HOURS = st.builds(
    lambda ends, days, holidays: Hours.model_validate(
        {"from": min(ends), "to": max(ends), "days": days, "holidays": holidays}
    ),
    st.sets(MINUTES, min_size=2, max_size=2),
    st.lists(st.sampled_from(Day), min_size=1, unique=True),
    st.lists(DATES, max_size=5),
)
USUAL, NOON_UTC = Hours(), datetime(2026, 3, 28, 12, tzinfo=UTC)


@given(at=MOMENTS, zone=ZONES, hours=HOURS)
@example(at=datetime(2011, 12, 30, 9, tzinfo=UTC), zone=ZoneInfo("Pacific/Apia"), hours=USUAL)
@example(at=NOON_UTC, zone=ZoneInfo("Europe/Zurich"), hours=USUAL)
def test_an_opening_is_never_earlier_lies_within_the_hours_and_is_its_own_next_opening(
    at: datetime, zone: ZoneInfo, hours: Hours
) -> None:
    opening = next_opening(at, zone, hours)
    there = wall(opening, zone)
    assert opening >= at
    assert hours.opens <= there.time() < hours.closes
    assert list(Day)[there.weekday()] in hours.days
    assert there.date() not in hours.holidays
    assert next_opening(opening, zone, hours) == opening


@given(at=MOMENTS, later=st.timedeltas(timedelta(0), timedelta(days=10)), zone=ZONES, hours=HOURS)
def test_what_is_due_later_opens_no_sooner_and_never_before_what_opened_already(
    at: datetime, later: timedelta, zone: ZoneInfo, hours: Hours
) -> None:
    opening = next_opening(at, zone, hours)
    assert next_opening(at + later, zone, hours) >= opening
    assert at + later > opening or next_opening(at + later, zone, hours) == opening


def test_nine_is_nine_on_both_sides_of_the_change_of_clocks() -> None:
    zurich = ZoneInfo("Europe/Zurich")
    assert next_opening(datetime(2026, 3, 27, 20, tzinfo=UTC), zurich, USUAL) == datetime(2026, 3, 30, 7, tzinfo=UTC)
    assert next_opening(datetime(2026, 3, 26, 20, tzinfo=UTC), zurich, USUAL) == datetime(2026, 3, 27, 8, tzinfo=UTC)


def test_a_market_says_what_differs_there() -> None:
    written = {"from": "08:00", "holidays": ["2026-12-25"], "markets": {"SA": {"days": ["Sun", "Mon"], "to": 17 * 60}}}
    hours = WorkingHours.model_validate(written)
    there, elsewhere = hours.of("SA"), hours.of("CH")
    assert (there.opens, there.closes, there.days) == (time(8), time(17), [Day.SUNDAY, Day.MONDAY])
    assert there.holidays == [date(2026, 12, 25)]
    assert (elsewhere.opens, elsewhere.closes, elsewhere.days) == (time(8), time(17, 30), list(Day)[:5])


@pytest.fixture
def move(helvia: Helvia) -> Iterator[Move]:
    """Slack tells that a person is in another time zone, until the test ends."""
    people = helvia.concord.people
    people.meet(["U0LUCAS000", "U0MARTA000"])
    yield lambda person, zone: people.learn(replace(people.person(person), tz=zone))
    helvia.introduce()


def test_what_falls_due_on_a_saturday_is_said_on_monday_in_the_market_of_the_account(helvia: Helvia) -> None:
    register_brand(helvia, last_post_at=helvia.now - 2 * A_DAY)
    register_brand(helvia, handle="@CardivaUS", market="US", channel="C0CARDIVA0", last_post_at=helvia.now - 2 * A_DAY)
    helvia.wait(5 * A_DAY)  # Saturday
    assert "2 accounts" in helvia.desk("jonas").type("#general", "/account list status:silent").text
    helvia.wait(2 * A_DAY - AN_HOUR - timedelta(seconds=1))
    assert helvia.texts(REMINDERS) == []
    helvia.wait(timedelta(seconds=1))  # nine in Zurich
    assert len(helvia.texts(REMINDERS)) == 1
    assert helvia.texts("#brand-cardiva", "jonas") == []
    helvia.wait(5 * AN_HOUR)  # nine in New York, where the clocks have changed
    assert len(helvia.texts("#brand-cardiva", "jonas")) == 1


def test_each_reviewer_is_reminded_in_their_own_hours_and_not_once_it_is_decided(helvia: Helvia, move: Move) -> None:
    move("U0LUCAS000", "Asia/Tokyo")
    submitted(helvia)
    helvia.wait(15 * AN_HOUR - timedelta(seconds=1))
    assert WAITS not in directly(helvia, "lucas")
    helvia.wait(4 * AN_HOUR)  # the stage's reminder is due at four in the morning in Zurich
    assert WAITS in directly(helvia, "lucas")
    assert WAITS not in directly(helvia, "marta")
    press(helvia, "lucas", "posts.approve")
    helvia.wait(3 * A_DAY)
    assert WAITS not in directly(helvia, "marta")


def test_whoever_moves_is_reminded_by_the_clock_where_they_are(helvia: Helvia, move: Move) -> None:
    move("U0LUCAS000", "Asia/Tokyo")
    submitted(helvia)
    helvia.wait(19 * AN_HOUR)
    move("U0MARTA000", "America/New_York")
    helvia.wait(6 * AN_HOUR)
    assert WAITS not in directly(helvia, "marta")
    helvia.wait(4 * AN_HOUR)
    assert WAITS in directly(helvia, "marta")


def test_somebody_whose_zone_nobody_knows_keeps_the_companys_hours(helvia: Helvia, move: Move) -> None:
    move("U0LUCAS000", "")
    submitted(helvia)
    helvia.wait(23 * AN_HOUR - timedelta(seconds=1))
    assert WAITS not in directly(helvia, "lucas")
    helvia.wait(timedelta(seconds=1))
    assert WAITS in directly(helvia, "lucas")


def test_the_planned_time_is_kept_on_a_saturday_and_the_reminders_after_it_become_one_on_monday(helvia: Helvia) -> None:
    scheduled(helvia, in_=5 * A_DAY)
    helvia.wait(5 * A_DAY)
    assert "Time to publish" in directly(helvia, "jonas")
    assert "Time to publish" not in directly(helvia, "sofia")
    called = helvia.direct("jonas")[-1].ts
    helvia.wait(2 * A_DAY - AN_HOUR - timedelta(seconds=1))
    assert helvia.direct("jonas")[-1].ts == called
    helvia.wait(timedelta(seconds=1))
    assert helvia.direct("jonas")[-1].ts > called
    helvia.wait(timedelta(seconds=1))
    assert sum("Time to publish" in str(each.blocks) for each in helvia.direct("jonas")) == 1


def test_a_reminder_that_waited_for_the_morning_says_nothing_of_being_late(helvia: Helvia) -> None:
    submitted(helvia)
    helvia.wait(23 * AN_HOUR)
    assert WAITS in directly(helvia, "lucas")
    assert "late" not in directly(helvia, "lucas")


def test_a_crisis_is_asked_about_at_any_hour(helvia: Helvia) -> None:
    helvia.wait(5 * A_DAY + 12 * AN_HOUR)
    raise_crisis(helvia)
    assert "Crisis 1 needs you" in directly(helvia, "thomas")
