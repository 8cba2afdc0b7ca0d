"""The week: what is shown of each day and slot, and in whose time."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.calendar import entries as calendar
from bot.calendar import queries, week_view
from bot.calendar.weeks import week_of
from bot.kernel.db import Database
from bot.kernel.errors import NotFound
from bot.kernel.views.budget import size
from bot.kernel.views.limits import MESSAGE
from sandbox.blockkit import problems_of_message
from sandbox.desk import readable, texts
from sandbox.workspace.models import Message
from tests.calendar.steps import A_DAY, POST, look, occurrences, plan, press_and_fill, seen, the_report
from tests.steps import register_account
from tests.world import Helvia

ZURICH = ZoneInfo("Europe/Zurich")
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def day(message: Message, name: str) -> str:
    """What stands under that day, on one line."""
    return re.split(r"\n\*(?:[A-Z]\w+day) ", readable(message).partition(f"*{name}")[2])[0].replace("\n", " ")


class TestTheWeek:
    def test_shows_each_day_with_its_slots_in_the_person_s_own_time(self, helvia: Helvia) -> None:
        plan(helvia, register_account(helvia), content="to create", maker="U0SOFIA000")
        assert "Week of 2–8 March 2026" in readable(look(helvia))
        assert "today" in day(look(helvia), "Monday")
        zurich, tokyo = day(look(helvia), "Tuesday"), day(look(helvia, "hana"), "Tuesday")
        assert (
            ":large_blue_circle: `09:00` *@Cardiva on X* · “Living with heart failure” · :pencil2: <@U0SOFIA000>"
            in zurich
        )
        assert "`17:00` *@Cardiva on X*" in tokyo
        assert "no slots" in day(look(helvia), "Wednesday")

    def test_names_the_account_s_day_where_the_person_s_is_another(self, helvia: Helvia) -> None:
        plan(helvia, register_account(helvia), time="20:00")
        assert "`04:00` (Tue 20:00 Europe/Zurich) *@Cardiva on X*" in day(look(helvia, "hana"), "Wednesday")

    def test_is_what_the_bare_command_shows(self, helvia: Helvia) -> None:
        assert readable(look(helvia, words="")) == readable(look(helvia, words="week"))

    def test_shows_the_times_to_come_of_a_series_which_have_no_rows_yet(self, helvia: Helvia) -> None:
        plan(helvia, register_account(helvia), repeats="every weekday")
        for name in ("Tuesday", "Wednesday", "Thursday", "Friday"):
            assert "@Cardiva on X" in day(look(helvia), name)
        assert "@Cardiva on X" not in day(look(helvia), "Saturday")
        assert "@Cardiva on X" in day(look(helvia, words="week +40"), "Monday")
        assert len(occurrences(helvia)) == 1

    def test_keeps_nine_o_clock_in_the_week_after_the_clocks_change(self, helvia: Helvia) -> None:
        plan(helvia, register_account(helvia), repeats="every week")
        for words in ("week 2026-03-24", "week 2026-03-31", "week 2026-10-20", "week 2026-10-27"):
            assert "`09:00`" in day(look(helvia, words=words), "Tuesday")

    def test_marks_how_each_slot_stands(self, helvia: Helvia) -> None:
        account = register_account(helvia, cadence="365")
        plan(helvia, account, day="2026-03-03")
        plan(helvia, account, day="2026-03-04")
        plan(helvia, account, day="2026-03-05")
        plan(helvia, account, day="2026-03-06")
        helvia.wait(A_DAY)
        press_and_fill(helvia, "jonas", the_report(helvia), "calendar.postpone", day="2026-03-07")
        helvia.wait(A_DAY)
        helvia.desk("jonas").type("#general", f"/account log @Cardiva {POST}")
        helvia.wait(A_DAY)
        assert ":arrow_right:" in day(look(helvia, words="week 2026-03-02"), "Tuesday")
        assert ":white_check_mark:" in day(look(helvia, words="week 2026-03-02"), "Wednesday")
        assert ":red_circle:" in day(look(helvia, words="week 2026-03-02"), "Thursday")
        assert ":large_blue_circle:" in day(look(helvia, words="week 2026-03-02"), "Friday")
        assert ":large_blue_circle:" in day(look(helvia, words="week 2026-03-02"), "Saturday")

    def test_leaves_cancelled_slots_out(self, helvia: Helvia) -> None:
        plan(helvia, register_account(helvia))
        helvia.press("jonas", helvia.direct("jonas")[0], "calendar.cancel")
        assert "nothing is planned" in readable(look(helvia))
        assert "Monday" not in readable(look(helvia)), "seven days of nothing"

    def test_that_has_a_post_and_no_slot_is_not_called_empty(self) -> None:
        week, post = week_of("", NOW, ZURICH), week_view.PlannedPost(NOW, "#1 for @Cardiva on X", "scheduled", False)
        seen = texts(week_view.overview(week, [], [post], NOW).to_dict()["blocks"])
        assert "#1 for @Cardiva on X" in seen
        assert "nothing is planned" not in seen

    @pytest.mark.parametrize("times", [1, 12, 60])
    def test_is_one_message_that_slack_takes_however_much_is_planned(self, helvia: Helvia, times: int) -> None:
        account = register_account(helvia)
        plan(helvia, account, repeats="every day", theme="<&>" * 66)
        with helvia.session() as session:
            week = week_of("", helvia.now, ZURICH)
            entries = calendar.within(session, week.start, week.end) * times
        message = week_view.overview(week, entries, [], helvia.now).to_dict()
        assert problems_of_message(message) == []
        assert size(message["blocks"]) <= MESSAGE
        lines = texts(message["blocks"]).count("@Cardiva on X* ·")
        left_out = sum(map(int, re.findall(r"_and (\d+) more_", texts(message["blocks"]))))
        assert lines + left_out == len(entries)

    def test_begins_with_what_is_overdue_from_before_it(self, helvia: Helvia, report: Message) -> None:
        helvia.wait(2 * A_DAY)
        week = look(helvia)
        assert "*Overdue*" in readable(week)
        assert ":red_circle: `Tue 3 Mar 09:00` *@Cardiva on X* · *overdue*" in readable(week)
        [choice] = [each for each in week.blocks[-1]["elements"] if each["action_id"] == "calendar.open"]
        assert choice["option_groups"][0]["label"]["text"] == "Overdue"
        assert "Overdue" not in readable(look(helvia, words="week +1"))
        press_and_fill(helvia, "jonas", report, "calendar.skip", reason="A holiday")
        assert "verdue" not in readable(look(helvia))

    def test_turns_in_place(self, helvia: Helvia) -> None:
        jonas = helvia.desk("jonas")
        jonas.press("#general", look(helvia).ts, "calendar.week.next")
        assert "Week of 9–15 March 2026" in readable(seen(helvia))
        for _ in range(2):
            jonas.press("#general", seen(helvia).ts, "calendar.week.previous")
        assert "Week of 23 February – 1 March 2026" in readable(seen(helvia))

    def test_that_nobody_knows_is_answered_with_how_to_ask(self, helvia: Helvia) -> None:
        assert "`/calendar week +1`" in helvia.desk("jonas").type("#general", "/calendar week soon").text


def test_a_person_s_own_accounts_are_what_their_home_shows(helvia: Helvia) -> None:
    mine = register_account(helvia, cadence="365")
    theirs = register_account(helvia, handle="@HelviaGlobal")
    plan(helvia, mine, repeats="every day")
    plan(helvia, theirs, repeats="every day")
    week = week_of("", helvia.now, ZURICH)
    with helvia.session() as session:
        entries = calendar.within(session, week.start, week.end, [mine])
    assert {each.slot.account_id for each in entries} == {mine}
    assert len(entries) == 6


def test_a_person_whose_time_zone_nobody_knows_sees_the_week_in_utc(helvia: Helvia) -> None:
    jonas = helvia.concord.people.person("U0JONAS000")
    helvia.concord.people.learn(replace(jonas, tz="Mars/Olympus_Mons"))
    assert "In your time zone, UTC" in readable(look(helvia))
    assert helvia.desk("jonas").type("#general", "/calendar slot").ok
    helvia.concord.people.learn(jonas)


def test_what_is_not_in_the_calendar_is_answered_with_where_to_look(database: Database) -> None:
    with database.transaction() as session:
        for find in (queries.by_id, queries.held, queries.series, queries.held_series):
            with pytest.raises(NotFound, match="/calendar week"):
                find(session, 404)
