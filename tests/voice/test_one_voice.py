"""One voice: what is said in a crisis is approved, said by all, counted, and replaced by what is newer."""

from datetime import timedelta

import pytest

from sandbox.desk import readable
from tests.crises.own_rooms import red_has_rooms, room
from tests.crises.steps import WAR_ROOM, answer, crisis_now, headline, heard, raise_crisis
from tests.freezes.steps import freeze
from tests.people.steps import leave
from tests.posts.steps import register_account
from tests.voice.steps import (
    AN_HOUR,
    SPEAK,
    URL,
    WILL_NOT,
    WITHDRAW,
    approve,
    asking,
    begin,
    crisis_with_an_account,
    deciding,
    direct,
    in_the_room,
    over,
    overview,
    pins,
    posted,
    press_and_fill,
    said,
    states,
    write,
)
from tests.world import Helvia

pytestmark = pytest.mark.any_database


def test_who_may_speak_writes_somebody_else_approves_and_all_hear_the_only_thing_to_say(helvia: Helvia) -> None:
    crisis_with_an_account(helvia)
    assert write(helvia).ok
    assert states(helvia) == ["in review"]
    assert not asking(helvia, "sofia")
    assert not deciding(helvia, "thomas")  # who wrote it
    approve(helvia)
    [asked] = asking(helvia, "sofia")
    assert "This is the only thing to say" in readable(asked)
    assert "Fake vials are sold." in readable(asked)
    assert "Next update: March 2, 2026, 11:" in readable(asked)
    assert " of 280" in readable(asked)
    assert asking(helvia, "jonas")  # who owns the account
    [pinned] = pins(helvia)
    assert "English · version 1" in pinned
    assert "*We speak in 1 language* · 0 of 1 posted" in readable(headline(helvia))


def test_nobody_else_may_speak_and_the_button_says_who_may(helvia: Helvia) -> None:
    crisis_with_an_account(helvia)
    helvia.press("sofia", headline(helvia), SPEAK)
    assert "Only the crisis lead" in heard(helvia, "sofia")


def test_who_posted_is_counted_and_asked_no_more_and_so_is_whoever_looks_after_the_same_account(
    helvia: Helvia,
) -> None:
    crisis_with_an_account(helvia)
    said(helvia)
    assert "isn't a post" in str(posted(helvia, url="https://x.com/Cardiva"))
    helvia.desk("sofia").close_all()
    assert posted(helvia).ok
    assert "1 of 1 posted" in readable(headline(helvia))
    assert not asking(helvia, "sofia")
    assert not asking(helvia, "jonas")
    assert "Posted on" in direct(helvia, "jonas")
    assert helvia.audit("post_logged")[-1].note == URL


def test_whoever_will_not_post_says_why_and_the_card_shows_it(helvia: Helvia) -> None:
    crisis_with_an_account(helvia)
    said(helvia)
    assert press_and_fill(helvia, "sofia", WILL_NOT, reason="It would wake the story").ok
    assert "0 of 1 posted* · 1 will not" in in_the_room(helvia)


def test_a_newer_one_withdraws_the_older_everywhere_and_who_posted_that_is_asked_to_replace_it(helvia: Helvia) -> None:
    crisis_with_an_account(helvia)
    said(helvia)
    assert posted(helvia).ok
    said(helvia, known="The fakes are gone.")
    assert states(helvia) == ["replaced", "in force"]
    assert "A newer version replaces it" in direct(helvia, "sofia")
    [asked] = asking(helvia, "sofia")
    assert "Replace what you posted" in readable(asked)
    assert URL in str(asked.blocks)
    assert "English · version 1* · A newer version replaces it." in in_the_room(helvia)
    assert "The fakes are gone." in overview(helvia)
    assert "Fake vials are sold." not in overview(helvia)
    [pinned] = pins(helvia)
    assert "English · version 2" in pinned


def test_what_is_withdrawn_is_taken_down_and_then_there_is_nothing_to_say(helvia: Helvia) -> None:
    crisis_with_an_account(helvia)
    said(helvia)
    assert posted(helvia).ok
    [card] = [each for each in helvia.messages(WAR_ROOM) if "English · version 1" in readable(each)]
    assert helvia.press("thomas", card, WITHDRAW).ok
    helvia.settle()
    assert states(helvia) == ["withdrawn"]
    assert "Take it down" in direct(helvia, "sofia")
    assert "Nothing to say yet in English (1)" in overview(helvia)
    assert "We speak" not in readable(headline(helvia))
    assert pins(helvia) == []


def test_a_bookmark_above_the_crisis_s_own_room_leads_to_what_is_said_now(helvia: Helvia) -> None:
    with red_has_rooms(helvia):
        crisis_with_an_account(helvia)
        own = room(helvia)
        led_to = list[str]()
        for words in ("Fake vials are sold.", "The fakes are gone."):
            said(helvia, known=words)
            [bookmark] = [each for each in own.bookmarks if each["title"] == "What we say: English"]
            [card] = [each for each in helvia.messages(own.id) if words in readable(each)]
            assert bookmark["link"].endswith(card.ts.replace(".", ""))
            led_to.append(bookmark["link"])
        assert led_to[0] != led_to[1]
        assert helvia.press("thomas", card, WITHDRAW).ok
        helvia.settle()
        assert [each["title"] for each in own.bookmarks] == []
        assert not any("What we say" in each for each in pins(helvia, own.id))


def test_each_language_has_its_own_and_one_without_says_that_there_is_nothing_to_say(helvia: Helvia) -> None:
    first = register_account(helvia, languages="en, de")
    second = register_account(helvia, handle="@HelviaJapan", market="JP", languages="ja")
    assert raise_crisis(helvia, accounts=[str(first), str(second)]).ok
    helvia.settle()
    said(helvia)
    said(helvia, language="de", known="Es gibt Fälschungen.")
    assert states(helvia) == ["in force", "in force"]
    card = overview(helvia)
    assert "Nothing to say yet in Japanese (1)" in card
    assert "Nächste Information: 2. März 2026, 11:00 MEZ" in card


def test_it_may_go_out_while_its_account_is_frozen(helvia: Helvia) -> None:
    crisis_with_an_account(helvia)
    freeze(helvia)
    helvia.settle()
    said(helvia)
    assert posted(helvia).ok
    assert "1 of 1 posted" in readable(headline(helvia))


def test_the_next_word_is_when_the_next_update_is_due(helvia: Helvia) -> None:
    crisis_with_an_account(helvia)
    assert answer(helvia).ok
    said(helvia)
    due = crisis_now(helvia).due_at
    assert timedelta(minutes=55) < due - helvia.now <= AN_HOUR
    helvia.wait(AN_HOUR + timedelta(minutes=2))
    assert "is open again" in in_the_room(helvia)


def test_a_resolved_crisis_asks_nobody_to_say_anything(helvia: Helvia) -> None:
    crisis_with_an_account(helvia)
    said(helvia)
    over(helvia)
    assert states(helvia) == ["over"]
    assert not asking(helvia, "sofia")


def test_a_newer_one_begins_with_the_words_in_force(helvia: Helvia) -> None:
    crisis_with_an_account(helvia)
    said(helvia)
    desk = begin(helvia, start="1")
    assert "Fake vials are sold." in str(desk.modal.content)


def test_one_person_speaks_at_a_time_and_hands_that_over_by_name(helvia: Helvia) -> None:
    crisis_with_an_account(helvia)
    assert helvia.desk("thomas").type("#general", "/crisis speaker 1 <@U0DAVID000>").ok
    helvia.settle()
    assert "speaks for us in Crisis 1 now, and nobody else" in in_the_room(helvia)
    assert "asks you to speak for us" in direct(helvia, "david")
    helvia.press("thomas", headline(helvia), SPEAK)
    assert "David Okafor speaks for us in Crisis 1" in heard(helvia, "thomas")
    assert helvia.desk("david").type("#general", "/crisis speaker 1 <@U0THOMAS00>").ok
    helvia.settle()
    assert write(helvia).ok


def test_accounts_that_are_added_are_asked_to_say_it_too(helvia: Helvia) -> None:
    crisis_with_an_account(helvia)
    said(helvia)
    added = register_account(helvia, handle="@HelviaJapan", market="JP", owner="U0HANA0000", backup="U0JONAS000")
    desk = helvia.desk("thomas")
    assert desk.type("#general", "/crisis accounts 1").ok
    desk.search("accounts", "")
    desk.fill({"accounts": [str(added)]})
    assert desk.submit().ok
    helvia.settle()
    assert len(asking(helvia, "hana")) == 1
    assert "0 of 2 posted" in readable(headline(helvia))


def test_whoever_stands_in_for_somebody_who_left_is_asked_to_say_it(helvia: Helvia) -> None:
    helvia.introduce()
    helvia.concord.standings.notice()
    crisis_with_an_account(helvia, backup="U0MARTA000")
    said(helvia)
    assert not asking(helvia, "marta")
    leave(helvia, "jonas")
    helvia.settle()
    assert len(asking(helvia, "marta")) == 1
