"""Planning a slot: the form, who may, what is refused, what the planner and the maker are told."""

from datetime import timedelta

import pytest

from sandbox.desk import readable
from tests.calendar.steps import TOMORROW, fill_slot, occurrences, plan, statuses
from tests.steps import modal_text, register_account
from tests.world import Helvia

pytestmark = pytest.mark.any_database


def test_a_slot_is_planned_at_its_local_time_and_its_planner_keeps_a_card(helvia: Helvia) -> None:
    slot = plan(helvia, register_account(helvia), theme="Hearts & <minds>")
    [first] = occurrences(helvia)
    assert f"{first.at:%Y-%m-%d %H:%M}" == "2026-03-03 08:00"
    assert (slot.zone, slot.repeats, slot.rule) == ("Europe/Zurich", "once", "")
    [card] = helvia.direct("jonas")
    assert "Slot for @Cardiva on X" in readable(card)
    assert "Hearts &amp; &lt;minds&gt;" in readable(card)
    assert "Tue 3 Mar 2026, 09:00 (Europe/Zurich)" in readable(card)
    assert "Cancel the series" not in readable(card)
    [planned] = helvia.audit("slot_planned")
    assert planned.who == "U0JONAS000"


def test_cancelling_asks_once_more_and_says_what_leaves_the_calendar(helvia: Helvia) -> None:
    plan(helvia, register_account(helvia), theme="Hearts", repeats="every week")
    [card] = helvia.direct("jonas")
    asked = {
        element["text"]["text"]: element["confirm"]["text"]["text"]
        for block in card.blocks
        for element in block.get("elements", [])
        if "confirm" in element
    }
    gone = "“Hearts” on @Cardiva on X, Tue 3 Mar 2026, 09:00 (Europe/Zurich), is removed."
    assert asked["Cancel this slot"] == f"{gone} The series continues."
    assert "All planned slots of" in asked["Cancel the series"]


def test_a_slot_keeps_the_time_of_its_account_s_market(helvia: Helvia) -> None:
    plan(helvia, register_account(helvia, market="JP"))
    [first] = occurrences(helvia)
    assert f"{first.at:%Y-%m-%d %H:%M}" == "2026-03-03 00:00"
    helvia.desk("hana").type("#general", "/account show @Cardiva")
    helvia.press("hana", helvia.messages("#general", "hana")[-1], "accounts.details")
    assert "*Time zone*\nAsia/Tokyo" in modal_text(helvia.desk("hana"))


def test_an_account_that_is_named_is_asked_for_no_time_zone_unless_its_market_has_several(helvia: Helvia) -> None:
    register_account(helvia)
    register_account(helvia, handle="@HelviaUS", market="US")
    jonas = helvia.desk("jonas")
    for handle, time, is_asked in (("@Cardiva", "Time in Europe/Zurich", False), ("@HelviaUS", "Time where", True)):
        jonas.type("#general", f"/calendar slot {handle}")
        assert jonas.modal is not None
        assert time in str(jonas.modal.content["blocks"])
        assert ("calendar.slot.zone" in str(jonas.modal.content["blocks"])) is is_asked
        jonas.close()


@pytest.mark.parametrize(("market", "zone"), [("CH", "Asia/Tokyo"), ("US", None), ("global", None)])
def test_another_zone_than_the_account_s_is_refused_and_one_is_needed_where_it_has_none(
    helvia: Helvia, market: str, zone: str | None
) -> None:
    account = register_account(helvia, market=market)
    answers = {"zone": zone} if zone else {}
    outcome = fill_slot(helvia.desk("jonas"), account, **answers)
    assert ("is in Europe/Zurich" if zone else "Choose the time zone") in outcome.errors["zone"]


def test_a_slot_of_a_market_with_several_zones_is_planned_in_one_found_by_typing(helvia: Helvia) -> None:
    plan(helvia, register_account(helvia, market="US"), zone="America/New_York")
    [first] = occurrences(helvia)
    assert f"{first.at:%Y-%m-%d %H:%M}" == "2026-03-03 14:00"


def test_the_account_is_offered_by_typing_and_may_be_named_at_once(helvia: Helvia) -> None:
    register_account(helvia)
    helvia_global = register_account(helvia, handle="@HelviaGlobal")
    jonas = helvia.desk("jonas")
    jonas.type("#general", "/calendar slot")
    assert [each["value"] for each in jonas.search("account", "glob")] == [str(helvia_global)]
    jonas.close()
    jonas.type("#general", "/calendar slot @HelviaGlobal")
    jonas.fill(TOMORROW)
    assert jonas.submit().ok
    assert "Slot for @HelviaGlobal on X" in readable(helvia.direct("jonas")[0])


def test_the_form_opens_from_the_week_too(helvia: Helvia) -> None:
    account = register_account(helvia)
    jonas = helvia.desk("jonas")
    week = jonas.type("#general", "/calendar").message
    assert week is not None
    assert jonas.press("#general", week.ts, "calendar.plan").ok
    jonas.search("account", "")
    jonas.fill(TOMORROW | {"account": str(account)})
    assert jonas.submit().ok
    assert statuses(helvia) == ["planned"]


def test_what_cannot_stand_is_said_under_its_field_and_nothing_is_planned(helvia: Helvia) -> None:
    wrong = {"day": "2026-03-02", "theme": " ", "content": "to create", "rule": "FREQ=DAILY"}
    outcome = fill_slot(helvia.desk("jonas"), register_account(helvia), **wrong)
    assert outcome.errors.keys() == {"day", "theme", "maker", "rule"}
    assert occurrences(helvia) == []
    assert helvia.direct("jonas") == []


@pytest.mark.parametrize("handle", ["jonas", "sofia", "marta"])
def test_owners_backups_authors_and_the_community_manager_plan(helvia: Helvia, handle: str) -> None:
    plan(helvia, register_account(helvia), who=handle)
    assert statuses(helvia) == ["planned"]


def test_whoever_keeps_an_account_plans_for_it_and_is_offered_no_other(helvia: Helvia) -> None:
    hers = register_account(helvia, handle="@HelviaSafety", owner="U0HANA0000")
    register_account(helvia)
    hana = helvia.desk("hana")
    hana.type("#general", "/calendar slot")
    assert [each["value"] for each in hana.search("account", "")] == [str(hers)]
    hana.fill(TOMORROW | {"account": str(hers)})
    assert hana.submit().ok
    assert statuses(helvia) == ["planned"]


def test_everybody_else_hears_before_filling_the_form_in_that_they_cannot_plan(helvia: Helvia) -> None:
    register_account(helvia)
    priya = helvia.desk("priya")
    refused = priya.type("#general", "/calendar slot").text
    assert "Only authors, the community manager and the people of an account can plan slots." in refused
    refused = priya.type("#general", "/calendar slot @Cardiva").text
    assert "Only the account's own people, authors and the community manager can plan slots of @Cardiva on X" in refused
    assert priya.modal is None


def test_nothing_is_planned_on_an_account_that_retired_meanwhile(helvia: Helvia) -> None:
    account = register_account(helvia)
    jonas, marta = helvia.desk("jonas"), helvia.desk("marta")
    jonas.type("#general", "/calendar slot @Cardiva")
    marta.type("#general", "/account retire @Cardiva")
    marta.fill(reason="The product was sold")
    assert marta.submit().ok
    jonas.fill(TOMORROW | {"account": str(account)})
    assert "is retired. Choose another account" in jonas.submit().errors["account"]
    assert "is retired. Choose another account" in jonas.type("#general", "/calendar slot @Cardiva").text


def test_an_account_must_be_chosen(helvia: Helvia) -> None:
    jonas = helvia.desk("jonas")
    jonas.type("#general", "/calendar slot")
    jonas.fill(TOMORROW)
    assert jonas.submit().errors["account"]


@pytest.mark.parametrize(
    ("repeats", "rule", "second"),
    [
        ("every day", "", "2026-03-04"),
        ("every weekday", "", "2026-03-04"),
        ("every week", "", "2026-03-10"),
        ("every two weeks", "", "2026-03-17"),
        ("every month", "", "2026-04-03"),
        ("by a rule of its own", "FREQ=WEEKLY;BYDAY=TU,FR", "2026-03-06"),
    ],
)
def test_only_the_next_of_a_series_has_a_row_and_the_one_after_follows_when_it_has_passed(
    helvia: Helvia, repeats: str, rule: str, second: str
) -> None:
    plan(helvia, register_account(helvia), repeats=repeats, rule=rule)
    assert statuses(helvia) == ["planned"]
    helvia.wait(timedelta(days=1))
    _, following = occurrences(helvia)
    assert f"{following.at:%Y-%m-%d}" == second
    assert statuses(helvia) == ["missed", "planned"]


@pytest.mark.parametrize("rule", ["FREQ=DAILY;COUNT=2", "FREQ=DAILY;UNTIL=20260304"])
def test_a_series_ends_where_its_rule_does(helvia: Helvia, rule: str) -> None:
    plan(helvia, register_account(helvia), repeats="by a rule of its own", rule=rule)
    helvia.wait(timedelta(days=4))
    assert statuses(helvia) == ["missed", "missed"]
    [ended] = helvia.audit("slot_ended")
    assert ended.who_name == "Concord"
    assert "nothing further is planned" in readable(helvia.direct("jonas")[0])


def test_nine_stays_nine_when_the_clocks_change(helvia: Helvia) -> None:
    plan(helvia, register_account(helvia), day="2026-03-28", repeats="every day")
    helvia.wait(timedelta(days=28))
    assert [f"{each.at:%m-%d %H:%M}" for each in occurrences(helvia)][:3] == [
        "03-28 08:00",
        "03-29 07:00",
        "03-30 07:00",
    ]


def test_the_planner_s_card_shows_the_next_one_as_the_series_goes_on(helvia: Helvia) -> None:
    plan(helvia, register_account(helvia), repeats="every day")
    assert "Tue 3 Mar 2026" in readable(helvia.direct("jonas")[0])
    helvia.wait(timedelta(days=1))
    [card] = helvia.direct("jonas")
    assert "Wed 4 Mar 2026" in readable(card)


class TestWhoeverMakesTheContent:
    def test_is_asked_when_somebody_else_plans(self, helvia: Helvia) -> None:
        plan(helvia, register_account(helvia), content="to create", maker="U0SOFIA000")
        [asked] = helvia.direct("sofia")
        assert "asks you for the content of “Living with heart failure”" in readable(asked)

    def test_hears_when_the_series_is_cancelled(self, helvia: Helvia) -> None:
        plan(helvia, register_account(helvia), content="to adapt", maker="U0SOFIA000", repeats="every week")
        [card] = helvia.direct("jonas")
        helvia.press("jonas", card, "calendar.cancel_series")
        [asked] = helvia.direct("sofia")
        assert "no content is needed" in readable(asked)

    def test_is_not_told_what_they_planned_themselves(self, helvia: Helvia) -> None:
        plan(helvia, register_account(helvia), content="to create", maker="U0JONAS000")
        assert len(helvia.direct("jonas")) == 1
