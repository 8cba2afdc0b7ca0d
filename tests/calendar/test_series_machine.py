"""A daily series against a simple model, through posts, refusals, changes of mind and nights without power."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import partial
from itertools import islice
from typing import ClassVar
from zoneinfo import ZoneInfo

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from bot.calendar import service
from bot.calendar.drafts import Draft
from bot.calendar.life import LIFE, Action
from bot.calendar.model import OPEN, Occurrence, Status
from bot.governance.hours import next_opening, together
from bot.kernel.act import Act
from bot.kernel.db import Database
from bot.kernel.errors import TooLate
from bot.kernel.zones import wall as wall_clock
from tests.calendar.wall import Sight, Wall
from tests.company import HELVIA
from tests.thoroughness import examples

Verb = Callable[[Act, Occurrence], object]

GRACE = HELVIA.reminders.slot_grace
POLICY_LASTS = timedelta(weeks=3)
DAILY = Draft(
    day=date(2026, 3, 26),
    time=time(2, 30),
    zone="Europe/Zurich",
    repeats="every day",
    rule="",
    theme="Living with heart failure",
    content_type="image",
    content="exists",
    maker="",
)
"""At an hour that the clocks' change leaves out on the 29th."""
SPANS = st.sampled_from([timedelta(minutes=20), timedelta(hours=5), timedelta(hours=26), timedelta(days=9)])


AHEAD: list[Verb] = [
    partial(service.skip, text="A holiday"),
    partial(service.postpone, local=datetime.combine(date(2027, 1, 1), time(9))),
    service.cancel,
]


class Series(RuleBasedStateMachine):
    wall: ClassVar[Wall]

    def __init__(self) -> None:
        super().__init__()
        self.wall.begin()
        self.slot_id = self.wall.plan(DAILY)
        self.is_cancelled = False
        self.let_go: set[int] = set()
        """Those that were missed when the series was cancelled."""
        self.posts = 0
        self.reached: datetime | None = None
        """The time to which the series has come."""
        self.began = self.wall.now

    @rule(span=SPANS)
    def wait(self, span: timedelta) -> None:
        self.wall.wait(span)

    @rule(span=SPANS)
    def sleep(self, span: timedelta) -> None:
        self.wall.sleep(span)

    @rule()
    def post(self) -> None:
        """It settles the nearest open slot within twelve hours, and no other."""
        before = {each.id: each for each in self.wall.occurrences()}
        now, reach = self.wall.now, service.REACH
        near = [each for each in before.values() if each.status in OPEN and abs(each.at - now) <= reach]
        self.posts += 1
        self.wall.log_post(self.posts)
        expected = min(near, key=lambda each: abs(each.at - now), default=None)
        settled = [
            each.id
            for each in self.wall.occurrences()
            if each.status == Status.PUBLISHED and (each.id not in before or before[each.id].status != each.status)
        ]
        assert settled == ([expected.id] if expected else [])

    @rule(data=st.data(), days=st.integers(1, 20))
    def postpone(self, data: st.DataObject, days: int) -> None:
        local = wall_clock(self.wall.now, self.wall.slot(self.slot_id).tz).replace(microsecond=0) + timedelta(days=days)
        self._try(data, Action.POSTPONE, partial(service.postpone, local=local))

    @rule(data=st.data())
    def skip(self, data: st.DataObject) -> None:
        self._try(data, Action.SKIP, partial(service.skip, text="A holiday"))

    @rule(data=st.data())
    def publish(self, data: st.DataObject) -> None:
        self.posts += 1
        url = f"https://x.com/Cardiva/status/{self.posts}"
        self._try(data, Action.PUBLISH, partial(service.publish, url=url, posted_at=self.wall.now))

    @rule(data=st.data())
    def cancel(self, data: st.DataObject) -> None:
        self._try(data, Action.CANCEL, service.cancel)

    @precondition(lambda self: not self.is_cancelled)
    @rule(days=st.integers(1, 4), verb=st.sampled_from(AHEAD))
    def decide_ahead(self, days: int, verb: Verb) -> None:
        """About a time to which the series has not come yet."""
        with self.wall.held_ahead(self.slot_id, days) as (act, occurrence):
            if occurrence.status == Status.PLANNED:
                verb(act, service.decide_ahead(act, occurrence))

    @precondition(lambda self: self.wall.now - self.began > timedelta(days=20) and not self.is_cancelled)
    @rule()
    def cancel_series(self) -> None:
        self.let_go = {each.id for each in self.wall.occurrences() if each.status == Status.MISSED}
        self.wall.cancel_series(self.slot_id)
        self.is_cancelled = True

    def _try(self, data: st.DataObject, action: Action, verb: Verb) -> None:
        """On any of the latest occurrences, settled ones too; the table says whether it goes through."""
        chosen = data.draw(st.sampled_from(self.wall.occurrences()[-4:]))
        if LIFE.is_possible(chosen, action):
            self._do(chosen, verb)
            return
        with pytest.raises(TooLate):
            self._do(chosen, verb)
        [same] = [each for each in self.wall.occurrences() if each.id == chosen.id]
        assert same.status == chosen.status

    def _do(self, chosen: Occurrence, verb: Verb) -> None:
        with self.wall.held(chosen.id) as (act, occurrence):
            verb(act, occurrence)

    @invariant()
    def all_is_as_it_should_be(self) -> None:
        sight = self.wall.look()
        planned = [each.nominal for each in sight.occurrences if each.nominal and each.status == Status.PLANNED]
        self.reached = max(planned, default=self.reached)
        self.the_rows_are_the_rule_s_times_without_a_gap(sight)
        self.exactly_the_last_of_them_is_planned_before_those_decided_ahead(sight)
        nothing_that_has_passed_is_still_planned(sight)
        self.what_was_missed_is_reported_by_itself_or_with_a_later_one(sight)
        what_is_settled_asks_for_nothing_more(sight)
        self.what_is_open_is_watched_until_its_policy_ends(sight)

    def the_rows_are_the_rule_s_times_without_a_gap(self, sight: Sight) -> None:
        """Up to the last that is not decided ahead."""
        times = self.wall.slot(self.slot_id).recurrence
        rows = sorted(each.nominal for each in sight.occurrences if each.nominal)
        come = [each for each in rows if self.reached is None or each <= self.reached]
        assert come == list(islice(times.times(), len(come)))
        assert all(each in times for each in rows)

    def exactly_the_last_of_them_is_planned_before_those_decided_ahead(self, sight: Sight) -> None:
        rows = sorted((each.nominal, each.status) for each in sight.occurrences if each.nominal)
        planned = [nominal for nominal, status in rows if status == Status.PLANNED]
        assert len(planned) == (0 if self.is_cancelled else 1)
        after = [status for nominal, status in rows if planned and nominal > planned[0]]
        assert set(after) <= {Status.SKIPPED, Status.POSTPONED, Status.CANCELLED}

    def what_is_open_is_watched_until_its_policy_ends(self, sight: Sight) -> None:
        for each in sight.occurrences:
            ends = opening(each.at + GRACE + POLICY_LASTS)
            if each.is_open and ends <= sight.now < opening(sight.now):
                continue  # whoever slept through the last opening says the last level at the next
            is_watched = each.is_open and each.told_with_id is None and sight.now < ends
            assert (each.subject in sight.watched) is (is_watched and each.id not in self.let_go)

    def what_was_missed_is_reported_by_itself_or_with_a_later_one(self, sight: Sight) -> None:
        by_id = {each.id: each for each in sight.occurrences}
        for each in by_id.values():
            if each.status == Status.MISSED:
                speaker = by_id[each.told_with_id] if each.told_with_id else each
                may_wait = sight.now < opening(sight.now) or speaker.id in self.let_go
                assert sight.reports.get(speaker.subject) or may_wait
                assert each is speaker or not sight.reports.get(each.subject)
                assert speaker.told_with_id is None


def opening(at: datetime) -> datetime:
    """When what is due at that moment is said."""
    return next_opening(together(at), ZoneInfo("Europe/Zurich"), HELVIA.working_hours)


def nothing_that_has_passed_is_still_planned(sight: Sight) -> None:
    for each in sight.occurrences:
        assert each.status != Status.PLANNED or each.at + GRACE > sight.now


def what_is_settled_asks_for_nothing_more(sight: Sight) -> None:
    for each in sight.occurrences:
        if not each.is_open:
            assert each.subject not in sight.watched
            assert all(sight.reports.get(each.subject, []))


def test_no_time_of_a_series_is_lost_told_twice_or_left_asking(database: Database) -> None:
    machine = type("SeriesHere", (Series,), {"wall": Wall(database)})
    run_state_machine_as_test(
        machine, settings=settings(max_examples=examples(10), stateful_step_count=20, deadline=None)
    )
