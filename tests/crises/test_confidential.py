"""A confidential crisis is there for those in its room: how they come in and go out, and how it becomes public."""

from datetime import timedelta
from typing import Any

import pytest

from bot.crises import queries, steering
from bot.kernel.act import Act
from bot.kernel.errors import TooLate
from sandbox.desk import readable
from tests.crises.secrets import MARK, NAME, card, raise_secretly, room
from tests.crises.steps import ON_IT, SHOW, UPDATE, WAR_ROOM, asking, crisis_now, fill_and_submit, heard, offered, show
from tests.voice.steps import SPEAK
from tests.world import Helvia

JONAS, THOMAS = "U0JONAS000", "U0THOMAS00"
MAKE_PUBLIC = "crises.make_public"

pytestmark = pytest.mark.any_database


def refusal(helvia: Helvia, handle: str, number: int = 1) -> str:
    return helvia.desk(handle).type("#general", f"/crisis show {number}").text


def test_it_is_handled_in_a_private_channel_whose_name_says_nothing(helvia: Helvia) -> None:
    raise_secretly(helvia)
    own = room(helvia)
    assert (own.name, own.is_private) == (NAME, True)
    assert set(own.members) == {helvia.workspace.bot.id, JONAS, THOMAS}
    assert MARK in readable(card(helvia))
    assert helvia.messages(WAR_ROOM) == []


def test_nobody_else_can_tell_it_from_one_that_does_not_exist(helvia: Helvia) -> None:
    raise_secretly(helvia)
    helvia.settle()
    assert refusal(helvia, "marta") == refusal(helvia, "marta", 99).replace("99", "1")
    assert MARK in readable(show(helvia, "thomas"))


def test_leaving_the_room_ends_it_and_coming_back_begins_it_again(helvia: Helvia) -> None:
    raise_secretly(helvia)
    own = room(helvia)
    helvia.press("thomas", card(helvia), ON_IT)
    helvia.desk("thomas").leave(own.id)
    helvia.settle()
    assert "no crisis 1" in refusal(helvia, "thomas")
    assert crisis_now(helvia).state == "open"
    helvia.wait(timedelta(minutes=40))
    assert asking(helvia, "thomas") == []
    helvia.desk("jonas").invite(own.id, "@thomas")
    helvia.settle()
    assert MARK in readable(show(helvia, "thomas"))


def test_whoever_is_let_in_sees_it_though_nobody_called_them(helvia: Helvia) -> None:
    raise_secretly(helvia)
    own = room(helvia)
    helvia.desk("jonas").invite(own.id, "@hana")
    helvia.settle()
    assert MARK in readable(show(helvia, "hana"))
    assert "came into its room" in readable(show(helvia, "hana"))


def test_leadership_makes_it_public_and_its_room_hears_of_it(helvia: Helvia) -> None:
    raise_secretly(helvia)
    own = room(helvia)
    helvia.desk("jonas").invite(own.id, "@david")
    helvia.settle()
    helvia.press("thomas", card(helvia), MAKE_PUBLIC)
    assert "Only the leadership can make Crisis 1 public" in heard(helvia, "thomas", own.id)
    assert helvia.press("david", card(helvia, "david"), MAKE_PUBLIC).ok
    assert helvia.desk("david").submit().ok
    helvia.settle()
    [news] = [each for each in helvia.messages(own.id, "thomas") if "not confidential any more" in readable(each)]
    [public] = [each for each in helvia.messages(WAR_ROOM) if MARK in readable(each)]
    assert float(news.ts) < float(public.ts)
    assert MAKE_PUBLIC not in offered(public)
    assert MARK in readable(show(helvia, "marta"))


def test_where_slack_makes_no_channel_its_people_are_told_directly_and_the_war_room_is_not(helvia: Helvia) -> None:
    helvia.workspace.restrict("conversations.create")
    raise_secretly(helvia)
    helvia.settle()
    [notice] = [each for each in helvia.texts(helvia.workspace.bot.id, "ines") if "confidential" in each]
    assert "*Crisis 1* is confidential and has no channel: Slack says `restricted_action`" in notice
    assert MARK not in notice
    for insider in ("jonas", "thomas"):
        assert any("I tell each of its people directly" in readable(each) for each in helvia.direct(insider))
    [asked] = asking(helvia, "thomas")
    helvia.press("thomas", asked, ON_IT)
    helvia.press("thomas", asked, SHOW)
    detail, *_ = [each for each in helvia.direct("thomas") if UPDATE in offered(each)]
    assert helvia.press("thomas", detail, UPDATE).ok
    assert fill_and_submit(helvia, "thomas", update="The police are informed").ok
    assert any("The police are informed" in readable(each) for each in helvia.direct("jonas"))
    assert helvia.messages(WAR_ROOM) == []


def test_what_slack_does_not_take_is_shown_nobody_else(helvia: Helvia) -> None:
    closed: dict[str, Any] = {"method": "chat.postMessage", "code": "messages_tab_disabled", "times": 0}
    helvia.workspace.faults.add("error", channel=THOMAS, **closed)
    raise_secretly(helvia)
    helvia.settle()
    helvia.workspace.faults.clear()
    assert not [each for each in helvia.texts("#concord-admin") if MARK in each or "Crisis 1" in each]
    [notice] = [each for each in helvia.texts(helvia.workspace.bot.id, "ines") if "confidential" in each]
    assert "Slack refuses a confidential message for <@U0THOMAS00>" in notice
    assert "Crisis" not in notice


def test_where_its_channel_is_archived_its_people_are_told_directly(helvia: Helvia) -> None:
    raise_secretly(helvia)
    pinned = card(helvia)
    helvia.press("thomas", pinned, ON_IT)
    helvia.settle()
    helvia.press("thomas", pinned, UPDATE)
    helvia.desk("jonas").archive(room(helvia).id)
    assert fill_and_submit(helvia, "thomas", update=f"{MARK} is known to the press").ok
    helvia.settle()
    assert any("has no channel of its own: Slack says `is_" in readable(each) for each in helvia.direct("jonas"))
    assert not [each for each in helvia.texts("#concord-admin") if MARK in each]


def test_nothing_is_said_for_the_company_while_it_is_confidential(helvia: Helvia) -> None:
    raise_secretly(helvia)
    helvia.press("thomas", card(helvia), ON_IT)
    helvia.settle()
    assert SPEAK not in offered(card(helvia))
    overview = helvia.desk("thomas").type("#general", "/crisis say 1").message
    assert overview is not None
    assert SPEAK not in offered(overview)
    thomas = helvia.concord.people.actor(THOMAS)
    with helvia.session() as session:
        act = Act(session, thomas, helvia.now)
        crisis = queries.held_by(act, 1)
        with pytest.raises(TooLate, match="Make it public"):
            steering.require_voice(act, crisis)
