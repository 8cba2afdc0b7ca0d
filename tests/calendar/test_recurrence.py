"""How often a slot comes round, whatever the clocks do."""

from datetime import datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.calendar.recurrence import Recurrence, Repeats, friendly
from bot.calendar.rules import RuleError, read_rule
from bot.kernel.zones import instant, wall
from tests.calendar.steps import wall_clock

ZURICH = ZoneInfo("Europe/Zurich")
ZONES = st.sampled_from(["Europe/Zurich", "America/New_York", "Australia/Lord_Howe", "Asia/Tokyo"]).map(ZoneInfo)
FIRSTS = st.datetimes(min_value=wall_clock("2025-01-01"), max_value=wall_clock("2028-01-01")).map(
    lambda moment: moment.replace(second=0, microsecond=0)
)
RULES = st.sampled_from(
    [
        "FREQ=DAILY",
        "FREQ=DAILY;INTERVAL=3",
        "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU",
        "FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=TU,SU",
        "FREQ=MONTHLY",
        "FREQ=MONTHLY;BYDAY=1TU,-1FR",
        "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1",
        "FREQ=MONTHLY;INTERVAL=2;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        "FREQ=YEARLY;BYMONTH=3,10;BYDAY=-1SU",
        "FREQ=YEARLY;INTERVAL=2;BYWEEKNO=1,20",
        "FREQ=YEARLY;BYYEARDAY=100,-1",
        "FREQ=DAILY;COUNT=20",
        "FREQ=WEEKLY;BYDAY=MO,TH;COUNT=9",
        "FREQ=DAILY;UNTIL=20280101T235959",
    ]
)


def first(times: Recurrence, count: int) -> list[datetime]:
    return list(islice(times.times(), count))


@given(starts=FIRSTS, rule=RULES, zone=ZONES)
def test_each_time_keeps_its_local_hour_across_daylight_saving(starts: datetime, rule: str, zone: ZoneInfo) -> None:
    for local in first(Recurrence(starts, rule, ZURICH), 40):
        clock = wall(instant(local, zone), zone)
        left_out = wall(local.replace(tzinfo=zone).astimezone(ZoneInfo("UTC")), zone) != local
        assert local.time() == starts.time()
        assert clock == local or (left_out and timedelta() < clock - local <= timedelta(hours=1))


@given(starts=FIRSTS, rule=RULES, zone=ZONES)
def test_the_instants_follow_each_other_as_their_local_times_do(starts: datetime, rule: str, zone: ZoneInfo) -> None:
    instants = [instant(local, zone) for local in first(Recurrence(starts, rule, ZURICH), 40)]
    assert instants == sorted(set(instants))


@given(starts=FIRSTS, rule=RULES, gone=st.integers(1, 15))
def test_going_on_from_any_of_its_times_gives_the_same_as_counting_from_the_first(
    starts: datetime, rule: str, gone: int
) -> None:
    series = Recurrence(starts, rule, ZURICH)
    times = first(series, gone + 10)
    for reached in times[gone - 1 : gone]:
        assert list(islice(series.times(reached), len(times) - gone)) == times[gone:]


def test_a_slot_without_a_rule_comes_once() -> None:
    once = Recurrence(wall_clock("2026-03-03T09:00"), "", ZURICH)
    assert list(once.times()) == [wall_clock("2026-03-03T09:00")]
    assert list(once.times(wall_clock("2026-03-03T09:00"))) == []


@pytest.mark.parametrize(
    ("repeats", "starts", "days"),
    [
        (Repeats.ONCE, wall_clock("2026-03-03T09:00"), ["2026-03-03"]),
        (Repeats.DAILY, wall_clock("2026-03-28T09:00"), ["2026-03-28", "2026-03-29", "2026-03-30"]),
        (Repeats.WEEKDAYS, wall_clock("2026-03-07T09:00"), ["2026-03-09", "2026-03-10", "2026-03-11"]),
        (Repeats.WEEKLY, wall_clock("2026-03-03T09:00"), ["2026-03-03", "2026-03-10", "2026-03-17"]),
        (Repeats.FORTNIGHTLY, wall_clock("2026-03-03T09:00"), ["2026-03-03", "2026-03-17", "2026-03-31"]),
        (Repeats.MONTHLY, wall_clock("2026-03-03T09:00"), ["2026-03-03", "2026-04-03", "2026-05-03"]),
        (Repeats.MONTHLY, wall_clock("2026-01-31T09:00"), ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"]),
        (Repeats.MONTHLY, wall_clock("2028-01-30T09:00"), ["2028-01-30", "2028-02-29", "2028-03-30"]),
    ],
)
def test_the_friendly_choices_mean_what_people_expect(repeats: Repeats, starts: datetime, days: list[str]) -> None:
    series = Recurrence(starts, friendly(repeats, starts.date()), ZURICH)
    assert [f"{each:%Y-%m-%d}" for each in first(series, len(days))] == days


@pytest.mark.parametrize(
    ("typed", "rule"),
    [
        ("FREQ=WEEKLY;BYDAY=MO,TH", "FREQ=WEEKLY;BYDAY=MO,TH"),
        (" rrule:freq=monthly; byday=1tu; count=06 ", "FREQ=MONTHLY;BYDAY=1TU;COUNT=6"),
        ("FREQ=DAILY;UNTIL=20261231", "FREQ=DAILY;UNTIL=20261231T235959"),
        ("FREQ=DAILY;UNTIL=20261231T080000Z", "FREQ=DAILY;UNTIL=20261231T080000Z"),
        ("FREQ=DAILY;UNTIL=20261231T090000", "FREQ=DAILY;UNTIL=20261231T090000"),
        ("FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=-1;WKST=MO;", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=-1;WKST=MO"),
    ],
)
def test_a_rule_is_kept_in_capitals_with_its_end_to_the_second(typed: str, rule: str) -> None:
    assert read_rule(typed) == rule


def test_a_rule_that_ends_on_a_day_has_its_slot_on_that_day_too() -> None:
    series = Recurrence(wall_clock("2026-03-03T09:00"), read_rule("FREQ=DAILY;UNTIL=20260305"), ZURICH)
    assert [each.day for each in series.times()] == [3, 4, 5]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("every monday", "Write the rule as in RFC 5545"),
        ("FREQ=", "Write the rule as in RFC 5545"),
        ("BYDAY=MO", "Say how often with FREQ="),
        ("FREQ=HOURLY", "at most once a day"),
        ("FREQ=DAILY;FREQ=WEEKLY", "FREQ is there twice"),
        ("FREQ=DAILY;COUNT=3;UNTIL=20261231", "COUNT and UNTIL both"),
        ("FREQ=DAILY;COUNT=0", "COUNT needs a whole number"),
        ("FREQ=DAILY;COUNT=many", "COUNT needs a whole number"),
        ("FREQ=DAILY;INTERVAL=0", "INTERVAL needs a whole number"),
        ("FREQ=DAILY;INTERVAL=-2", "INTERVAL needs a whole number"),
        ("FREQ=DAILY;UNTIL=tomorrow", "UNTIL needs a day"),
        ("FREQ=DAILY;UNTIL=20260231", "UNTIL needs a day"),
        ("FREQ=DAILY;UNTIL=99991231T235959Z", "UNTIL needs a day"),
        ("FREQ=WEEKLY;BYDAY=MONDAY", "BYDAY needs days"),
        ("FREQ=MONTHLY;BYDAY=0MO", "BYDAY needs days"),
        ("FREQ=MONTHLY;BYMONTHDAY=32", "BYMONTHDAY needs numbers"),
        ("FREQ=MONTHLY;BYMONTHDAY=0", "BYMONTHDAY needs numbers"),
        ("FREQ=YEARLY;BYMONTH=-1", "BYMONTH needs numbers from 1 to 12"),
        ("FREQ=WEEKLY;WKST=1MO", "WKST needs one day"),
        ("FREQ=DAILY;BYHOUR=9", "Leave BYHOUR out"),
        ("FREQ=YEARLY;BYEASTER=0", "I do not know BYEASTER"),
        ("DTSTART:20260303T090000\nRRULE:FREQ=DAILY", "Leave DTSTART out"),
        ("RRULE:FREQ=DAILY\nEXDATE:20260303T090000", "Leave EXDATE out"),
    ],
)
def test_a_rule_that_cannot_stand_is_answered_with_what_to_write(typed: str, sentence: str) -> None:
    with pytest.raises(RuleError) as refused:
        read_rule(typed)
    assert sentence in refused.value.sentence


@pytest.mark.parametrize(
    ("rule", "happens"),
    [
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", False),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=3", False),
        ("FREQ=DAILY;INTERVAL=7;BYDAY=MO", False),
        ("FREQ=DAILY;UNTIL=20200101T000000", False),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", True),
        ("FREQ=YEARLY;BYWEEKNO=53;BYDAY=SU", True),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO", False),
        ("FREQ=DAILY;COUNT=9999", True),
        ("", True),
    ],
)
def test_a_rule_that_gives_no_day_is_noticed(rule: str, happens: bool) -> None:
    tuesday = wall_clock("2026-03-03T09:00")
    assert Recurrence(tuesday, rule, ZURICH).happens() is happens


@given(text=st.text(alphabet="FREQ=DAILYWKCOUNT;BX1-9,MOTU:\n ", max_size=60))
def test_whatever_is_typed_is_either_kept_or_answered(text: str) -> None:
    try:
        rule = read_rule(text)
    except RuleError:
        return
    assert read_rule(rule) == rule
    Recurrence(wall_clock("2026-03-03T09:00"), rule, ZURICH).happens()
