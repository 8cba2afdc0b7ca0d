"""A crisis whose colour asks for it has a channel of its own: made once, and the war room where Slack makes none."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from bot.crises.rooms import NAME_LIMIT
from bot.kernel.outbox.making import names
from sandbox.desk import readable
from tests.crises.own_rooms import NAME, red_has_rooms, room, rooms
from tests.crises.steps import (
    AMBER,
    LEAD,
    WAR_ROOM,
    answer,
    crisis_now,
    headline,
    post_update,
    press,
    raise_crisis,
    resolve,
    show,
)
from tests.world import Helvia

JONAS, THOMAS = "U0JONAS000", "U0THOMAS00"

pytestmark = pytest.mark.any_database


@pytest.fixture(autouse=True)
def red(helvia: Helvia) -> Iterator[Helvia]:
    with red_has_rooms(helvia):
        yield helvia


def said(helvia: Helvia, channel: str) -> list[str]:
    return [readable(each) for each in helvia.messages(channel, "thomas") if not each.is_notice]


def test_a_red_crisis_has_a_channel_in_which_all_who_are_called_find_it_pinned(helvia: Helvia) -> None:
    raise_crisis(helvia, evidence="https://x.com/Cardiva/1")
    own = room(helvia)
    assert own.name == NAME
    assert set(own.members) == {helvia.workspace.bot.id, JONAS, THOMAS}
    assert own.topic == "Crisis 1 · red · nobody leads yet · the pinned card says where it stands"
    pinned = [readable(each) for each, _ in helvia.workspace.pins.of(own)]
    assert any("Crisis 1 needs an answer" in each for each in pinned)
    assert [(each["title"], each["link"]) for each in own.bookmarks] == [("Evidence", "https://x.com/Cardiva/1")]
    assert f"*Room*\n<#{own.id}>" in readable(headline(helvia))
    assert f"It has <#{own.id}> of its own" in readable(show(helvia, "thomas"))
    assert crisis_now(helvia).room == own.id


def test_what_happens_from_then_on_is_told_there(helvia: Helvia) -> None:
    raise_crisis(helvia)
    own = room(helvia)
    answer(helvia)
    press(helvia, "thomas", LEAD)
    post_update(helvia, "thomas", "Two pharmacies have them")
    assert any("Two pharmacies have them" in each and "*Risk*" not in each for each in said(helvia, own.id))
    assert not any("update* by" in each for each in said(helvia, WAR_ROOM))
    assert "Thomas Brandt leads" in own.topic
    resolve(helvia)
    helvia.settle()
    assert "resolved" in own.topic
    assert "Crisis 1 is resolved" in readable(headline(helvia))


def test_whoever_is_called_later_is_brought_in_once(helvia: Helvia) -> None:
    raise_crisis(helvia)
    own = room(helvia)
    helvia.wait(timedelta(hours=2))
    called = set(own.members)
    assert len(called) > 3
    helvia.desk("jonas").leave(own.id)
    helvia.wait(timedelta(hours=2))
    assert JONAS not in own.members


def test_other_colours_are_handled_in_the_war_room(helvia: Helvia) -> None:
    raise_crisis(helvia, **AMBER)
    assert rooms(helvia) == []
    assert "*Room*" not in readable(headline(helvia))


def test_where_slack_makes_no_channel_the_war_room_is_told_and_takes_over(helvia: Helvia) -> None:
    helvia.workspace.restrict("conversations.create")
    raise_crisis(helvia)
    assert rooms(helvia) == []
    sentence = ":warning: *Crisis 1* has no channel of its own: Slack says `restricted_action`. Handle it here."
    assert sentence in said(helvia, WAR_ROOM)
    assert "No channel of its own (`restricted_action`)" in readable(show(helvia, "thomas"))
    answer(helvia)
    post_update(helvia, "thomas", "Two pharmacies have them")
    assert any("update* by" in each for each in said(helvia, WAR_ROOM))


def test_a_name_that_another_channel_has_gets_a_number(helvia: Helvia) -> None:
    other = helvia.desk("jonas").create(NAME)
    raise_crisis(helvia)
    assert {each.name for each in rooms(helvia)} == {NAME, f"{NAME}-2"}
    assert other.members == [JONAS]


def test_whom_slack_does_not_let_in_is_named(helvia: Helvia) -> None:
    helvia.workspace.faults.add("error", method="conversations.invite", code="user_is_restricted", times=0)
    raise_crisis(helvia)
    helvia.wait(timedelta(minutes=1))
    own = room(helvia)
    texts = [readable(each) for each in helvia.workspace.messages.lasting(own.id)]
    assert f":warning: I cannot invite <@{THOMAS}> to Crisis 1: Slack says `user_is_restricted`." in texts


def test_a_name_is_of_whole_words_and_fits(helvia: Helvia) -> None:
    words = "Gefälschte Ampullen & “sehr” viele Wörter, von denen niemand alle lesen mag, weil es zu viele sind"
    raise_crisis(helvia, what=words)
    name = room(helvia).name
    assert name == "crisis-1-gefalschte-ampullen-sehr-viele-worter-von-denen"
    assert len(name) <= NAME_LIMIT


def test_a_crisis_without_a_letter_in_it_has_a_name(helvia: Helvia) -> None:
    raise_crisis(helvia, what="危機 !!!")
    assert room(helvia).name == "crisis-1"


def test_however_long_a_name_is_its_number_is_in_it() -> None:
    first, second, *_ = (name for name, _ in zip(names("x" * 100), range(3), strict=False))
    assert (len(first), len(second), second[-3:]) == (80, 80, "x-2")
