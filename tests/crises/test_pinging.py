"""Who is pinged when: level after level, again and again, until somebody answers, and then nobody."""

from datetime import timedelta

import pytest

from bot.kernel.text.markup import when
from sandbox.desk import readable
from tests.crises.steps import (
    GREEN,
    ON_IT,
    UPDATE,
    WAR_ROOM,
    answer,
    asking,
    crisis_now,
    fill_and_submit,
    headline,
    offered,
    pinged,
    post_update,
    raise_crisis,
    resolve,
    show,
)
from tests.world import Helvia

pytestmark = pytest.mark.any_database

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
THOMAS, DAVID, MARTA = "U0THOMAS00", "U0DAVID000", "U0MARTA000"
CALLED = ("thomas", "david", "marta")


def minutes(helvia: Helvia) -> list[tuple[int, list[str]]]:
    """When people were pinged, in minutes since it was raised, and who."""
    began = crisis_now(helvia).raised_at
    return [(round((at - began) / MINUTE), people) for at, people in pinged(helvia)]


def test_each_level_of_a_red_crisis_is_pinged_at_its_time_with_its_repeats(helvia: Helvia) -> None:
    raise_crisis(helvia)
    helvia.wait(59 * MINUTE)
    first = [(0, [THOMAS]), (5, [THOMAS])]
    second = [(10, [THOMAS, DAVID]), (15, [THOMAS, DAVID])]
    third = [(at, [THOMAS, DAVID, MARTA]) for at in (20, 30, 40)]
    assert minutes(helvia) == [*first, *second, *third, (50, [THOMAS]), (55, [THOMAS])]


def test_a_ping_leads_to_the_card_and_shows_the_crisis(helvia: Helvia) -> None:
    raise_crisis(helvia)
    card, [first] = headline(helvia), asking(helvia, "thomas")
    link = f"<{helvia.workspace.url}/archives/{card.channel}/p{card.ts.replace('.', '')}|its card>"
    assert link in readable(first)
    helvia.wait(5 * MINUTE)
    [ping] = asking(helvia, "thomas")
    assert link in readable(ping)
    assert helvia.press("thomas", ping, "crises.show").ok
    assert "Crisis 1 needs an answer" in readable(helvia.direct("thomas")[-1])


def test_the_last_ping_of_a_policy_with_an_end_says_so(helvia: Helvia) -> None:
    raise_crisis(helvia, **GREEN)
    helvia.wait(25 * HOUR)
    [asked] = asking(helvia, "thomas")
    assert "Nobody is asked again." in readable(asked)
    helvia.wait(72 * HOUR)
    assert len(pinged(helvia)) == 2


def test_a_ping_reaches_the_room_and_each_person_with_a_button(helvia: Helvia) -> None:
    raise_crisis(helvia)
    helvia.wait(10 * MINUTE)
    in_room = helvia.messages(WAR_ROOM)[-1]
    assert f"*Crisis 1 needs an answer* <@{THOMAS}> <@{DAVID}>" in readable(in_room)
    assert ON_IT in offered(in_room)
    for handle in ("thomas", "david"):
        [asked] = asking(helvia, handle)
        assert "*Crisis 1 needs you*" in readable(asked)
        assert "<#C0WARROOM0>" in readable(asked)
        assert asked.text == ":red_circle: Crisis 1 needs you: Fake vials of Cardiva are sold on X"


def test_however_often_people_are_pinged_each_has_one_message_the_newest(helvia: Helvia) -> None:
    raise_crisis(helvia)
    [first] = helvia.direct("thomas")
    helvia.wait(2 * HOUR)
    assert len(pinged(helvia)) > len(CALLED)
    for handle in CALLED:
        [newest] = helvia.direct(handle)
        assert ON_IT in offered(newest)
    assert helvia.direct("thomas")[0].ts > first.ts, "it rings again"


def test_the_room_has_one_living_line_of_pings_that_blames_nobody(helvia: Helvia) -> None:
    raise_crisis(helvia)
    began = helvia.now
    helvia.wait(15 * MINUTE)
    card, line = helvia.messages(WAR_ROOM)
    assert card.ts == headline(helvia).ts
    assert f"*Crisis 1 needs an answer* <@{THOMAS}> <@{DAVID}>" in readable(line)
    assert f":bell: Asked 4 times since {when(began)}" in readable(line)
    assert "no answer" not in readable(line)


class TestOnceSomebodyAnswers:
    def test_it_stops_at_once_everywhere(self, helvia: Helvia) -> None:
        raise_crisis(helvia)
        helvia.wait(20 * MINUTE)
        assert answer(helvia, "thomas").ok
        before = len(pinged(helvia))
        for handle in ("thomas", "david", "marta"):
            assert asking(helvia, handle) == []
            assert f"<@{THOMAS}> is on it" in readable(helvia.direct(handle)[-1])
        assert [each.ts for each in helvia.messages(WAR_ROOM) if ON_IT in offered(each)] == [headline(helvia).ts]
        assert "I'm on it too" in readable(headline(helvia))
        helvia.wait(29 * MINUTE)
        assert len(pinged(helvia)) == before

    def test_letters_that_wait_already_are_never_sent(self, helvia: Helvia) -> None:
        raise_crisis(helvia)
        shown_to_marta = show(helvia, "marta")
        helvia.concord.fire_due()
        assert helvia.press("marta", shown_to_marta, ON_IT).ok
        assert helvia.direct("thomas") == []
        assert [
            readable(message) for message in helvia.messages(WAR_ROOM) if "needs an answer" in readable(message)
        ] == []

    def test_a_ping_that_slack_would_not_take_is_never_sent_either(self, helvia: Helvia) -> None:
        raise_crisis(helvia)
        shown_to_marta = show(helvia, "marta")
        helvia.workspace.faults.add("ratelimited", method="chat.postMessage", times=0, seconds=30)
        helvia.concord.fire_due()
        helvia.concord.sender.drain()
        assert helvia.press("marta", shown_to_marta, ON_IT).ok
        helvia.workspace.faults.clear()
        assert helvia.direct("thomas") == []

    def test_a_ping_that_slack_took_without_saying_so_is_found_and_settled(self, helvia: Helvia) -> None:
        raise_crisis(helvia)
        shown_to_marta = show(helvia, "marta")
        helvia.workspace.faults.add("accept_and_drop", method="chat.postMessage", times=3)
        helvia.concord.fire_due()
        helvia.concord.sender.drain()
        assert helvia.press("marta", shown_to_marta, ON_IT).ok
        assert ["is on it" in readable(message) for message in helvia.direct("thomas")] == [True]


class TestAfterAnOutage:
    def test_it_catches_up_with_one_ping_that_says_how_late_it_is(self, helvia: Helvia) -> None:
        raise_crisis(helvia)
        helvia.settle()
        helvia.leap(HOUR)
        assert [people for _, people in pinged(helvia)][1:] == [[THOMAS, DAVID, MARTA]]
        for handle in ("thomas", "david", "marta"):
            [asked] = asking(helvia, handle)
            assert "55 minutes late" in readable(asked)

    def test_the_policy_goes_on_from_there(self, helvia: Helvia) -> None:
        raise_crisis(helvia)
        helvia.leap(HOUR)
        helvia.wait(10 * MINUTE)
        assert [at for at, _ in minutes(helvia)] == [60, 65, 70]


class TestQuiet:
    def test_an_answered_crisis_without_an_update_in_time_opens_again_and_says_so(self, helvia: Helvia) -> None:
        raise_crisis(helvia)
        answer(helvia, "thomas")
        helvia.wait(29 * MINUTE)
        assert crisis_now(helvia).state == "acknowledged"
        helvia.wait(2 * MINUTE)
        assert crisis_now(helvia).state == "open"
        room = "\n".join(helvia.texts(WAR_ROOM))
        assert "Crisis 1 is open again*: no update came in time" in room
        assert f"nobody now, <@{THOMAS}> before" in readable(headline(helvia))
        assert "is on it" not in "\n".join([room, *helvia.texts(helvia.workspace.bot.id, "thomas")])
        assert ON_IT in offered(headline(helvia))
        assert len(asking(helvia, "thomas")) == 1

    def test_whoever_is_on_it_is_reminded_before_and_the_reminder_ends_with_its_matter(self, helvia: Helvia) -> None:
        raise_crisis(helvia)
        answer(helvia, "thomas")
        helvia.wait(19 * MINUTE)
        assert UPDATE not in offered(helvia.direct("thomas")[-1])
        helvia.wait(MINUTE)
        reminder = helvia.direct("thomas")[-1]
        assert "*Crisis 1*: you are on it. Next update due:" in readable(reminder)
        assert helvia.press("thomas", reminder, UPDATE).ok
        assert fill_and_submit(helvia, "thomas", update="Still at it").ok
        assert UPDATE not in offered(helvia.direct("thomas")[-1])
        helvia.wait(20 * MINUTE)
        assert UPDATE in offered(helvia.direct("thomas")[-1])
        helvia.wait(10 * MINUTE)
        *before, newest = helvia.direct("thomas")
        assert ON_IT in offered(newest)
        assert all(not offered(each) & {ON_IT, UPDATE} for each in before)

    def test_whoever_was_on_it_is_asked_first_when_it_opens_again(self, helvia: Helvia) -> None:
        raise_crisis(helvia)
        answer(helvia, "marta")
        helvia.wait(30 * MINUTE)
        assert [people for _, people in pinged(helvia)] == [[THOMAS], [MARTA, THOMAS]]
        assert len(asking(helvia, "marta")) == 1

    def test_the_whole_policy_is_followed_again(self, helvia: Helvia) -> None:
        raise_crisis(helvia)
        answer(helvia, "thomas")
        helvia.wait(51 * MINUTE)
        again = [people for _, people in pinged(helvia)][1:]
        assert again == [[THOMAS], [THOMAS], [THOMAS, DAVID], [THOMAS, DAVID], [THOMAS, DAVID, MARTA]]

    def test_an_update_in_time_keeps_it_answered(self, helvia: Helvia) -> None:
        raise_crisis(helvia)
        answer(helvia, "thomas")
        for _ in range(3):
            helvia.wait(20 * MINUTE)
            assert post_update(helvia, "thomas", "Still at it").ok
        assert crisis_now(helvia).state == "acknowledged"
        assert len(pinged(helvia)) == 1

    def test_another_person_may_answer_then(self, helvia: Helvia) -> None:
        raise_crisis(helvia)
        answer(helvia, "thomas")
        helvia.wait(31 * MINUTE)
        assert answer(helvia, "david").ok
        assert f"<@{DAVID}>, since" in readable(headline(helvia))

    def test_a_resolved_one_stays_resolved(self, helvia: Helvia) -> None:
        raise_crisis(helvia)
        answer(helvia, "thomas")
        resolve(helvia, "thomas")
        before = len(helvia.messages(WAR_ROOM))
        helvia.wait(24 * HOUR)
        assert crisis_now(helvia).state == "resolved"
        assert len(helvia.messages(WAR_ROOM)) == before
        assert len(pinged(helvia)) == 1


def test_a_ping_that_was_there_before_the_card_leads_to_it_once_that_stands(helvia: Helvia) -> None:
    helvia.workspace.faults.add("server_error", method="chat.postMessage", channel="C0WARROOM0", times=2)
    raise_crisis(helvia)
    [before] = asking(helvia, "thomas")
    assert "its card" in readable(before)
    assert before.edited, "it waited for nothing"
    assert len(pinged(helvia)) == 1
