"""A slot is opened below the week, with all that may be done there."""

from datetime import timedelta

import pytest

from sandbox.desk import readable
from sandbox.workspace.models import Message
from tests.calendar.steps import POST, look, occurrences, plan, press_and_fill, seen, statuses
from tests.steps import register_account
from tests.world import Helvia

pytestmark = pytest.mark.any_database


class TestOpeningASlot:
    def test_is_one_choice_below_the_week_with_the_slots_by_day(self, helvia: Helvia) -> None:
        plan(helvia, register_account(helvia), repeats="every weekday")
        message = look(helvia)
        assert not [block for block in message.blocks if "accessory" in block]
        [choice] = [each for each in message.blocks[-1]["elements"] if each["action_id"] == "calendar.open"]
        first, *_ = choice["option_groups"]
        assert first["label"]["text"] == "Tuesday 3 March"
        assert first["options"][0]["text"]["text"] == "Tue 09:00 @Cardiva on X"

    def test_is_offered_only_where_there_is_one(self, helvia: Helvia) -> None:
        assert "calendar.open" not in str(look(helvia).blocks)

    def open(self, helvia: Helvia, handle: str = "jonas", weekday: int = 1) -> Message:
        message = look(helvia, handle)
        [slot] = [each for each in occurrences(helvia) if each.at.weekday() == weekday]
        assert helvia.desk(handle).choose("#general", message.ts, "calendar.open", str(slot.id)).ok
        return seen(helvia, handle)

    def test_shows_it_with_what_one_may_do_and_the_way_back(self, helvia: Helvia) -> None:
        plan(helvia, register_account(helvia), repeats="every week")
        card = self.open(helvia)
        assert "“Living with heart failure”: planned." in readable(card)
        assert "every week" in readable(card)
        for button in ("calendar.publish", "calendar.postpone", "calendar.skip", "calendar.cancel.here"):
            assert button in str(card.blocks)
        helvia.desk("jonas").press("#general", card.ts, "calendar.week.back")
        assert "Week of 2–8 March 2026" in readable(seen(helvia))

    def test_shows_no_button_to_those_who_may_only_look(self, helvia: Helvia) -> None:
        plan(helvia, register_account(helvia), repeats="every week")
        card = self.open(helvia, "priya")
        assert "@Cardiva on X" in readable(card)
        assert "calendar.publish" not in str(card.blocks)
        assert "calendar.cancel" not in str(card.blocks)

    def test_lets_it_be_cancelled_there_and_then(self, helvia: Helvia) -> None:
        plan(helvia, register_account(helvia), repeats="every week")
        card = self.open(helvia)
        assert helvia.desk("jonas").press("#general", card.ts, "calendar.cancel.here").ok
        assert "cancelled by <@U0JONAS000>" in readable(seen(helvia))
        assert statuses(helvia) == ["cancelled", "planned"]

    def test_lets_the_series_be_cancelled_there_and_then(self, helvia: Helvia) -> None:
        plan(helvia, register_account(helvia), repeats="every week")
        card = self.open(helvia)
        assert helvia.desk("jonas").press("#general", card.ts, "calendar.cancel_series.here").ok
        assert statuses(helvia) == ["cancelled"]
        assert "calendar.cancel_series" not in str(seen(helvia).blocks)

    def test_lets_one_publish_before_its_time(self, helvia: Helvia) -> None:
        plan(helvia, register_account(helvia, cadence="365"))
        card = self.open(helvia)
        assert press_and_fill(helvia, "jonas", card, "calendar.publish", url=POST).ok
        assert statuses(helvia) == ["published"]
        assert f"<{POST}|{POST}>" in readable(self.open(helvia))

    def test_lets_one_settle_what_was_told_together_with_a_later_one(self, helvia: Helvia) -> None:
        plan(helvia, register_account(helvia, cadence="365"), repeats="every day")
        helvia.leap(timedelta(days=2, hours=1))
        card = self.open(helvia)
        assert press_and_fill(helvia, "jonas", card, "calendar.skip", reason="A holiday").ok
        assert statuses(helvia) == ["skipped", "missed", "planned"]

    @pytest.mark.parametrize("action", ["skipped", "postponed"])
    def test_says_how_it_was_settled(self, helvia: Helvia, action: str) -> None:
        plan(helvia, register_account(helvia))
        card = self.open(helvia)
        if action == "skipped":
            press_and_fill(helvia, "jonas", card, "calendar.skip", reason="A holiday")
        else:
            press_and_fill(helvia, "jonas", card, "calendar.postpone", day="2026-03-13")
        assert action in readable(self.open(helvia))
