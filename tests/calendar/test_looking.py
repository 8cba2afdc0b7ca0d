"""Looking at the calendar is not holding anything of it; whoever settles a slot holds its account before its series."""

import pytest

from sandbox.workspace.models import Message
from tests.calendar.steps import BUTTONS, REMINDERS, look, press_and_fill
from tests.statements import is_locking, statements
from tests.steps import modal_text
from tests.world import Helvia

CALENDARS = ("accounts", "slots", "slot_occurrences")


def held(asked: list[str]) -> list[str]:
    """The tables of whose rows some are locked, in the order in which they are."""
    tables = [each.partition("FROM ")[2].split()[0] for each in asked if is_locking(each)]
    return [table for table in tables if table in CALENDARS]


def test_to_show_a_week_or_a_slot_holds_nothing(helvia: Helvia, report: Message) -> None:
    with statements(helvia) as asked:
        week = look(helvia)
        assert helvia.desk("jonas").choose("#general", week.ts, "calendar.open", "1").ok
    assert any("FROM slot_occurrences" in each for each in asked)
    assert held(asked) == []


@pytest.mark.parametrize("button", BUTTONS)
def test_to_open_a_form_about_a_slot_holds_nothing(helvia: Helvia, report: Message, button: str) -> None:
    with statements(helvia) as asked:
        assert helvia.press("jonas", report, button).ok
        assert helvia.desk("jonas").modal is not None
    assert any("FROM slot_occurrences" in each for each in asked)
    assert held(asked) == []


def test_to_settle_a_slot_holds_the_account_and_then_the_series(helvia: Helvia, report: Message) -> None:
    with statements(helvia) as asked:
        assert press_and_fill(helvia, "jonas", report, "calendar.skip", reason="A holiday").ok
    assert helvia.messages(REMINDERS)
    assert held(asked)[:2] == ([] if helvia.database.is_sqlite else ["accounts", "slots"])


def test_from_home_what_a_press_shows_takes_the_place_of_what_was_there(helvia: Helvia, report: Message) -> None:
    jonas = helvia.desk("jonas")
    jonas.open_home()
    assert jonas.press_at_home("calendar.open.one", block_id=None).ok
    for _ in range(4):
        assert jonas.press_in_modal("calendar.week.back").ok
        assert "Week of 3–9 March 2026" in modal_text(jonas)
        assert jonas.choose_in_modal("calendar.open", "1").ok
        assert "nothing is logged" in modal_text(jonas)
    assert len(jonas.modals) == 1
    assert jonas.press_in_modal("calendar.skip").ok
    assert len(jonas.modals) == 2
