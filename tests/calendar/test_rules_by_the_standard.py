"""Recurrence as RFC 5545 has it: cases from other people's bug reports, and rules against a second, slow reading."""

from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml
from hypothesis import assume, example, given
from hypothesis import strategies as st

from bot.calendar.recurrence import Recurrence
from bot.calendar.rules import RuleError, read_rule
from bot.kernel.zones import instant
from tests.calendar.oracle import DAYS, days_of
from tests.calendar.steps import wall_clock

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "recurrence-and-time.yml").read_text())
UTC = ZoneInfo("UTC")
FIRSTS = st.datetimes(wall_clock("2023-01-01"), wall_clock("2029-01-01")).map(
    lambda moment: moment.replace(second=0, microsecond=0)
)
HORIZON = timedelta(days=800)


def inputs(*, refused: bool) -> list[Any]:
    """Each input of the cases with what is expected of it."""
    return [
        pytest.param(given, case["expected"][number] if isinstance(case["expected"], list) else case["expected"])
        for case in CASES
        for number, given in enumerate(case["input"])
        if ("day" not in given) is refused
    ]


@pytest.mark.parametrize(("given", "sentence"), inputs(refused=True))
def test_what_the_standard_forbids_is_answered_with_what_to_write(given: dict[str, str], sentence: str) -> None:
    with pytest.raises(RuleError) as refused:
        read_rule(given["rule"])
    assert sentence in refused.value.sentence


@pytest.mark.parametrize(("given", "instants"), inputs(refused=False))
def test_a_rule_gives_the_times_that_the_standard_says(given: dict[str, str], instants: list[str]) -> None:
    zone = ZoneInfo(given["zone"])
    series = Recurrence(wall_clock(f"{given['day']}T{given['time']}"), read_rule(given["rule"]), zone)
    assert [instant(each, zone) for each in series.times()] == [datetime.fromisoformat(each) for each in instants]


def numbers(most: int, *, signed: bool = True) -> st.SearchStrategy[str]:
    one = st.integers(1, most).flatmap(lambda number: st.sampled_from([number, -number] if signed else [number]))
    return st.lists(one, min_size=1, max_size=3, unique=True).map(lambda each: ",".join(map(str, each)))


def weekdays(prefixes: tuple[str, ...]) -> st.SearchStrategy[str]:
    one = st.tuples(st.sampled_from(prefixes), st.sampled_from(DAYS)).map("".join)
    return st.lists(one, min_size=1, max_size=4, unique=True).map(",".join)


WEEKS = numbers(53).filter(lambda weeks: not {"-52", "-53"} & set(weeks.split(",")))
PLAIN, NUMBERED = weekdays(("",)), weekdays(("", "1", "2", "-1", "5"))
PARTS: dict[str, dict[str, st.SearchStrategy[str]]] = {
    "DAILY": {"BYDAY": PLAIN, "BYMONTHDAY": numbers(31), "BYMONTH": numbers(12, signed=False)},
    "WEEKLY": {"BYDAY": PLAIN, "BYMONTH": numbers(12, signed=False)},
    "MONTHLY": {"BYDAY": NUMBERED, "BYMONTHDAY": numbers(31), "BYMONTH": numbers(12, signed=False)},
    "YEARLY": {
        "BYDAY": NUMBERED,
        "BYMONTHDAY": numbers(31),
        "BYMONTH": numbers(12, signed=False),
        "BYYEARDAY": numbers(366),
    },
    "YEARLY by weeks": {"BYDAY": PLAIN, "BYWEEKNO": WEEKS},
}


@st.composite
def rules(draw: st.DrawFn) -> str:
    """One that the standard allows and that has no end; weeks of the year come each year."""
    kind = draw(st.sampled_from(sorted(PARTS)))
    often = kind.split()[0]
    names = draw(st.lists(st.sampled_from(sorted(PARTS[kind])), unique=True, max_size=2))
    parts = {"FREQ": often} | {name: draw(PARTS[kind][name]) for name in names}
    if "weeks" not in kind:
        parts["INTERVAL"] = str(draw(st.integers(1, 4)))
        positions = draw(numbers(4) | st.just(""))
        parts |= {"BYSETPOS": positions} if positions and names else {}
    parts["WKST"] = draw(st.sampled_from(DAYS))
    return read_rule(";".join(f"{name}={value}" for name, value in parts.items()))


def times_of(first: datetime, rule: str) -> list[datetime]:
    return [datetime.combine(day, first.time()) for day in days_of(first, rule, (first + HORIZON).date())]


@given(first=FIRSTS, rule=rules())
def test_a_rule_means_the_days_that_a_look_at_each_day_finds(first: datetime, rule: str) -> None:
    times = times_of(first, rule)
    assert list(islice(Recurrence(first, rule, UTC).times(), len(times))) == times


@example(wall_clock("2028-02-01"), "FREQ=YEARLY;BYWEEKNO=52;WKST=TH", 0, None)
@given(first=FIRSTS, rule=rules(), asked=st.integers(-40, 780), count=st.none() | st.integers(1, 9))
def test_the_times_after_a_moment_are_the_same_whichever_earlier_moment_one_asks_from(
    first: datetime, rule: str, asked: int, count: int | None
) -> None:
    times = times_of(first, rule)[:count]
    series = Recurrence(first, rule if count is None else f"{rule};COUNT={count}", UTC)
    moment = first + timedelta(days=asked, minutes=asked)
    to_come = [each for each in times if each > moment]
    assert list(islice(series.times(moment), len(to_come))) == to_come


@given(first=FIRSTS, rule=rules(), data=st.data())
def test_a_rule_ends_with_its_count_or_its_last_instant(first: datetime, rule: str, data: st.DataObject) -> None:
    times = times_of(first, rule)
    assume(times)
    last = data.draw(st.integers(1, len(times)))
    for end in (f"COUNT={last}", f"UNTIL={times[last - 1]:%Y%m%dT%H%M%SZ}"):
        assert list(islice(Recurrence(first, f"{rule};{end}", UTC).times(), len(times))) == times[:last]


@pytest.mark.parametrize("week", ["-52", "-53", "0", "54"])
def test_a_week_that_cannot_be_counted_is_refused(week: str) -> None:
    with pytest.raises(RuleError, match="BYWEEKNO needs numbers from 1 to 53, or -1 to -51"):
        read_rule(f"FREQ=YEARLY;BYWEEKNO={week}")
