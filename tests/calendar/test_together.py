"""Several at once: two people, a person and the beat, a post and a click. One clean result, nobody waits for long."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, time, timedelta
from functools import partial
from threading import Barrier

import pytest

from bot.calendar import service
from bot.calendar.drafts import Draft
from bot.calendar.model import Occurrence
from bot.kernel.db import Database
from bot.kernel.errors import Refused, TooLate
from tests.calendar.wall import JONAS, Wall
from tests.patience import PATIENCE_S

WEEKLY = Draft(
    day=date(2026, 3, 3),
    time=time(9),
    zone="Europe/Zurich",
    repeats="every week",
    rule="",
    theme="Living with heart failure",
    content_type="image",
    content="exists",
    maker="",
)


@pytest.fixture
def wall(database: Database) -> Wall:
    wall = Wall(database)
    wall.plan(WEEKLY)
    return wall


def at_once(*deeds: Callable[[], object]) -> list[Refused | None]:
    """Each in a thread of its own, begun together; what each was refused with."""
    ready = Barrier(len(deeds))

    def do(deed: Callable[[], object]) -> Refused | None:
        ready.wait(PATIENCE_S)
        try:
            deed()
        except Refused as refused:
            return refused
        return None

    with ThreadPoolExecutor(len(deeds)) as pool:
        return [done.result(PATIENCE_S) for done in [pool.submit(do, deed) for deed in deeds]]


def skip(wall: Wall, occurrence: Occurrence, name: str) -> None:
    with wall.held(occurrence.id) as (act, held):
        service.skip(replace(act, who=replace(JONAS, name=name)), held, "A holiday")


def publish(wall: Wall, occurrence: Occurrence, number: int) -> None:
    with wall.held(occurrence.id) as (act, held):
        service.publish(act, held, f"https://x.com/Cardiva/status/{number}", wall.now)


def test_of_two_people_at_once_the_second_hears_who_was_first(wall: Wall) -> None:
    [first] = wall.occurrences()
    refused = at_once(lambda: skip(wall, first, "Jonas Weber"), lambda: skip(wall, first, "Sofia Lindqvist"))
    [late] = [each for each in refused if each]
    [settled, following] = wall.occurrences()
    assert isinstance(late, TooLate)
    assert late.sentence.startswith(f"{settled.settled_by_name} was first")
    assert (settled.status, following.status) == ("skipped", "planned")


def test_a_click_and_a_logged_post_never_wait_for_each_other(wall: Wall) -> None:
    for number in range(10):
        last = wall.occurrences()[-1]
        wall.now = last.at
        at_once(partial(publish, wall, last, number), partial(wall.log_post, number))
        assert len([each for each in wall.occurrences() if each.status == "published"]) == number + 1


def test_the_beat_does_not_wait_for_whoever_holds_the_slot_and_reports_nothing_that_is_settled(
    wall: Wall, database: Database
) -> None:
    [first] = wall.occurrences()
    wall.now = first.at + timedelta(hours=1)
    with ThreadPoolExecutor(1) as pool:
        with wall.held(first.id) as (act, held):
            beat = pool.submit(wall.fire)
            if not database.is_sqlite:  # which has one writer at a time anyway
                assert beat.result(PATIENCE_S) == 1
            service.skip(act, held, "A holiday")
        beat.result(PATIENCE_S)
    wall.wait(timedelta(hours=1))
    sight = wall.look()
    assert first.subject not in sight.watched
    assert first.subject not in sight.reports
    assert [each.status for each in sight.occurrences] == ["skipped", "planned"]


def test_a_series_is_cancelled_while_somebody_settles_its_slot_and_nothing_is_left_planned(wall: Wall) -> None:
    [first] = wall.occurrences()
    at_once(lambda: skip(wall, first, "Jonas Weber"), lambda: wall.cancel_series(first.slot_id))
    assert "planned" not in {each.status for each in wall.occurrences()}


def test_two_beats_at_once_report_a_slot_once(wall: Wall) -> None:
    [first] = wall.occurrences()
    wall.now = first.at + timedelta(hours=1)
    assert at_once(wall.fire, wall.fire) == [None, None]
    sight = wall.look()
    assert len(sight.reports[first.subject]) == 1
    assert [each.status for each in sight.occurrences] == ["missed", "planned"]
