"""A slot whose time passed with nothing published: who is told, where, and how often."""

from datetime import timedelta

import pytest

from bot.kernel import escalation
from sandbox.desk import readable
from tests.calendar.steps import (
    A_DAY,
    A_WEEK,
    GRACE,
    POST,
    REMINDERS,
    look,
    occurrences,
    plan,
    press_and_fill,
    seen,
    statuses,
    the_report,
)
from tests.steps import register_account
from tests.world import Helvia

pytestmark = pytest.mark.any_database

A_MINUTE = timedelta(minutes=1)
UNTIL_ITS_TIME = timedelta(hours=23)


def test_a_slot_is_missed_once_its_grace_has_passed_and_not_before(helvia: Helvia) -> None:
    plan(helvia, register_account(helvia))
    helvia.wait(UNTIL_ITS_TIME + GRACE - A_MINUTE)
    assert statuses(helvia) == ["planned"]
    assert helvia.messages(REMINDERS) == []
    helvia.wait(A_MINUTE)
    assert statuses(helvia) == ["missed"]
    report = readable(the_report(helvia))
    assert "@Cardiva on X" in report
    assert "Tue 3 Mar 2026, 09:00 (Europe/Zurich)" in report
    assert "<@U0JONAS000>" in report
    assert "late" not in report


def test_the_report_goes_to_the_account_s_own_channel_where_it_has_one(helvia: Helvia) -> None:
    plan(helvia, register_account(helvia, channel="C0CARDIVA0"))
    helvia.wait(A_DAY)
    assert helvia.messages(REMINDERS) == []
    assert "nothing is logged for the slot" in helvia.texts("#brand-cardiva")[0]


def test_it_is_told_once_again_after_a_week_then_to_the_backup_then_to_the_community_manager(helvia: Helvia) -> None:
    plan(helvia, register_account(helvia, cadence="365"))
    asked: list[list[str]] = []
    helvia.wait(A_DAY)
    for _ in range(6):
        texts = helvia.texts(REMINDERS)
        asked.append([who for who in ("JONAS", "SOFIA", "MARTA") if f"<@U0{who}" in texts[-1].partition("\n")[0]])
        helvia.wait(A_WEEK)
    assert len(helvia.texts(REMINDERS)) == 4
    assert asked == [["JONAS"], ["JONAS"], ["SOFIA"], ["MARTA"], ["MARTA"], ["MARTA"]]
    assert len(helvia.audit("occurrence_missed")) == 1


def test_each_level_falls_on_its_minute(helvia: Helvia) -> None:
    plan(helvia, register_account(helvia, cadence="365"))
    begins = occurrences(helvia)[0].at + GRACE
    for weeks in range(4):
        helvia.wait(begins + weeks * A_WEEK - A_MINUTE - helvia.now)
        assert len(helvia.texts(REMINDERS)) == weeks
        helvia.wait(2 * A_MINUTE)
        assert len(helvia.texts(REMINDERS)) == weeks + 1


def test_a_post_logged_in_time_keeps_everybody_quiet(helvia: Helvia) -> None:
    plan(helvia, register_account(helvia, cadence="365"))
    helvia.wait(UNTIL_ITS_TIME)
    assert helvia.desk("jonas").type("#general", f"/account log @Cardiva {POST}").ok
    helvia.wait(5 * A_WEEK)
    assert helvia.messages(REMINDERS) == []
    assert statuses(helvia) == ["published"]


class TestAfterALongDowntime:
    def test_what_was_missed_of_a_series_is_told_in_one_message(self, helvia: Helvia) -> None:
        plan(helvia, register_account(helvia, cadence="365"), repeats="every day")
        helvia.leap(timedelta(days=4, hours=2))
        report = readable(the_report(helvia))
        assert "slot of *Fri 6 Mar 2026, 09:00" in report
        assert "earlier slots, too: Tue 3 Mar 09:00, Wed 4 Mar 09:00, Thu 5 Mar 09:00." in report
        assert "late: I was not running" in report
        assert statuses(helvia) == ["missed"] * 4 + ["planned"]
        assert len(helvia.audit("occurrence_missed")) == 4

    def test_the_earlier_ones_are_not_told_again(self, helvia: Helvia) -> None:
        plan(helvia, register_account(helvia, cadence="365"), repeats="every week")
        helvia.leap(timedelta(days=16))
        assert len(helvia.messages(REMINDERS)) == 1
        helvia.desk("jonas").press("U0CONCORD0", helvia.direct("jonas")[0].ts, "calendar.cancel_series")
        helvia.wait(5 * A_WEEK)
        assert len(helvia.messages(REMINDERS)) == 1

    def test_several_series_are_told_apart(self, helvia: Helvia) -> None:
        account = register_account(helvia, cadence="365")
        plan(helvia, account, repeats="every day", theme="Mornings")
        plan(helvia, account, repeats="every day", theme="Evenings", time="18:00")
        helvia.leap(timedelta(days=3))
        [digest] = helvia.texts(REMINDERS)
        assert "*2 reminders*" in digest
        assert digest.count("Mornings") == digest.count("Evenings") == 1

    def test_whoever_the_passed_levels_concern_is_told_at_once(self, helvia: Helvia) -> None:
        plan(helvia, register_account(helvia, cadence="365"))
        helvia.leap(timedelta(days=42))
        first_line = readable(the_report(helvia)).partition("\n")[0]
        assert all(who in first_line for who in ("<@U0JONAS000>", "<@U0SOFIA000>", "<@U0MARTA000>"))

    def test_a_year_of_daily_slots_is_still_one_message(self, helvia: Helvia) -> None:
        plan(helvia, register_account(helvia, cadence="365"), repeats="every day")
        helvia.leap(timedelta(days=364))
        assert "343 more, then" in readable(the_report(helvia))
        assert statuses(helvia).count("missed") == 364

    def test_skipping_settles_all_that_were_told_together(self, helvia: Helvia) -> None:
        plan(helvia, register_account(helvia, cadence="365"), repeats="every day")
        helvia.leap(timedelta(days=3, hours=2))
        assert helvia.press("jonas", the_report(helvia), "calendar.skip").ok
        jonas = helvia.desk("jonas")
        assert jonas.modal is not None
        assert "The 2 earlier ones" in str(jonas.modal.blocks)
        jonas.fill(reason="We were closed")
        assert jonas.submit().ok
        assert statuses(helvia) == ["skipped"] * 3 + ["planned"]

    def test_publishing_the_last_leaves_the_earlier_ones_missed_and_silent(self, helvia: Helvia) -> None:
        plan(helvia, register_account(helvia, cadence="365"), repeats="every month")
        helvia.leap(timedelta(days=63))
        assert helvia.press("jonas", the_report(helvia), "calendar.publish").ok
        jonas = helvia.desk("jonas")
        jonas.fill(url=POST)
        assert jonas.submit().ok
        assert statuses(helvia) == ["missed", "missed", "published", "planned"]
        report = readable(the_report(helvia))
        assert "The 2 earlier ones stay missed, without more reminders. `/calendar week 2026-03-03`" in report
        helvia.wait(timedelta(days=20))
        assert len(helvia.messages(REMINDERS)) == 1

    def test_going_down_twice_still_names_each_once(self, helvia: Helvia) -> None:
        plan(helvia, register_account(helvia, cadence="365"), repeats="every day")
        helvia.workspace.clock.move(timedelta(days=2, hours=2))
        with helvia.session() as session:  # one beat, which finds the first, and no second one
            assert escalation.fire_due(session, now=helvia.now, announce=helvia.concord.subscriptions.announce) == 1
        helvia.leap(timedelta(days=2))
        report = readable(the_report(helvia))
        assert "slot of *Fri 6 Mar 2026" in report
        assert "earlier slots, too: Tue 3 Mar 09:00, Wed 4 Mar 09:00, Thu 5 Mar 09:00." in report


def test_what_was_missed_of_a_series_over_a_weekend_is_one_report_on_monday(helvia: Helvia) -> None:
    plan(helvia, register_account(helvia, cadence="365"), day="2026-03-06", time="18:00", repeats="every day")
    helvia.wait(timedelta(days=7))
    report = readable(the_report(helvia))
    assert "slot of *Sun 8 Mar 2026, 18:00" in report
    assert "earlier slots, too: Fri 6 Mar 18:00, Sat 7 Mar 18:00." in report
    assert statuses(helvia) == ["missed"] * 3 + ["planned"]


def test_the_last_of_a_weekend_published_before_anybody_was_told_leaves_the_others_to_be_told(helvia: Helvia) -> None:
    plan(helvia, register_account(helvia, cadence="365"), day="2026-03-06", time="18:00", repeats="every day")
    helvia.wait(timedelta(days=6, hours=20))
    assert statuses(helvia) == ["missed"] * 3 + ["planned"]
    week = look(helvia, words="week 2026-03-02")
    assert helvia.desk("jonas").choose("#general", week.ts, "calendar.open", str(occurrences(helvia)[2].id)).ok
    assert press_and_fill(helvia, "jonas", seen(helvia), "calendar.publish", url=POST).ok
    assert helvia.messages(REMINDERS) == []
    helvia.wait(timedelta(hours=6))
    report = readable(the_report(helvia))
    assert "slot of *Sat 7 Mar 2026, 18:00" in report
    assert "earlier slots, too: Fri 6 Mar 18:00." in report
    assert statuses(helvia) == ["missed", "missed", "published", "planned"]
