"""Slots that are taken out of the calendar: one, a series, all of an account."""

import pytest

from sandbox.desk import readable
from sandbox.workspace.models import Message
from tests.calendar.steps import A_DAY, A_WEEK, REMINDERS, has_no_buttons, plan, press_and_fill, statuses, the_report
from tests.world import Helvia

pytestmark = pytest.mark.any_database


class TestCancelled:
    def test_one_slot_leaves_the_calendar_and_the_series_goes_on(self, helvia: Helvia, account: int) -> None:
        plan(helvia, account, repeats="every week")
        [card] = helvia.direct("jonas")
        assert helvia.press("jonas", card, "calendar.cancel").ok
        assert statuses(helvia) == ["cancelled", "planned"]
        assert "Tue 10 Mar 2026" in readable(helvia.direct("jonas")[0])
        helvia.wait(2 * A_DAY)
        assert helvia.messages(REMINDERS) == []

    def test_a_series_comes_round_no_more(self, helvia: Helvia, account: int) -> None:
        plan(helvia, account, repeats="every week")
        [card] = helvia.direct("jonas")
        assert helvia.press("jonas", card, "calendar.cancel_series").ok
        [card] = helvia.direct("jonas")
        assert "cancelled by <@U0JONAS000>" in readable(card)
        assert "calendar.cancel" not in str(card.blocks)
        helvia.wait(3 * A_WEEK)
        assert statuses(helvia) == ["cancelled"]
        assert helvia.messages(REMINDERS) == []

    def test_a_series_is_cancelled_once(self, helvia: Helvia, account: int) -> None:
        plan(helvia, account, repeats="every week")
        [card] = helvia.direct("jonas")
        helvia.press("jonas", card, "calendar.cancel_series")
        helvia.press("jonas", card, "calendar.cancel_series")
        assert len(helvia.audit("slot_cancelled")) == 1
        assert any("been cancelled already" in text for text in helvia.whispers("jonas", card.channel))

    def test_what_was_missed_of_it_stays_missed_and_nobody_is_reminded(self, helvia: Helvia, report: Message) -> None:
        helvia.press("jonas", helvia.direct("jonas")[0], "calendar.cancel_series")
        settled = the_report(helvia)
        assert "it stays missed; <@U0JONAS000> cancelled the series" in readable(settled)
        assert has_no_buttons(settled)
        helvia.wait(5 * A_WEEK)
        assert len(helvia.messages(REMINDERS)) == 1
        assert statuses(helvia) == ["missed", "cancelled"]

    def test_a_slot_that_has_passed_cannot_be_cancelled(self, helvia: Helvia, account: int) -> None:
        plan(helvia, account)
        [card] = helvia.direct("jonas")
        helvia.workspace.clock.move(A_DAY)
        helvia.concord.fire_due()  # the card has not lost its button yet
        helvia.press("jonas", card, "calendar.cancel")
        assert any(
            "has passed: publish, postpone or skip it" in text for text in helvia.whispers("jonas", card.channel)
        )
        assert statuses(helvia) == ["missed"]


class TestARetiredAccount:
    def retire(self, helvia: Helvia) -> None:
        marta = helvia.desk("marta")
        marta.type("#general", "/account retire @Cardiva")
        marta.fill(reason="The product was sold")
        assert marta.submit().ok

    def test_has_no_slots_to_come(self, helvia: Helvia, account: int) -> None:
        plan(helvia, account, repeats="every week")
        plan(helvia, account, day="2026-03-04")
        self.retire(helvia)
        assert statuses(helvia) == ["cancelled", "cancelled"]
        helvia.wait(3 * A_WEEK)
        assert helvia.messages(REMINDERS) == []
        assert all("cancelled by <@U0MARTA000>" in readable(card) for card in helvia.direct("jonas"))

    def test_has_no_moved_slots_either(self, helvia: Helvia, account: int) -> None:
        plan(helvia, account)
        helvia.wait(A_DAY)
        press_and_fill(helvia, "jonas", the_report(helvia), "calendar.postpone", day="2026-03-09")
        self.retire(helvia)
        assert statuses(helvia) == ["postponed", "cancelled"]

    def test_is_not_nagged_about_what_was_missed(self, helvia: Helvia, account: int) -> None:
        plan(helvia, account)
        helvia.wait(A_DAY)
        self.retire(helvia)
        assert "it stays missed; <@U0MARTA000> retired the account" in readable(the_report(helvia))
        helvia.wait(5 * A_WEEK)
        assert len(helvia.messages(REMINDERS)) == 1
