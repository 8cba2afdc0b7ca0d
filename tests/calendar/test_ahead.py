"""Any time of a series is opened in the week, moved, skipped or cancelled before the series has come to it."""

import pytest

from sandbox.desk import readable
from sandbox.workspace.models import Message
from tests.calendar.steps import A_WEEK, REMINDERS, look, occurrences, plan, press_and_fill, seen, statuses
from tests.calendar.test_weeks import day
from tests.steps import register_account
from tests.world import Helvia

pytestmark = pytest.mark.any_database


@pytest.fixture
def weekly(helvia: Helvia) -> int:
    """A slot every Tuesday at nine; the account's id."""
    account = register_account(helvia, cadence="365")
    plan(helvia, account, repeats="every week")
    return account


def open_next(helvia: Helvia, words: str = "week +1", handle: str = "jonas") -> Message:
    """The card of the one slot in that week."""
    week = look(helvia, handle, words)
    [choice] = [each for each in week.blocks[-1]["elements"] if each["action_id"] == "calendar.open"]
    [option] = choice["option_groups"][0]["options"]
    assert helvia.desk(handle).choose("#general", week.ts, "calendar.open", option["value"]).ok
    return seen(helvia, handle)


def test_it_is_opened_with_its_buttons_and_stands_in_no_table_for_that(helvia: Helvia, weekly: int) -> None:
    card = open_next(helvia)
    assert "Tue 10 Mar 2026, 09:00 (Europe/Zurich)" in readable(card)
    assert "planned." in readable(card)
    for button in ("calendar.postpone", "calendar.skip", "calendar.cancel.here", "calendar.cancel_series.here"):
        assert button in str(card.blocks)
    assert "calendar.publish" not in str(card.blocks)
    assert statuses(helvia) == ["planned"]


def test_whoever_may_only_look_has_no_buttons(helvia: Helvia, weekly: int) -> None:
    assert "calendar.skip" not in str(open_next(helvia, handle="priya").blocks)


def test_somebody_in_another_zone_reads_their_own_time_too(helvia: Helvia, weekly: int) -> None:
    assert "Tue 10 Mar 2026, 09:00 (Europe/Zurich), for you Tue 17:00" in readable(open_next(helvia, handle="hana"))
    assert "for you" not in readable(open_next(helvia))


def test_it_is_skipped_and_the_series_goes_on_around_it(helvia: Helvia, weekly: int) -> None:
    assert press_and_fill(helvia, "jonas", open_next(helvia), "calendar.skip", reason="A holiday").ok
    assert statuses(helvia) == ["planned", "skipped"]
    assert ":heavy_minus_sign:" in day(look(helvia, words="week +1"), "Tuesday")
    assert "skipped by <@U0JONAS000>" in readable(open_next(helvia))
    helvia.wait(2 * A_WEEK)
    assert statuses(helvia) == ["missed", "skipped", "planned"]
    assert f"{occurrences(helvia)[2].at:%Y-%m-%d}" == "2026-03-17"
    assert any("3 Mar" in text for text in helvia.texts(REMINDERS))
    assert not any("10 Mar" in text for text in helvia.texts(REMINDERS))


def test_it_is_moved_and_watched_where_it_goes(helvia: Helvia, weekly: int) -> None:
    assert press_and_fill(helvia, "jonas", open_next(helvia), "calendar.postpone", day="2026-03-12", time="16:30").ok
    assert statuses(helvia) == ["planned", "postponed", "planned"]
    week = look(helvia, words="week +1")
    assert ":arrow_right:" in day(week, "Tuesday")
    assert ":large_blue_circle: `16:30`" in day(week, "Thursday")
    helvia.wait(2 * A_WEEK)
    assert [each.status for each in occurrences(helvia)] == ["missed", "postponed", "missed", "planned"]


def test_it_may_be_moved_nearer_than_its_day(helvia: Helvia, weekly: int) -> None:
    assert press_and_fill(helvia, "jonas", open_next(helvia), "calendar.postpone", day="2026-03-05").ok
    assert "`09:00`" in day(look(helvia), "Thursday")


def test_it_is_cancelled_and_gone(helvia: Helvia, weekly: int) -> None:
    card = open_next(helvia, "week +2")
    assert helvia.desk("jonas").press("#general", card.ts, "calendar.cancel.here").ok
    assert "cancelled by <@U0JONAS000>" in readable(seen(helvia))
    assert "@Cardiva on X" not in readable(look(helvia, words="week +2"))
    assert "@Cardiva on X" in readable(look(helvia, words="week +3"))
    assert statuses(helvia) == ["planned", "cancelled"]


def test_what_somebody_decided_meanwhile_is_not_decided_again(helvia: Helvia, weekly: int) -> None:
    first, second = open_next(helvia), open_next(helvia, handle="sofia")
    press_and_fill(helvia, "sofia", second, "calendar.skip", reason="A holiday")
    helvia.desk("jonas").press("#general", first.ts, "calendar.skip")
    assert helvia.desk("jonas").modal is None
    assert any("was first: this slot is skipped" in text for text in helvia.whispers("jonas", "#general"))
    assert statuses(helvia) == ["planned", "skipped"]


def test_a_series_all_of_whose_last_times_were_cancelled_ends(helvia: Helvia) -> None:
    account = register_account(helvia, cadence="365")
    plan(helvia, account, repeats="by a rule of its own", rule="FREQ=WEEKLY;COUNT=2")
    card = open_next(helvia)
    helvia.desk("jonas").press("#general", card.ts, "calendar.cancel.here")
    helvia.press("jonas", helvia.direct("jonas")[0], "calendar.cancel")
    assert statuses(helvia) == ["cancelled", "cancelled"]
    assert len(helvia.audit("slot_ended")) == 1


def test_the_same_time_stays_decided_once_the_series_reaches_it(helvia: Helvia, weekly: int) -> None:
    stale = open_next(helvia)
    helvia.wait(A_WEEK)
    assert helvia.desk("jonas").press("#general", stale.ts, "calendar.cancel.here").ok
    assert statuses(helvia) == ["missed", "cancelled", "planned"]
