"""What is new in a crisis, and how it ended: told by whom, shown where."""

import pytest

from sandbox.desk import readable
from tests.crises.steps import (
    LEAD,
    ON_IT,
    RESOLVE,
    UPDATE,
    WAR_ROOM,
    answer,
    asking,
    crisis_now,
    fill_and_submit,
    headline,
    heard,
    offered,
    post_update,
    press,
    raise_crisis,
    resolve,
    show,
)
from tests.world import Helvia

pytestmark = pytest.mark.any_database

THOMAS = "U0THOMAS00"


def test_only_what_still_burns_is_red(helvia: Helvia) -> None:
    raise_crisis(helvia)
    answer(helvia, "thomas")
    card = headline(helvia)
    assert ":red_circle:" in readable(card)
    assert "danger" not in str(card.blocks)
    resolve(helvia)
    assert ":red_circle:" not in readable(headline(helvia))
    assert ":red_circle:" not in helvia.desk("jonas").type("#general", "/crisis list all").text


class TestUpdates:
    def test_an_update_goes_to_the_room_the_card_and_the_timeline(self, helvia: Helvia) -> None:
        raise_crisis(helvia)
        answer(helvia, "thomas")
        assert post_update(helvia, "thomas", "Police <informed> & batch recalled").ok
        [update] = [text for text in helvia.texts(WAR_ROOM) if "Crisis 1: update*" in text]
        assert f"by <@{THOMAS}>\n>Police &lt;informed&gt; &amp; batch recalled" in update
        assert "Police &lt;informed&gt;" in readable(headline(helvia))
        assert f":mega: <@{THOMAS}> posted an update" in readable(show(helvia, "jonas"))

    def test_an_update_by_command_is_confirmed(self, helvia: Helvia) -> None:
        raise_crisis(helvia)
        reply = (
            helvia.desk("thomas")
            .type("#general", "/crisis update 1 Police informed, see https://police.example/1")
            .text
        )
        assert "Your update on Crisis 1 is in <#C0WARROOM0>" in reply
        assert crisis_now(helvia).latest.words == "Police informed, see https://police.example/1"

    def test_the_only_crisis_needs_no_number(self, helvia: Helvia) -> None:
        raise_crisis(helvia)
        assert "Crisis 1" in helvia.desk("thomas").type("#general", "/crisis update Police informed").text
        assert crisis_now(helvia).latest.words == "Police informed"

    def test_the_command_without_text_asks_for_it(self, helvia: Helvia) -> None:
        raise_crisis(helvia)
        helvia.desk("thomas").type("#general", "/crisis update 1")
        assert fill_and_submit(helvia, "thomas", update="Police informed").ok
        assert crisis_now(helvia).latest.words == "Police informed"

    def test_two_updates_in_one_instant_are_both_told(self, helvia: Helvia) -> None:
        raise_crisis(helvia)
        for text in ("First", "Second"):
            helvia.desk("thomas").type("#general", f"/crisis update 1 {text}")
        room = "\n".join(helvia.texts(WAR_ROOM))
        assert ">First" in room
        assert ">Second" in room

    def test_an_update_is_an_answer(self, helvia: Helvia) -> None:
        raise_crisis(helvia)
        helvia.settle()
        helvia.desk("thomas").type("#general", "/crisis update 1 Police informed")
        assert crisis_now(helvia).answered_by == THOMAS
        assert asking(helvia, "thomas") == []

    def test_an_empty_one_is_asked_for_again(self, helvia: Helvia) -> None:
        raise_crisis(helvia)
        press(helvia, "thomas", UPDATE)
        assert "Say what is new" in fill_and_submit(helvia, "thomas", update="  ").errors["update"]

    def test_a_long_one_is_shortened_in_the_room_and_whole_when_shown(self, helvia: Helvia) -> None:
        raise_crisis(helvia)
        text = " ".join(f"word{number}" for number in range(900))
        assert helvia.desk("thomas").type("#general", f"/crisis update 1 {text}").ok
        assert "word899" not in "\n".join(helvia.texts(WAR_ROOM))
        message = show(helvia, "thomas")
        whole = readable(message)
        while "crises.timeline.next" in offered(message):
            assert helvia.press("thomas", message, "crises.timeline.next").ok
            message = helvia.desk("thomas").read("#general")[-1]
            whole += readable(message)
        assert all(f"word{number}" in whole for number in range(900))

    def test_those_who_are_not_on_it_hear_who_is(self, helvia: Helvia) -> None:
        raise_crisis(helvia)
        for line in ("/crisis update 1", "/crisis update 1 I heard something"):
            assert "can post an update on Crisis 1" in helvia.desk("sofia").type("#general", line).text
        assert crisis_now(helvia).latest.words == ""
        assert "somebody else must post an update" in helvia.desk("jonas").type("#general", "/crisis update 1").text


class TestResolving:
    def test_the_outcome_is_asked_for_and_ends_everything(self, helvia: Helvia) -> None:
        raise_crisis(helvia)
        helvia.settle()
        assert resolve(helvia, "thomas", outcome="A hoax; the <posts> are gone").ok
        card = headline(helvia)
        assert "Crisis 1 is resolved" in readable(card)
        assert f"*Outcome* · <@{THOMAS}>" in readable(card)
        assert ">A hoax; the &lt;posts&gt; are gone" in readable(card)
        assert offered(card) == {"crises.reopen"}
        assert "Crisis 1 is resolved* by" in helvia.texts(WAR_ROOM)[-1]
        assert asking(helvia, "thomas") == []
        assert "is resolved by" in readable(helvia.direct("thomas")[-2])  # before what asks for the after-action review

    def test_the_raiser_is_told_the_outcome(self, helvia: Helvia) -> None:
        raise_crisis(helvia, "hana")
        resolve(helvia, "thomas")
        message = readable(helvia.direct("hana")[-1])
        assert "Crisis 1 is resolved" in message
        assert "A hoax; the posts are gone" in message

    def test_an_empty_outcome_is_asked_for_again(self, helvia: Helvia) -> None:
        raise_crisis(helvia)
        press(helvia, "thomas", RESOLVE)
        assert "Say how it ended" in fill_and_submit(helvia, "thomas", outcome=" ").errors["outcome"]
        assert crisis_now(helvia).state == "open"

    def test_the_command_opens_the_form_with_the_words_typed(self, helvia: Helvia) -> None:
        raise_crisis(helvia)
        thomas = helvia.desk("thomas")
        thomas.type("#general", "/crisis resolve 1 A hoax")
        assert thomas.submit().ok
        assert crisis_now(helvia).outcome.words == "A hoax"

    def test_the_lead_may_whoever_it_is(self, helvia: Helvia) -> None:
        raise_crisis(helvia)
        press(helvia, "david", LEAD)
        assert resolve(helvia, "david").ok

    def test_others_hear_who_may(self, helvia: Helvia) -> None:
        raise_crisis(helvia)
        refusal = helvia.desk("jonas").type("#general", "/crisis resolve 1").text
        assert "Only the crisis lead, the leadership, the community manager and its lead can resolve" in refusal
        assert helvia.desk("jonas").modal is None

    def test_the_second_of_two_hears_that_it_is_over(self, helvia: Helvia) -> None:
        raise_crisis(helvia)
        for handle in ("thomas", "marta"):
            press(helvia, handle, RESOLVE)
        assert fill_and_submit(helvia, "thomas", outcome="A hoax").ok
        second = fill_and_submit(helvia, "marta", outcome="Real after all")
        assert "Thomas Brandt resolved Crisis 1" in second.errors["outcome"]
        assert crisis_now(helvia).outcome.words == "A hoax"

    @pytest.mark.parametrize("action", [ON_IT, LEAD, UPDATE, RESOLVE])
    def test_a_late_click_on_anything_hears_that_it_is_over(self, helvia: Helvia, action: str) -> None:
        raise_crisis(helvia)
        card = headline(helvia)
        resolve(helvia, "thomas")
        assert helvia.press("marta", card, action).ok
        assert "Thomas Brandt resolved Crisis 1" in heard(helvia, "marta")
        assert helvia.desk("marta").modal is None
