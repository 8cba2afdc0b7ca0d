"""The App Home: each person's own desk."""

from dataclasses import replace
from datetime import timedelta

import pytest

from sandbox.desk import texts
from tests.accounts.steps import propose
from tests.calendar.steps import plan
from tests.crises.steps import raise_crisis
from tests.steps import register_account
from tests.world import Helvia

pytestmark = pytest.mark.any_database


def home_of(helvia: Helvia, handle: str) -> str:
    desk = helvia.desk(handle)
    desk.open_home()
    helvia.settle()
    assert desk.home is not None
    return texts(desk.home.content["blocks"])


def test_a_new_person_sees_a_calm_empty_desk(helvia: Helvia) -> None:
    home = home_of(helvia, "hana")
    assert "Nothing waits for you." in home
    assert "No crisis is open." in home
    assert "You look after no account." in home


def test_a_guest_finds_there_why_there_is_no_desk(helvia: Helvia) -> None:
    home = home_of(helvia, "gina")
    assert "guest" in home.lower()
    assert "Raise a crisis" not in home


def test_the_community_manager_sees_what_is_to_be_decided(helvia: Helvia) -> None:
    propose(helvia.desk("jonas"))
    assert "company/helvia-heart" in home_of(helvia, "marta")
    assert "company/helvia-heart" not in home_of(helvia, "hana")


def test_an_owner_sees_the_accounts_and_opens_one_as_a_page(helvia: Helvia) -> None:
    register_account(helvia, handle="@Cardiva")
    assert "@Cardiva" in home_of(helvia, "jonas")
    jonas = helvia.desk("jonas")
    assert jonas.press_at_home("accounts.show").ok
    assert jonas.modal is not None
    assert "Explain heart failure" in texts(jonas.modal.content["blocks"])


def test_a_form_opens_over_a_page_and_a_refusal_too(helvia: Helvia) -> None:
    register_account(helvia, handle="@Cardiva")
    home_of(helvia, "jonas")
    jonas = helvia.desk("jonas")
    jonas.press_at_home("accounts.show")
    assert jonas.press_in_modal("accounts.log").ok
    assert [view.content["callback_id"] for view in jonas.modals] == ["page", "accounts.log"]


def test_the_desk_can_be_read_by_command_too(helvia: Helvia) -> None:
    assert "Your accounts" in helvia.desk("jonas").type("#general", "/social home").text


def test_the_desk_goes_from_what_is_urgent_to_what_is_there_and_shows_four_accounts(helvia: Helvia) -> None:
    for number in range(6):
        register_account(helvia, handle=f"@Helvia{number}")
    home = home_of(helvia, "jonas")
    titles = ["Waits for you", "Open crises", "Your week", "Your accounts"]
    assert sorted(titles, key=home.index) == titles
    assert home.count("<https://x.com/Helvia") == len(range(4))
    assert "2 more. See `/account list owner:me`" in home
    assert "6 accounts" in helvia.desk("jonas").type("#general", "/account list owner:me").text
    assert "0 accounts" in helvia.desk("marta").type("#general", "/account list owner:me").text


def test_a_part_of_the_desk_that_is_empty_takes_one_line(helvia: Helvia) -> None:
    assert "*Waits for you*  Nothing waits for you." in home_of(helvia, "jonas").splitlines()


def test_the_week_of_somebody_whose_time_zone_is_unknown_is_told_in_utc(helvia: Helvia) -> None:
    plan(helvia, register_account(helvia, cadence="365"))
    jonas = helvia.concord.people.person("U0JONAS000")
    helvia.concord.people.learn(replace(jonas, tz="Mars/Olympus_Mons"))
    assert "`08:00` *@Cardiva on X*" in home_of(helvia, "jonas")
    helvia.concord.people.learn(jonas)


def test_a_crisis_that_pings_somebody_waits_for_them_with_its_button(helvia: Helvia) -> None:
    raise_crisis(helvia)
    helvia.settle()
    assert "Nothing waits for you." in home_of(helvia, "jonas")
    assert "Nothing waits for you." not in home_of(helvia, "thomas")
    assert helvia.desk("thomas").press_at_home("crises.acknowledge").ok
    assert "Nothing waits for you." in home_of(helvia, "thomas")


def test_a_missed_slot_waits_for_whoever_keeps_the_account_marked_as_overdue(helvia: Helvia) -> None:
    plan(helvia, register_account(helvia, cadence="365"))
    assert "Nothing waits for you." in home_of(helvia, "jonas")
    helvia.wait(timedelta(days=2))
    home = home_of(helvia, "jonas")
    assert "Nothing waits for you." not in home
    assert "*overdue*" in home.partition("Open crises")[0]
    assert "`Tue 3 Mar 09:00`" in home.partition("Your week")[2]
    assert "*Tuesday*" not in home, "its day is said once"


def test_a_silent_account_waits_for_whoever_keeps_the_account(helvia: Helvia) -> None:
    register_account(helvia, handle="@Cardiva", last_post_at=helvia.now)
    assert "Nothing waits for you." in home_of(helvia, "jonas")
    helvia.wait(timedelta(days=8))
    assert "Nothing waits for you." not in home_of(helvia, "jonas")
    jonas = helvia.desk("jonas")
    assert jonas.press_at_home("accounts.log").ok
    jonas.fill(url="https://x.com/Cardiva/status/1001")
    assert jonas.submit().ok
    assert "Nothing waits for you." in home_of(helvia, "jonas")


def test_a_proposal_has_its_buttons_wherever_a_decider_meets_it_and_turns_into_what_is_true(helvia: Helvia) -> None:
    propose(helvia.desk("jonas"))
    home_of(helvia, "marta")
    marta = helvia.desk("marta")
    assert marta.press_at_home("accounts.show").ok
    assert marta.press_in_modal("accounts.approve").ok
    assert marta.modal is not None
    content = str(marta.modal.content["blocks"])
    assert "accounts.approve" not in content
    assert "accounts.log" in content


def test_nobody_else_meets_it_with_buttons(helvia: Helvia) -> None:
    propose(helvia.desk("jonas"))
    for handle, buttons in (("marta", True), ("jonas", False), ("hana", False)):
        message = helvia.desk(handle).type("#general", "/account show company/helvia-heart").message
        assert message is not None
        assert ("accounts.approve" in str(message.blocks)) == buttons
