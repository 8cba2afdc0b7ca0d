"""Roles until a date: days that a clock's change makes shorter or longer, times that overlap, ends in the past."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.delegation import service
from bot.delegation.drafts import Draft
from bot.delegation.model import RoleGrant, Status
from bot.kernel.act import Act
from bot.kernel.actor import Actor
from bot.kernel.errors import Refused
from bot.kernel.scope import Scope
from bot.kernel.zones import instant
from bot.people.grants import Grant
from tests.thoroughness import examples
from tests.world import Helvia

ROLE = "brand"
PEOPLE = ("U0MARTA000", "U0HANA0000", "U0SOFIA000")
ZONES = ("Europe/Zurich", "America/New_York", "Asia/Beirut", "Africa/Cairo", "Australia/Lord_Howe")
"""In some of them the clock changes at midnight, so that a day begins later than its date says."""
SPRING = date(2026, 3, 1)


class Own:
    """Each of them holds the role for themselves."""

    def depends_on_place(self, role: str) -> bool:
        return False

    def holds(self, person: str, role: str, scope: Scope) -> bool:
        return True

    def own(self, person: str) -> list[str]:
        return [ROLE]

    def acting_for(self, person: str, role: str, scope: Scope) -> str | None:
        return None

    def drafts_for(self, person: str) -> list[str]:
        return []

    def barred(self, person: str, deed: str) -> str:
        return ""


class Undone(Exception):
    """What was tried is as if it had not been."""


@given(
    zone=st.sampled_from(ZONES).map(ZoneInfo),
    first=st.dates(SPRING, date(2026, 12, 1)),
    days=st.integers(0, 60),
    minutes=st.integers(-2 * 24 * 60, 63 * 24 * 60),
)
def test_a_role_holds_from_the_first_minute_of_its_first_day_to_the_last_of_its_last_where_it_was_given(
    zone: ZoneInfo, first: date, days: int, minutes: int
) -> None:
    last = first + timedelta(days=days)
    since, until = (instant(datetime.combine(each, time()), zone) for each in (first, last + timedelta(days=1)))
    grant = Grant(PEOPLE[0], ROLE, since, until, by=PEOPLE[1])
    when = since + timedelta(minutes=minutes)
    assert grant.holds_at(when) == (first <= when.astimezone(zone).date() <= last)
    assert until - since <= service.LONGEST_ABSENCE + timedelta(hours=1)


Step = tuple[str, str, int, int, bool]
STEPS = st.tuples(
    st.sampled_from(PEOPLE), st.sampled_from(PEOPLE), st.integers(-5, 20), st.integers(-1, 70), st.booleans()
)


@pytest.mark.any_database
@settings(max_examples=examples(20), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STEPS, max_size=8))
def test_however_people_are_away_nobody_stands_in_who_is_away_for_that_role_and_what_ended_holds_no_more(
    helvia: Helvia, steps: Sequence[Step]
) -> None:
    begin = helvia.now.replace(hour=0, minute=0)
    with suppress(Undone), helvia.session() as session:
        given_out: list[RoleGrant] = []
        for away, instead, starts, days, ends in steps:
            act = Act(session, Actor(away, away, frozenset({ROLE}), rights=Own()), helvia.now)
            since = begin + timedelta(days=starts)
            draft = Draft(instead, [ROLE], since, since + timedelta(days=days), "Away")
            with suppress(Refused):
                given_out += service.name_stand_in(act, draft, lambda _: True)
            if ends and given_out:
                with suppress(Refused):
                    service.end(act, given_out[-1])
        in_force = [each.value for each in given_out if each.status == Status.GIVEN]
        for day in range(-6, 95):
            now = [each for each in in_force if each.holds_at(begin + timedelta(days=day, hours=12))]
            away_now = [each.instead_of for each in now]
            assert len(set(away_now)) == len(away_now)
            assert not {each.person for each in now} & set(away_now)
        assert all(each.until > helvia.now for each in given_out)
        assert all(timedelta() < each.until - each.since <= service.LONGEST_ABSENCE for each in given_out)
        raise Undone
