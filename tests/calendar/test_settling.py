"""How a slot is settled: published, postponed, skipped, cancelled; who may, and what is heard of it afterwards."""

from datetime import timedelta

import pytest

from sandbox.desk import readable
from sandbox.workspace.models import Message
from tests.calendar.steps import (
    A_DAY,
    A_WEEK,
    BUTTONS,
    POST,
    REMINDERS,
    has_no_buttons,
    occurrences,
    plan,
    press_and_fill,
    statuses,
    the_report,
)
from tests.steps import account_now, register_account
from tests.world import Helvia

pytestmark = pytest.mark.any_database


def is_silent_for_weeks(helvia: Helvia) -> bool:
    """No further word about the settled slot; the series itself is cancelled first."""
    before = len(helvia.messages(REMINDERS))
    helvia.press("jonas", helvia.direct("jonas")[0], "calendar.cancel_series")
    helvia.wait(5 * A_WEEK)
    return len(helvia.messages(REMINDERS)) == before


class TestPublishedAfterAll:
    def test_settles_the_slot_and_logs_the_post_on_the_account(
        self, helvia: Helvia, account: int, report: Message
    ) -> None:
        assert press_and_fill(helvia, "sofia", report, "calendar.publish", url=POST).ok
        settled = the_report(helvia)
        assert f"published, says <@U0SOFIA000>: <{POST}|{POST}>" in readable(settled)
        assert has_no_buttons(settled)
        assert statuses(helvia) == ["published", "planned"]
        assert account_now(helvia, account).last_post_url == POST
        assert account_now(helvia, account).last_post_at == occurrences(helvia)[0].at
        assert is_silent_for_weeks(helvia)

    @pytest.mark.parametrize(
        ("url", "sentence"),
        [
            ("https://x.com/Zelora/status/1", "belongs to @zelora|belongs to zelora"),
            ("https://www.linkedin.com/posts/cardiva-1", "on LinkedIn"),
            ("tomorrow", "Paste the post's address"),
        ],
    )
    def test_needs_the_address_of_a_post_on_that_account(
        self, helvia: Helvia, report: Message, url: str, sentence: str
    ) -> None:
        problem = press_and_fill(helvia, "jonas", report, "calendar.publish", url=url).errors["url"]
        assert any(each in problem for each in sentence.split("|"))
        assert statuses(helvia) == ["missed", "planned"]

    def test_cannot_have_been_in_the_future(self, helvia: Helvia, report: Message) -> None:
        later = helvia.now + timedelta(hours=1)
        outcome = press_and_fill(helvia, "jonas", report, "calendar.publish", url=POST, posted_at=later)
        assert "in the future" in outcome.errors["posted_at"]

    def test_one_post_settles_one_slot(self, helvia: Helvia, account: int, report: Message) -> None:
        plan(helvia, account, time="23:00")
        assert press_and_fill(helvia, "jonas", report, "calendar.publish", url=POST).ok
        assert statuses(helvia) == ["published", "planned", "planned"]
        helvia.wait(A_DAY)
        second = helvia.messages(REMINDERS)[-1]
        for url in (POST, f"{POST}?s=20", POST.replace("x.com", "mobile.twitter.com")):
            outcome = press_and_fill(helvia, "jonas", second, "calendar.publish", url=url)
            assert "counts for another slot" in outcome.errors["url"]

    def test_leaves_a_later_post_of_the_account_the_last(self, helvia: Helvia, account: int, report: Message) -> None:
        later = "https://x.com/Cardiva/status/2002"
        helvia.wait(A_DAY)
        helvia.desk("jonas").type("#general", f"/account log @Cardiva {later}")
        assert press_and_fill(helvia, "jonas", report, "calendar.publish", url=POST).ok
        assert statuses(helvia) == ["published", "planned"]
        assert account_now(helvia, account).last_post_url == later


class TestAPostLoggedOnTheAccount:
    def test_settles_a_missed_slot_that_was_at_most_twelve_hours_ago(self, helvia: Helvia, report: Message) -> None:
        helvia.desk("jonas").type("#general", f"/account log @Cardiva {POST}")
        assert statuses(helvia) == ["published", "planned"]
        assert has_no_buttons(the_report(helvia))
        assert is_silent_for_weeks(helvia)

    def test_leaves_a_slot_that_is_further_away(self, helvia: Helvia, report: Message) -> None:
        helvia.wait(timedelta(hours=12))
        helvia.desk("jonas").type("#general", f"/account log @Cardiva {POST}")
        assert statuses(helvia) == ["missed", "planned"]

    def test_counts_by_when_it_was_made_not_by_when_it_was_logged(self, helvia: Helvia, report: Message) -> None:
        made = occurrences(helvia)[0].at + timedelta(hours=1)
        helvia.wait(3 * A_DAY)
        jonas = helvia.desk("jonas")
        jonas.type("#general", "/account log @Cardiva")
        jonas.fill(url=POST, posted_at=made)
        assert jonas.submit().ok
        assert statuses(helvia) == ["published", "planned"]

    def test_settles_the_nearest_of_two_slots(self, helvia: Helvia, account: int) -> None:
        plan(helvia, account, time="09:00", theme="Morning")
        plan(helvia, account, time="14:00", theme="Afternoon")
        helvia.wait(timedelta(hours=26))
        helvia.desk("jonas").type("#general", f"/account log @Cardiva {POST}")
        assert statuses(helvia) == ["missed", "published"]

    def test_brings_the_series_to_its_next_time_even_before_this_one_has_passed(
        self, helvia: Helvia, account: int
    ) -> None:
        plan(helvia, account, repeats="every week")
        helvia.wait(timedelta(hours=20))
        helvia.desk("jonas").type("#general", f"/account log @Cardiva {POST}")
        assert statuses(helvia) == ["published", "planned"]
        assert f"{occurrences(helvia)[1].at:%Y-%m-%d}" == "2026-03-10"

    def test_leaves_the_slots_of_other_accounts(self, helvia: Helvia, report: Message) -> None:
        register_account(helvia, handle="@HelviaGlobal", cadence="365")
        helvia.desk("jonas").type("#general", "/account log @HelviaGlobal https://x.com/HelviaGlobal/status/1")
        assert statuses(helvia) == ["missed", "planned"]


class TestPostponed:
    def test_moves_to_another_local_time_which_is_watched_in_its_turn(self, helvia: Helvia, report: Message) -> None:
        assert press_and_fill(helvia, "jonas", report, "calendar.postpone", day="2026-03-05", time="16:30").ok
        settled = the_report(helvia)
        assert "postponed to" in readable(settled)
        assert has_no_buttons(settled)
        assert statuses(helvia) == ["postponed", "planned", "planned"]
        assert f"{occurrences(helvia)[1].at:%Y-%m-%d %H:%M}" == "2026-03-05 15:30"
        helvia.wait(3 * A_DAY)
        assert len(helvia.messages(REMINDERS)) == 2
        assert statuses(helvia) == ["postponed", "missed", "planned"]

    def test_offers_the_next_day_at_the_same_time(self, helvia: Helvia, report: Message) -> None:
        assert press_and_fill(helvia, "jonas", report, "calendar.postpone").ok
        assert f"{occurrences(helvia)[1].at:%Y-%m-%d %H:%M}" == "2026-03-04 08:00"

    def test_cannot_be_into_the_past(self, helvia: Helvia, report: Message) -> None:
        outcome = press_and_fill(helvia, "jonas", report, "calendar.postpone", day="2026-03-03", time="10:00")
        assert "is in the past" in outcome.errors["day"]
        assert statuses(helvia) == ["missed", "planned"]

    @pytest.mark.parametrize(("left_out", "sentence"), [("day", "Choose a day"), ("time", "Choose a time")])
    def test_needs_a_day_and_a_time(self, helvia: Helvia, report: Message, left_out: str, sentence: str) -> None:
        outcome = press_and_fill(helvia, "jonas", report, "calendar.postpone", **{left_out: None})
        assert outcome.errors[left_out]

    def test_a_slot_that_comes_once_is_not_lost_by_it(self, helvia: Helvia, account: int) -> None:
        plan(helvia, account)
        helvia.wait(A_DAY)
        assert press_and_fill(helvia, "jonas", the_report(helvia), "calendar.postpone", day="2026-03-09").ok
        [card] = helvia.direct("jonas")
        assert "Mon 9 Mar 2026, 09:00" in readable(card)
        assert helvia.press("jonas", card, "calendar.cancel").ok
        assert statuses(helvia) == ["postponed", "cancelled"]


class TestSkipped:
    def test_says_why_and_is_heard_of_no_more(self, helvia: Helvia, report: Message) -> None:
        assert press_and_fill(helvia, "jonas", report, "calendar.skip", reason="Mourning <day>").ok
        settled = the_report(helvia)
        assert "skipped by <@U0JONAS000>:\n>Mourning &lt;day&gt;" in readable(settled)
        assert has_no_buttons(settled)
        assert statuses(helvia) == ["skipped", "planned"]
        assert is_silent_for_weeks(helvia)

    def test_needs_a_reason(self, helvia: Helvia, report: Message) -> None:
        assert "reason" in press_and_fill(helvia, "jonas", report, "calendar.skip", reason=" ").errors["reason"]
        assert statuses(helvia) == ["missed", "planned"]


class TestWhoMay:
    @pytest.mark.parametrize("button", BUTTONS)
    def test_nobody_else_settles_it(self, helvia: Helvia, report: Message, button: str) -> None:
        helvia.desk("thomas").join(REMINDERS)
        helvia.press("thomas", report, button)
        assert helvia.desk("thomas").modal is None
        only = "Only the account's own people, the person who planned it and the community manager can"
        assert any(only in text and "@Cardiva on X" in text for text in helvia.whispers("thomas", REMINDERS))

    def test_nobody_else_cancels_it(self, helvia: Helvia, account: int) -> None:
        plan(helvia, account, repeats="every week")
        [card] = helvia.direct("jonas")
        for button in ("calendar.cancel", "calendar.cancel_series"):
            helvia.desk("thomas", force=True).press(card.channel, card.ts, button)
        assert statuses(helvia) == ["planned"]

    def test_an_author_who_planned_it_on_somebody_else_s_account_does(self, helvia: Helvia) -> None:
        theirs = register_account(helvia, owner="U0THOMAS00", backup="U0DAVID000", cadence="365")
        plan(helvia, theirs, who="sofia")
        helvia.wait(A_DAY)
        assert press_and_fill(helvia, "sofia", the_report(helvia), "calendar.publish", url=POST).ok
        assert statuses(helvia) == ["published"]
        [logged] = helvia.audit("post_logged")
        assert logged.who == "U0SOFIA000"

    def test_an_author_who_did_not_plan_it_does_not(self, helvia: Helvia) -> None:
        theirs = register_account(helvia, owner="U0THOMAS00", backup="U0DAVID000")
        plan(helvia, theirs, who="marta")
        helvia.wait(A_DAY)
        helvia.desk("sofia").join(REMINDERS)
        helvia.press("sofia", the_report(helvia), "calendar.skip")
        assert helvia.desk("sofia").modal is None


class TestTwoAtOnce:
    def test_the_second_hears_who_was_first(self, helvia: Helvia, report: Message) -> None:
        for handle in ("jonas", "sofia"):
            assert helvia.press(handle, report, "calendar.skip").ok
            helvia.desk(handle).fill(reason=f"{handle} says so")
        assert helvia.desk("jonas").submit().ok
        assert "Jonas Weber was first" in helvia.desk("sofia").submit().errors["reason"]
        assert "jonas says so" in readable(the_report(helvia))
        assert len(helvia.audit("occurrence_skipped")) == 1

    @pytest.mark.parametrize("button", BUTTONS)
    def test_a_late_click_gets_a_kind_answer(self, helvia: Helvia, report: Message, button: str) -> None:
        press_and_fill(helvia, "jonas", report, "calendar.skip", reason="We were closed")
        helvia.press("marta", report, button)
        assert helvia.desk("marta").modal is None
        assert any("Jonas Weber was first" in text for text in helvia.whispers("marta", REMINDERS))
