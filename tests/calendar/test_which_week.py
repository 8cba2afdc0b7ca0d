"""Which week is meant, and how one gets from week to week."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.calendar.weeks import FURTHEST, week_of
from bot.kernel.errors import NotFound

ZURICH = ZoneInfo("Europe/Zurich")
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
ZONES = st.sampled_from(["Europe/Zurich", "America/New_York", "Australia/Lord_Howe", "Asia/Tokyo"]).map(ZoneInfo)


class TestWhichWeek:
    @pytest.mark.parametrize(
        ("words", "first"),
        [
            ("", "2026-03-02"),
            ("+1", "2026-03-09"),
            ("-1", "2026-02-23"),
            ("+0", "2026-03-02"),
            ("+104", "2028-02-28"),
            ("2026-11-29", "2026-11-29"),
            ("2026-11-23", "2026-11-23"),
            (" 2026-03-08 ", "2026-03-08"),
            ("Mon 7 Dec 13:00", "2026-12-07"),
            ("Tue 3 Mar 2026, 09:00 (Europe/Zurich)", "2026-03-03"),
            ("Monday 2 March · today", "2026-03-02"),
            ("Week of 30 March – 5 April 2026", "2026-03-30"),
            ("Week of 2–8 March 2026", "2026-03-02"),
            ("28 December 2026 – 3 January 2027", "2026-12-28"),
            ("Dec 7th, 2026 at 1:00 PM", "2026-12-07"),
            ("Mar 3", "2026-03-03"),
            ("Today", "2026-03-02"),
            ("Tomorrow 13:00", "2026-03-03"),
            ("friday", "2026-03-06"),
            ("next week", "2026-03-09"),
            ("23.11.2026", "2026-11-23"),
            ("2 Jan", "2026-01-02"),
            ("Tue 5 Jan", "2027-01-05"),
        ],
    )
    def test_is_the_next_seven_days_or_those_so_many_weeks_away_or_from_a_day_on(self, words: str, first: str) -> None:
        assert week_of(words, NOW, ZURICH).first.isoformat() == first

    @pytest.mark.parametrize(
        "words",
        [
            "next",
            "+",
            "++1",
            "03/04/2026",
            "2026-02-30",
            "30 February",
            "Mon 3 Mar 2026",
            "7 Dezember",
            "+²",
            "+9999999999",
            "²",
            "٣ Mar",
        ],
    )
    def test_is_asked_for_in_words_that_it_knows(self, words: str) -> None:
        with pytest.raises(NotFound, match="/calendar week 2026-11-23"):
            week_of(words, NOW, ZURICH)

    @pytest.mark.parametrize(
        "words",
        [
            f"+{FURTHEST + 1}",
            f"-{FURTHEST + 1}",
            "2031-01-01",
            "1999-01-01",
            "0001-01-01",
            "1 January 9999",
        ],
    )
    def test_is_at_most_two_years_away(self, words: str) -> None:
        with pytest.raises(NotFound, match="more than two years away"):
            week_of(words, NOW, ZURICH)

    def test_begins_on_the_person_s_own_day_where_it_is_monday_already(self) -> None:
        sunday_evening = datetime(2026, 3, 1, 16, tzinfo=UTC)
        assert week_of("", sunday_evening, ZURICH).first.isoformat() == "2026-03-01"
        assert week_of("", sunday_evening, ZoneInfo("Asia/Tokyo")).first.isoformat() == "2026-03-02"

    @given(moment=st.datetimes(datetime.fromisoformat("2024-01-01"), datetime.fromisoformat("2034-01-01")), zone=ZONES)
    def test_holds_the_instant_that_it_is_asked_for(self, moment: datetime, zone: ZoneInfo) -> None:
        now = moment.replace(tzinfo=UTC)
        week = week_of("", now, zone)
        assert week.start <= now < week.end
        assert week.shifted(1).start == week.end
        assert abs(week.end - week.start - timedelta(weeks=1)) <= timedelta(hours=1)
