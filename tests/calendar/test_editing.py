"""A series is edited: what changes from its next time on, what stays, and who hears of it."""

from typing import Any

import pytest

from bot import audit
from bot.subscriptions import ABOUT
from sandbox.desk import Outcome, readable
from tests.calendar.steps import A_WEEK, REMINDERS, look, occurrences, plan, statuses
from tests.calendar.test_ahead import open_next
from tests.calendar.test_weeks import day
from tests.steps import modal_text, register_account
from tests.world import Helvia

pytestmark = pytest.mark.any_database


@pytest.fixture
def weekly(helvia: Helvia) -> int:
    """A slot every Tuesday at nine, whose content Sofia makes; the account's id."""
    account = register_account(helvia, cadence="365")
    plan(helvia, account, repeats="every week", content="to create", maker="U0SOFIA000")
    return account


def edit(helvia: Helvia, handle: str = "jonas", **answers: Any) -> Outcome:
    """By the button on the planner's card."""
    desk = helvia.desk(handle)
    assert helvia.press(handle, helvia.direct("jonas")[0], "calendar.edit").ok
    desk.fill(answers)
    return desk.submit()


def test_the_form_says_first_what_changes_for_which_times_and_holds_what_there_is(helvia: Helvia, weekly: int) -> None:
    helvia.press("jonas", helvia.direct("jonas")[0], "calendar.edit")
    form = modal_text(helvia.desk("jonas"))
    assert "Changes Tue 3 Mar 2026, 09:00 (Europe/Zurich) and all later ones." in form
    assert "To move one alone, open it in `/calendar week`" in form
    assert helvia.desk("jonas").submit().ok
    assert helvia.audit("slot_edited") == []


def test_theme_type_and_maker_change_where_they_are_shown(helvia: Helvia, weekly: int) -> None:
    assert edit(helvia, theme="Hearts at work", content_type="video", maker="U0THOMAS00").ok
    week = day(look(helvia, words="week +1"), "Tuesday")
    assert "“Hearts at work” · :pencil2: <@U0THOMAS00>" in week
    assert "Hearts at work" in readable(helvia.direct("jonas")[0])
    assert "gave it to somebody else" in readable(helvia.direct("sofia")[0])
    assert "Hearts at work" in readable(helvia.direct("thomas")[0])
    [edited] = helvia.audit("slot_edited")
    assert edited.note == "theme, type, maker"


def test_times_that_have_passed_keep_the_theme_that_they_had(helvia: Helvia, weekly: int) -> None:
    for theme in ("Hearts at work", "Hearts on holiday"):
        helvia.wait(A_WEEK)
        assert edit(helvia, theme=theme).ok
    for first, theme in (("03", "Living with heart failure"), ("10", "Hearts at work"), ("17", "Hearts on holiday")):
        assert f"“{theme}”" in day(look(helvia, words=f"week 2026-03-{first}"), "Tuesday"), first
    with helvia.session() as session:
        assert audit.verify(session, of=ABOUT).misfits == []


def test_another_time_counts_from_the_next_one_on_which_alone_is_watched(helvia: Helvia, weekly: int) -> None:
    assert edit(helvia, day="2026-03-05", time="16:30").ok
    assert [f"{each.at:%Y-%m-%d %H:%M}" for each in occurrences(helvia)] == ["2026-03-05 15:30"]
    assert "no slots" in day(look(helvia), "Tuesday")
    assert "`16:30`" in day(look(helvia, words="week +1"), "Thursday")
    helvia.wait(A_WEEK)
    assert statuses(helvia) == ["missed", "planned"]
    assert any("5 Mar" in text for text in helvia.texts(REMINDERS))
    assert not any("3 Mar" in text for text in helvia.texts(REMINDERS))


def test_what_has_passed_stays_and_a_new_rule_begins_after_it(helvia: Helvia, weekly: int) -> None:
    helvia.wait(A_WEEK - (A_WEEK / 7))
    assert edit(helvia, repeats="by a rule of its own", rule="FREQ=MONTHLY;BYDAY=-1FR", day="2026-03-10").ok
    assert [f"{each.at:%Y-%m-%d}" for each in occurrences(helvia)] == ["2026-03-03", "2026-03-27"]
    assert statuses(helvia) == ["missed", "planned"]


def test_what_was_decided_ahead_stays_decided(helvia: Helvia, weekly: int) -> None:
    card = open_next(helvia)
    helvia.desk("jonas").press("#general", card.ts, "calendar.cancel.here")
    assert edit(helvia, day="2026-03-10").ok
    assert [(f"{each.at:%m-%d}", each.status) for each in occurrences(helvia)] == [
        ("03-10", "cancelled"),
        ("03-17", "planned"),
    ]


def test_a_changed_theme_leaves_the_count_of_a_rule_alone(helvia: Helvia) -> None:
    plan(
        helvia,
        register_account(helvia, cadence="365"),
        repeats="by a rule of its own",
        rule="FREQ=WEEKLY;COUNT=2",
    )
    helvia.wait(A_WEEK - (A_WEEK / 7))
    assert edit(helvia, theme="Hearts at work").ok
    helvia.wait(4 * A_WEEK)
    assert statuses(helvia) == ["missed", "missed"]


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"day": "2026-03-01"}, "day"),
        ({"rule": "FREQ=DAILY"}, "rule"),
        ({"maker": None}, "maker"),
        ({"theme": " "}, "theme"),
    ],
)
def test_what_cannot_stand_is_said_under_its_field_and_nothing_changes(
    helvia: Helvia, weekly: int, answers: dict[str, Any], field: str
) -> None:
    assert edit(helvia, **answers).errors[field]
    assert helvia.audit("slot_edited") == []


def test_nobody_else_edits_it_and_nothing_is_edited_that_is_over(helvia: Helvia, weekly: int) -> None:
    assert "calendar.edit" not in str(open_next(helvia, handle="priya").blocks)
    [card] = helvia.direct("jonas")
    helvia.desk("thomas", force=True).press(card.channel, card.ts, "calendar.edit")
    assert helvia.desk("thomas").modal is None
    helvia.press("jonas", card, "calendar.cancel_series")
    assert "calendar.edit" not in str(helvia.direct("jonas")[0].blocks)
