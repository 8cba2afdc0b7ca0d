"""Answering, leading, telling what is new, and resolving: who may, who was first, and what everybody sees."""

from datetime import timedelta

import pytest

from sandbox.desk import readable
from tests.crises.steps import (
    FREEZE,
    KIND,
    LEAD,
    MORE,
    ON_IT,
    RESOLVE,
    SPEAK,
    UPDATE,
    WAR_ROOM,
    answer,
    asking,
    crisis_now,
    headline,
    heard,
    offered,
    press,
    raise_crisis,
    show,
)
from tests.world import Helvia

pytestmark = pytest.mark.any_database

THOMAS, DAVID, MARTA = "U0THOMAS00", "U0DAVID000", "U0MARTA000"


class TestImOnIt:
    @pytest.mark.parametrize("handle", ["thomas", "david", "marta"])
    def test_whoever_decides_may_say_it(self, helvia: Helvia, handle: str) -> None:
        raise_crisis(helvia)
        assert answer(helvia, handle).ok
        assert crisis_now(helvia).state == "acknowledged"
        assert "You are on Crisis 1" in heard(helvia, handle)

    def test_the_card_shows_who_answered_and_asks_no_more(self, helvia: Helvia) -> None:
        raise_crisis(helvia)
        answer(helvia, "thomas")
        card = headline(helvia)
        assert "Crisis 1 is being handled" in readable(card)
        assert f"<@{THOMAS}>, since" in readable(card)
        assert "Next update due:" in readable(card)
        assert "I'm on it too" in readable(card)
        assert offered(card) == {ON_IT, LEAD, UPDATE, KIND, RESOLVE, FREEZE, MORE, SPEAK}

    def test_the_raiser_hears_who_it_is(self, helvia: Helvia) -> None:
        raise_crisis(helvia, "hana")
        answer(helvia, "thomas")
        [message] = helvia.direct("hana")
        assert f"<@{THOMAS}> is on it: *Crisis 1*, which you raised" in readable(message)

    def test_a_late_click_hears_who_was_first(self, helvia: Helvia) -> None:
        raise_crisis(helvia)
        helvia.wait(timedelta(minutes=10))
        [asked] = asking(helvia, "david")
        answer(helvia, "thomas")
        assert helvia.press("david", asked, ON_IT).ok
        answers = [readable(each) for each in helvia.direct("david") if each.is_ephemeral]
        assert [f"On it: <@{THOMAS}> and <@{DAVID}>" in each for each in answers] == [True]
        assert list(crisis_now(helvia).on_it) == [THOMAS, DAVID]

    def test_a_second_click_of_the_same_person_is_no_reproach(self, helvia: Helvia) -> None:
        raise_crisis(helvia)
        card = headline(helvia)
        for _ in range(2):
            assert helvia.press("thomas", card, ON_IT).ok
        assert "You are on Crisis 1 already" in heard(helvia, "thomas")

    @pytest.mark.parametrize("handle", ["sofia", "ines"])
    def test_others_hear_who_may(self, helvia: Helvia, handle: str) -> None:
        raise_crisis(helvia)
        helvia.desk(handle).join(WAR_ROOM)
        answer(helvia, handle)
        refusal = heard(helvia, handle)
        assert "Only the crisis lead, the spokesperson, the leadership, the community manager, " in refusal
        assert "people pinged about it can answer Crisis 1. Tell the war room" in refusal
        assert crisis_now(helvia).state == "open"

    def test_the_raiser_hears_that_somebody_else_must(self, helvia: Helvia) -> None:
        raise_crisis(helvia, "jonas")
        helvia.desk("jonas").join(WAR_ROOM)
        answer(helvia, "jonas")
        assert "You raised Crisis 1: somebody else must answer it" in heard(helvia, "jonas")
        assert crisis_now(helvia).state == "open"

    @pytest.mark.parametrize(("handle", "sentence"), [("gina", "Guests cannot act"), ("oscar", "Helvia Pharma only")])
    def test_guests_and_outsiders_decide_nothing(self, helvia: Helvia, handle: str, sentence: str) -> None:
        raise_crisis(helvia)
        card = headline(helvia)
        desk = helvia.desk(handle, force=True)
        desk.join(WAR_ROOM)
        assert desk.press(WAR_ROOM, card.ts, ON_IT).ok
        assert sentence in heard(helvia, handle)
        assert crisis_now(helvia).state == "open"


class TestTheLead:
    def test_taking_it_answers_too(self, helvia: Helvia) -> None:
        raise_crisis(helvia)
        assert press(helvia, "thomas", LEAD).ok
        taken = crisis_now(helvia)
        assert (taken.state, taken.lead, taken.answered_by) == ("acknowledged", THOMAS, THOMAS)
        assert f"*Lead*\n<@{THOMAS}>" in readable(headline(helvia))
        assert offered(headline(helvia)) == {ON_IT, LEAD, UPDATE, KIND, RESOLVE, FREEZE, MORE, SPEAK}
        assert f"<@{THOMAS}> leads Crisis 1 now." in "\n".join(helvia.texts(WAR_ROOM))
        assert asking(helvia, "thomas") == []
        assert "You lead Crisis 1" in heard(helvia, "thomas")

    def test_it_is_taken_by_one_and_the_other_hears_by_whom(self, helvia: Helvia) -> None:
        raise_crisis(helvia)
        card = headline(helvia)
        for handle in ("thomas", "david", "thomas"):
            assert helvia.press(handle, card, LEAD).ok
        assert crisis_now(helvia).lead == THOMAS
        assert "Thomas Brandt leads Crisis 1 now" in heard(helvia, "david")
        assert "You lead Crisis 1 already" in heard(helvia, "thomas")

    def test_it_is_taken_over_on_purpose(self, helvia: Helvia) -> None:
        raise_crisis(helvia)
        press(helvia, "thomas", LEAD)
        before = show(helvia, "david")
        assert LEAD in offered(before)
        assert "Take over the lead" in readable(before)
        assert LEAD not in offered(show(helvia, "thomas"))
        assert helvia.press("david", before, LEAD).ok
        assert crisis_now(helvia).lead == DAVID
        assert f"<@{DAVID}> leads Crisis 1 now instead of <@{THOMAS}>." in helvia.texts(WAR_ROOM)[-1]
        assert "Take over the lead" in readable(headline(helvia))
        assert press(helvia, "marta", LEAD).ok
        assert crisis_now(helvia).lead == MARTA

    def test_a_lead_that_was_given_up_meanwhile_is_not_taken_from_the_wrong_one(self, helvia: Helvia) -> None:
        raise_crisis(helvia)
        press(helvia, "thomas", LEAD)
        seen = show(helvia, "marta")
        helvia.press("david", show(helvia, "david"), LEAD)
        assert helvia.press("marta", seen, LEAD).ok
        assert crisis_now(helvia).lead == DAVID
        assert "David Okafor leads Crisis 1 now" in heard(helvia, "marta", "#general")

    def test_others_hear_who_may(self, helvia: Helvia) -> None:
        raise_crisis(helvia)
        helvia.desk("sofia").join(WAR_ROOM)
        press(helvia, "sofia", LEAD)
        assert "Only the crisis lead, the spokesperson" in heard(helvia, "sofia")
        assert crisis_now(helvia).lead == ""
