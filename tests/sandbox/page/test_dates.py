from datetime import timedelta

import pytest

from sandbox.page.dates import date_token, divider, formatted
from sandbox.page.mrkdwn import mrkdwn
from tests.sandbox.page.html import Reading
from tests.sandbox.page.readers import MARTA, NOW

TODAY = MARTA.today()
AT = str(int(NOW.timestamp()))


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("{date_num}", "2026-03-02"),
        ("{date_slash}", "02/03/2026"),
        ("{date}", "2 March 2026"),
        ("{date_short}", "2 Mar 2026"),
        ("{date_long}", "Monday, 2 March 2026"),
        ("{date_pretty} at {time}", "today at 10:00"),
        ("planned for {date_short_pretty}", "planned for today"),
        ("{date_long_pretty}", "today"),
        ("{time_secs}", "10:00:00"),
        ("{ago}", "just now"),
    ],
)
def test_a_date_is_written_in_the_reader_s_time_zone(pattern: str, words: str) -> None:
    assert date_token(AT, pattern, MARTA) == words


@pytest.mark.parametrize(
    ("hours", "words"), [(-49, "2 days ago"), (-1, "1 hour ago"), (3, "in 3 hours"), (-0.5, "30 minutes ago")]
)
def test_how_long_ago_is_said_in_the_largest_unit(hours: float, words: str) -> None:
    assert formatted(TODAY + timedelta(hours=hours), TODAY, "{ago}") == words


def test_the_days_around_today_have_names() -> None:
    days = [formatted(TODAY + timedelta(days=days), TODAY, "{date_pretty}") for days in (-2, -1, 0, 1, 2)]
    assert days == ["28 February 2026", "yesterday", "today", "tomorrow", "4 March 2026"]


@pytest.mark.parametrize(
    "token", ["<!date^x^{date}|later>", "<!date^1^{nonsense}|later>", f"<!date^{'9' * 30}^{{date}}|later>"]
)
def test_a_date_that_cannot_be_written_shows_its_fallback(token: str) -> None:
    assert Reading(str(mrkdwn(token, MARTA))).text == "later"


def test_a_date_may_be_a_link() -> None:
    (link,) = Reading(str(mrkdwn(f"<!date^{AT}^{{date}}^https://a.example|x>", MARTA))).all("a")
    assert link["href"] == "https://a.example"


def test_the_line_between_days_says_which_day_begins() -> None:
    days = [divider(TODAY - timedelta(days=days), TODAY) for days in (0, 1, 2, 365)]
    assert days == ["Today", "Yesterday", "Saturday, 28 February", "Sunday, 2 March 2025"]
