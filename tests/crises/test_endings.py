"""A crisis ends otherwise than resolved, or goes on after its end."""

from datetime import timedelta

import pytest

from sandbox.desk import Outcome, readable
from tests.crises.steps import (
    MORE,
    ON_IT,
    RED,
    WAR_ROOM,
    answer,
    asking,
    crisis_now,
    fill_and_submit,
    headline,
    heard,
    offered,
    pinged,
    press,
    raise_crisis,
    resolve,
    show,
)
from tests.steps import register_account
from tests.world import Helvia

pytestmark = pytest.mark.any_database

FALSE_ALARM, MERGE, REOPEN = (f"crises.{each}" for each in ("false_alarm", "merge", "reopen"))
DAYS = timedelta(days=1)
MINUTE = timedelta(minutes=1)
JONAS, THOMAS, SOFIA = "U0JONAS000", "U0THOMAS00", "U0SOFIA000"


def end(helvia: Helvia, action: str, number: int = 1, handle: str = "thomas", **answers: str) -> Outcome:
    """By *More…*."""
    assert press(helvia, handle, MORE, number).ok
    assert helvia.desk(handle).press_in_modal(action).ok
    outcome = fill_and_submit(helvia, handle, **answers)
    helvia.desk(handle).close_all()
    helvia.settle()
    return outcome


def reopen(helvia: Helvia, handle: str = "thomas", reason: str = "There are more vials") -> Outcome:
    assert press(helvia, handle, REOPEN).ok
    outcome = fill_and_submit(helvia, handle, reason=reason)
    helvia.settle()
    return outcome


def room_says(helvia: Helvia) -> str:
    return "\n".join(helvia.texts(WAR_ROOM))


def listed(helvia: Helvia, words: str) -> str:
    return helvia.desk("hana").type("#general", f"/crisis list {words}").text


def test_a_false_alarm_ends_the_pings_and_counts_as_no_crisis(helvia: Helvia) -> None:
    raise_crisis(helvia)
    assert asking(helvia, "thomas") != []
    end(helvia, FALSE_ALARM, outcome="An old photograph")
    assert asking(helvia, "thomas") == []
    before = len(pinged(helvia))
    helvia.wait(30 * MINUTE)
    assert len(pinged(helvia)) == before
    for text in (readable(headline(helvia)), room_says(helvia), readable(helvia.direct("jonas")[-1])):
        assert "Crisis 1 is a false alarm" in text
        assert "An old photograph" in text
    assert f"<@{THOMAS}> called it a false alarm" in readable(show(helvia, "hana"))
    assert "No crisis is resolved yet" in listed(helvia, "resolved")
    assert "No crisis yet" in listed(helvia, "all")
    assert "1 false alarm" in listed(helvia, "false alarms")


def test_a_crisis_that_goes_on_after_its_end_asks_at_once_and_its_headline_comes_alive(helvia: Helvia) -> None:
    raise_crisis(helvia)
    answer(helvia)
    resolve(helvia)
    helvia.wait(6 * DAYS)
    before = len(pinged(helvia))
    reopen(helvia)
    assert len(pinged(helvia)) == before + 1
    assert ON_IT in offered(headline(helvia))
    assert "Crisis 1 needs an answer" in readable(headline(helvia))
    assert "*Outcome*" not in readable(headline(helvia))
    for text in (room_says(helvia), readable(show(helvia, "hana")), readable(helvia.direct("jonas")[-1])):
        assert "reopened" in text
        assert "There are more vials" in text
    assert answer(helvia, "thomas").ok
    assert resolve(helvia, outcome="All are found").ok
    assert "All are found" in readable(headline(helvia))


def test_nobody_reopens_what_ended_more_than_a_week_ago_nor_without_the_right_to_end_it(helvia: Helvia) -> None:
    raise_crisis(helvia)
    resolve(helvia)
    helvia.settle()
    press(helvia, "sofia", REOPEN)
    assert "Only the crisis lead" in heard(helvia, "sofia")
    helvia.wait(8 * DAYS)
    assert REOPEN not in offered(show(helvia, "thomas"))
    assert "more than 7 days ago" in helvia.desk("thomas").type("#general", "/crisis reopen 1").text
    press(helvia, "thomas", REOPEN)
    assert "raise a new one" in heard(helvia, "thomas")


def test_what_is_the_same_as_another_ends_there_and_its_people_and_accounts_come_along(helvia: Helvia) -> None:
    account = register_account(helvia, handle="Cardiva")
    raise_crisis(helvia)
    raise_crisis(helvia, "hana", what="Counterfeit Cardiva", accounts=[str(account)])
    assert answer(helvia, "thomas", 1).ok
    assert helvia.desk("thomas").type("#general", "/crisis call 2 @sofia").ok
    end(helvia, MERGE, 2, same="1")
    assert "is the same as Crisis 1" in readable(headline(helvia, 2))
    assert crisis_now(helvia, 2).is_resolved
    assert "Crisis 2* is the same as *Crisis 1*" in room_says(helvia)
    assert [each.account_id for each in crisis_now(helvia, 1).accounts] == [account]
    called = readable(helvia.direct("sofia")[-1])
    assert "calls you to *Crisis 1*" in called
    assert helvia.press("sofia", helvia.direct("sofia")[-1], ON_IT).ok
    assert list(crisis_now(helvia, 1).on_it) == [THOMAS, SOFIA]
    assert "is the same as Crisis 1" in helvia.desk("thomas").type("#general", "/crisis reopen 2").text


def test_a_crisis_is_the_same_as_an_open_one_alone(helvia: Helvia) -> None:
    raise_crisis(helvia)
    assert "No other crisis is open" in helvia.desk("thomas").type("#general", "/crisis same 1").text
    raise_crisis(helvia, "hana", **RED)
    assert press(helvia, "thomas", MORE, 1).ok
    assert helvia.desk("thomas").press_in_modal(MERGE).ok
    assert resolve(helvia, "david", number=2).ok
    assert "is over" in " ".join(fill_and_submit(helvia, "thomas", same="2").errors.values())
    assert not crisis_now(helvia, 1).is_resolved
