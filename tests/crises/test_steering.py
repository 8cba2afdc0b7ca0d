"""A crisis is steered while it goes on: re-scored, somebody called, the lead given, accounts added."""

from datetime import timedelta

import pytest

from sandbox.desk import Desk, readable
from sandbox.workspace.models import Message
from tests.crises.own_rooms import red_has_rooms, room, rooms
from tests.crises.steps import (
    AMBER,
    ON_IT,
    RED,
    WAR_ROOM,
    answer,
    asking,
    crisis_now,
    fill_and_submit,
    headline,
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

MORE, RESCORE, CALL, LEAD, ACCOUNTS = (
    f"crises.{each}" for each in ("more", "rescore", "call", "give_lead", "add_accounts")
)
MINUTE = timedelta(minutes=1)
THOMAS, DAVID, SOFIA = "U0THOMAS00", "U0DAVID000", "U0SOFIA000"
WORSE = {"impact": "4", "reason": "A patient was hurt"}


def open_form(helvia: Helvia, handle: str, action: str) -> Desk:
    """By *More…* on the war room's card."""
    assert press(helvia, handle, MORE).ok
    desk = helvia.desk(handle)
    assert desk.press_in_modal(action).ok
    return desk


def rescore(helvia: Helvia, handle: str = "thomas", **answers: str) -> None:
    open_form(helvia, handle, RESCORE)
    assert fill_and_submit(helvia, handle, **WORSE | answers).ok
    helvia.desk(handle).close_all()
    helvia.settle()


def room_says(helvia: Helvia) -> str:
    return "\n".join(helvia.texts(WAR_ROOM))


def last(helvia: Helvia, handle: str) -> Message:
    helvia.settle()
    return helvia.direct(handle)[-1]


def test_more_offers_each_person_what_they_may_do(helvia: Helvia) -> None:
    raise_crisis(helvia)
    assert press(helvia, "thomas", MORE).ok
    assert all(each in str(helvia.desk("thomas").modal) for each in (RESCORE, CALL, LEAD, ACCOUNTS))
    press(helvia, "sofia", MORE)
    assert "crises.follow" in str(helvia.desk("sofia").modal)
    assert RESCORE not in str(helvia.desk("sofia").modal)


def test_a_crisis_that_is_worse_asks_by_the_new_colours_policy_and_says_so_everywhere(helvia: Helvia) -> None:
    raise_crisis(helvia, **AMBER)
    helvia.wait(10 * MINUTE)
    assert "amber" in readable(asking(helvia, "thomas")[-1])
    rescore(helvia)
    crisis = crisis_now(helvia)
    assert crisis.colour == "red"
    assert pinged(helvia)[-1] == (crisis.due_at - 30 * MINUTE, [THOMAS])
    [ping] = asking(helvia, "thomas")
    assert "(red)" in readable(ping)
    assert "(red)" in readable(headline(helvia))
    for text in (room_says(helvia), readable(show(helvia, "hana"))):
        assert "re-scored" in text
        assert "(amber) → " in text
        assert "A patient was hurt" in text
    assert all("A patient was hurt" not in str(each.__dict__) for each in helvia.audit("crisis_rescored"))


def test_whoever_is_on_it_owes_an_update_by_the_new_colour_and_nobody_is_asked(helvia: Helvia) -> None:
    raise_crisis(helvia, **AMBER)
    answer(helvia)
    before = pinged(helvia)
    rescore(helvia)
    assert crisis_now(helvia).due_at <= helvia.now + 30 * MINUTE
    assert pinged(helvia) == before
    helvia.wait(31 * MINUTE)
    assert crisis_now(helvia).state == "open"


@pytest.mark.parametrize(
    ("answers", "problem"),
    [({"impact": AMBER["impact"]}, "That is what it is now"), ({"reason": " "}, "Say why")],
    ids=["as before", "no reason"],
)
def test_what_is_no_new_score_is_refused_at_its_field(helvia: Helvia, answers: dict[str, str], problem: str) -> None:
    raise_crisis(helvia, **AMBER)
    open_form(helvia, "thomas", RESCORE)
    assert problem in " ".join(fill_and_submit(helvia, "thomas", **WORSE | answers).errors.values())
    assert crisis_now(helvia).colour == "amber"


def test_a_crisis_that_becomes_red_has_a_room_of_its_own_and_whoever_is_called_is_brought_in(helvia: Helvia) -> None:
    with red_has_rooms(helvia):
        raise_crisis(helvia, **AMBER)
        assert rooms(helvia) == []
        rescore(helvia)
        own = room(helvia)
        assert "· red ·" in own.topic
        assert helvia.desk("thomas").type("#general", "/crisis call 1 @sofia").ok
        helvia.settle()
        assert SOFIA in own.members


def test_somebody_who_is_called_is_asked_and_may_answer(helvia: Helvia) -> None:
    raise_crisis(helvia)
    answer(helvia)
    assert ON_IT not in offered(show(helvia, "sofia"))
    assert "Done" in helvia.desk("thomas").type("#general", "/crisis call 1 @sofia").text
    card = last(helvia, "sofia")
    assert "calls you to *Crisis 1*" in readable(card)
    assert f"<@{THOMAS}> called <@{SOFIA}> to Crisis 1" in room_says(helvia)
    assert f"called <@{SOFIA}>" in readable(show(helvia, "hana"))
    answer(helvia, "david")
    [card] = asking(helvia, "sofia")
    assert helvia.press("sofia", card, ON_IT).ok
    assert list(crisis_now(helvia).on_it) == [THOMAS, DAVID, SOFIA]
    assert asking(helvia, "sofia") == []


def test_what_calls_somebody_ends_with_the_crisis(helvia: Helvia) -> None:
    raise_crisis(helvia)
    answer(helvia)
    open_form(helvia, "thomas", CALL)
    assert fill_and_submit(helvia, "thomas", person=SOFIA).ok
    resolve(helvia)
    assert "is resolved" in readable(last(helvia, "sofia"))
    assert asking(helvia, "sofia") == []


def test_only_an_active_colleague_who_did_not_raise_it_and_is_not_on_it_is_called(helvia: Helvia) -> None:
    raise_crisis(helvia)
    answer(helvia)
    strangers = dict.fromkeys(["gina", "peter", "oscar", "concord"], "active full member")
    for handle, why in {**strangers, "jonas": "They raised", "thomas": "is on Crisis 1 already"}.items():
        for word in ("call", "lead") if handle in strangers else ("call",):
            assert why in helvia.desk("thomas").type("#general", f"/crisis {word} 1 @{handle}").text
    assert helvia.audit("people_called") == helvia.audit("lead_given") == []


def test_the_lead_is_given_by_name_and_whoever_has_it_may_end_the_crisis(helvia: Helvia) -> None:
    raise_crisis(helvia)
    answer(helvia)
    assert press(helvia, "thomas", "crises.lead").ok
    open_form(helvia, "thomas", LEAD)
    assert fill_and_submit(helvia, "thomas", person=SOFIA).ok
    assert "gave you the lead" in readable(last(helvia, "sofia"))
    assert f"<@{SOFIA}> leads Crisis 1 now instead of <@{THOMAS}>" in room_says(helvia)
    assert f"*Lead*\n<@{SOFIA}>" in readable(headline(helvia))
    assert f"gave the lead to <@{SOFIA}>" in readable(show(helvia, "hana"))
    assert resolve(helvia, "sofia").ok
    assert crisis_now(helvia).is_resolved


def test_a_lead_that_changed_meanwhile_is_given_by_nobody_who_saw_the_one_before(helvia: Helvia) -> None:
    raise_crisis(helvia)
    open_form(helvia, "david", LEAD)
    assert press(helvia, "thomas", "crises.lead").ok
    assert "has just changed" in " ".join(fill_and_submit(helvia, "david", person=SOFIA).errors.values())
    assert crisis_now(helvia).lead == THOMAS


def test_a_lead_that_is_given_silences_nothing(helvia: Helvia) -> None:
    raise_crisis(helvia)
    assert helvia.desk("david").type("#general", "/crisis lead 1 @sofia").ok
    before = len(pinged(helvia))
    helvia.wait(5 * MINUTE)
    assert crisis_now(helvia).state == "open"
    assert SOFIA in pinged(helvia)[-1][1]
    assert len(pinged(helvia)) > before


def test_accounts_are_added_once(helvia: Helvia) -> None:
    account = register_account(helvia, handle="Cardiva")
    raise_crisis(helvia, **RED)
    for expected in ("", "does not have yet"):
        desk = open_form(helvia, "thomas", ACCOUNTS)
        desk.search("accounts", "")
        desk.fill({"accounts": [str(account)]})
        assert expected in " ".join(desk.submit().errors.values())
        desk.close_all()
    assert "Cardiva" in readable(headline(helvia))
    assert "added accounts to Crisis 1: " in room_says(helvia)
    assert [each.account_id for each in crisis_now(helvia).accounts] == [account]
