"""Several people on one crisis: who is named, reminded and asked, who leads, and what follows when one of them goes."""

from datetime import timedelta

import pytest

from bot.crises.buttons import OFF_IT
from sandbox.desk import readable
from tests.crises.steps import (
    LEAD,
    ON_IT,
    UPDATE,
    WAR_ROOM,
    answer,
    asking,
    crisis_now,
    headline,
    heard,
    offered,
    pinged,
    press,
    raise_crisis,
    resolve,
    show,
)
from tests.world import Helvia

pytestmark = pytest.mark.any_database

MINUTE = timedelta(minutes=1)
THOMAS, DAVID, MARTA = "U0THOMAS00", "U0DAVID000", "U0MARTA000"
REMINDER = 20 * MINUTE
"""After two thirds of what red allows."""


@pytest.fixture
def helvia(helvia: Helvia) -> Helvia:
    """Hana raised a red crisis, all were pinged, Thomas answered and leads, and David is on it too."""
    raise_crisis(helvia, "hana")
    helvia.wait(REMINDER)
    assert answer(helvia, "thomas").ok
    assert press(helvia, "thomas", LEAD).ok
    assert answer(helvia, "david").ok
    return helvia


def step_back(helvia: Helvia, handle: str) -> None:
    assert helvia.press(handle, show(helvia, handle), OFF_IT).ok


def test_they_are_named_in_the_order_in_which_they_came(helvia: Helvia) -> None:
    step_back(helvia, "david")
    for handle in ("marta", "david"):
        assert answer(helvia, handle).ok
    assert list(crisis_now(helvia).on_it) == [THOMAS, MARTA, DAVID]


def about_it(helvia: Helvia, handle: str) -> list[str]:
    return [readable(each) for each in helvia.direct(handle) if "is on it" in readable(each)]


def leave(helvia: Helvia, handle: str) -> None:
    helvia.concord.standings.notice()
    helvia.workspace.roster.deactivate(handle)
    helvia.settle()


def test_everywhere_all_of_them_are_named(helvia: Helvia) -> None:
    both = f"<@{THOMAS}> and <@{DAVID}>"
    card = readable(headline(helvia))
    assert f"*On it*\n{both}, since" in card
    assert f"*Lead*\n<@{THOMAS}>" in card
    assert f"Crisis 1* · {both} are on it" in helvia.desk("hana").type("#general", "/crisis list").text
    for handle in ("marta", "hana"):
        assert f"{both} are on it" in readable(helvia.direct(handle)[-1])
    assert ":raised_hand: <@U0DAVID000> is on it too" in readable(show(helvia, "hana"))


def test_being_on_it_is_no_update_and_is_said_once(helvia: Helvia) -> None:
    due = crisis_now(helvia).due_at
    helvia.wait(MINUTE)
    assert answer(helvia, "marta").ok
    assert answer(helvia, "marta").ok
    assert crisis_now(helvia).due_at == due
    assert "You are on Crisis 1 already." in heard(helvia, "marta")
    assert [entry.who for entry in helvia.audit("responder_joined")] == [DAVID, MARTA]


def test_each_is_offered_what_they_have_not(helvia: Helvia) -> None:
    assert {LEAD, ON_IT} & offered(show(helvia, "thomas")) == set()
    assert {LEAD, ON_IT, OFF_IT} & offered(show(helvia, "david")) == {LEAD, OFF_IT}
    assert {LEAD, ON_IT, OFF_IT} & offered(show(helvia, "marta")) == {LEAD, ON_IT}


def test_all_are_reminded_before_the_update_is_due(helvia: Helvia) -> None:
    helvia.wait(REMINDER)
    for handle in ("thomas", "david"):
        assert {UPDATE, OFF_IT} <= offered(helvia.direct(handle)[-1])
    assert UPDATE not in offered(helvia.direct("marta")[-1])


def test_all_are_asked_first_when_it_opens_again_the_lead_before_others(helvia: Helvia) -> None:
    assert press(helvia, "david", LEAD).ok
    helvia.wait(30 * MINUTE)
    assert pinged(helvia)[-1][1] == [DAVID, THOMAS]
    assert all(ON_IT in offered(helvia.direct(handle)[-1]) for handle in ("thomas", "david"))
    assert f"nobody now, <@{THOMAS}> and <@{DAVID}> before" in readable(headline(helvia))
    assert about_it(helvia, "marta") == about_it(helvia, "hana") == []


def test_cards_of_those_who_were_asked_before_follow_it_after_it_opened_again(helvia: Helvia) -> None:
    helvia.wait(30 * MINUTE)
    assert "is open again" in readable(helvia.direct("marta")[-1])
    assert answer(helvia, "david").ok
    assert f"<@{DAVID}> is on it" in readable(helvia.direct("marta")[-1])
    resolve(helvia)
    for handle in ("marta", "hana"):
        assert "is resolved" in readable(helvia.direct(handle)[-1])
        assert about_it(helvia, handle) == []


def test_taking_over_moves_the_lead_alone(helvia: Helvia) -> None:
    assert press(helvia, "marta", LEAD).ok
    crisis = crisis_now(helvia)
    assert (crisis.lead, list(crisis.on_it)) == (MARTA, [THOMAS, DAVID, MARTA])
    assert f"<@{MARTA}> leads Crisis 1 now instead of <@{THOMAS}>." in "".join(helvia.texts(WAR_ROOM))


def test_who_steps_back_is_named_no_more_and_their_reminder_ends(helvia: Helvia) -> None:
    helvia.wait(REMINDER)
    assert helvia.press("david", helvia.direct("david")[-1], OFF_IT).ok
    assert list(crisis_now(helvia).on_it) == [THOMAS]
    assert offered([each for each in helvia.direct("david") if not each.is_ephemeral][-1]) == set()
    assert UPDATE in offered(helvia.direct("thomas")[-1])
    assert f"*On it*\n<@{THOMAS}>, since" in readable(headline(helvia))
    assert f"<@{THOMAS}> is on it" in readable(helvia.direct("marta")[-1])
    assert "Nobody leads" not in helvia.texts(WAR_ROOM)[-1]


def test_a_lead_who_steps_back_leaves_it_to_the_others_and_the_room_hears_it(helvia: Helvia) -> None:
    step_back(helvia, "thomas")
    crisis = crisis_now(helvia)
    assert (crisis.state, crisis.lead, list(crisis.on_it)) == ("acknowledged", "", [DAVID])
    line = helvia.messages(WAR_ROOM)[-1]
    assert "Nobody leads Crisis 1 now." in readable(line)
    assert helvia.press("david", line, LEAD).ok
    assert crisis_now(helvia).lead == DAVID


def test_when_the_last_steps_back_others_are_asked_at_once(helvia: Helvia) -> None:
    step_back(helvia, "thomas")
    step_back(helvia, "david")
    assert crisis_now(helvia).state == "open"
    assert "*Crisis 1 is open again*: nobody is on it." in helvia.texts(WAR_ROOM)[-2]
    assert pinged(helvia)[-1][1] == [THOMAS]
    assert helvia.now - pinged(helvia)[-1][0] < MINUTE
    assert "nobody yet" in readable(headline(helvia))
    assert [entry.who for entry in helvia.audit("responder_stepped_back")] == [THOMAS, DAVID]
    assert len(helvia.audit("crisis_unattended")) == 1


def test_one_who_leaves_the_company_goes_and_the_lead_is_asked_for_anew(helvia: Helvia) -> None:
    leave(helvia, "thomas")
    crisis = crisis_now(helvia)
    assert (crisis.state, crisis.lead, list(crisis.on_it)) == ("acknowledged", "", [DAVID])
    assert "Nobody leads Crisis 1 now." in helvia.texts(WAR_ROOM)[-1]
    assert THOMAS not in readable(headline(helvia))
    assert asking(helvia, "marta") == []


def test_the_last_who_leaves_the_company_makes_it_ask_others_at_once(helvia: Helvia) -> None:
    for handle in ("david", "thomas"):
        leave(helvia, handle)
    assert crisis_now(helvia).state == "open"
    assert helvia.texts(WAR_ROOM)[-2].count("nobody is on it") == 1
    assert helvia.now - pinged(helvia)[-1][0] < MINUTE


def test_who_was_on_it_and_leaves_once_it_is_open_again_is_not_asked(helvia: Helvia) -> None:
    helvia.wait(30 * MINUTE)
    leave(helvia, "thomas")
    assert crisis_now(helvia).lead == ""
    assert THOMAS not in readable(headline(helvia))
    helvia.wait(5 * MINUTE)
    again = pinged(helvia)[-1][1]
    assert again[0] == DAVID
    assert THOMAS not in again
