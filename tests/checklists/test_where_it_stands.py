"""Where a checklist's card stands, and before whom."""

import pytest

from sandbox.desk import readable
from tests.checklists.steps import (
    FAKES,
    PHOTOGRAPHS,
    SELLERS,
    card,
    choose,
    raise_fakes,
    yours,
)
from tests.crises.own_rooms import red_has_rooms, room
from tests.crises.secrets import raise_secretly
from tests.crises.secrets import room as secret_room
from tests.crises.steps import (
    WAR_ROOM,
    headline,
)
from tests.crises.test_steering import rescore
from tests.world import Helvia

pytestmark = pytest.mark.any_database


def test_the_card_stands_pinned_in_the_crisis_s_own_room(helvia: Helvia) -> None:
    with red_has_rooms(helvia):
        raise_fakes(helvia)
        own = room(helvia)
        pinned = [readable(message) for message, _ in helvia.workspace.pins.of(own)]
        assert sum(":clipboard: *Crisis 1: " in each for each in pinned) == 1
        [bookmark] = own.bookmarks
        there = card(helvia, own.id, "thomas").ts.replace(".", "")
        assert (bookmark["title"], bookmark["link"][-len(there) :]) == ("Checklist", there)
        assert not [each for each in helvia.texts(WAR_ROOM) if ":clipboard: *Crisis 1: " in each]
        assert choose(helvia, "thomas", card(helvia, own.id, "thomas"), SELLERS).ok
    assert "Checklist 1 of 6" in readable(headline(helvia))


def test_where_a_room_comes_later_the_war_room_s_card_leads_there(helvia: Helvia) -> None:
    with red_has_rooms(helvia):
        raise_fakes(helvia, impact="3")
        assert PHOTOGRAPHS in readable(card(helvia))
        rescore(helvia, impact="5")
        assert f":clipboard: *Crisis 1*: its checklist is in <#{room(helvia).id}> now." in helvia.texts(WAR_ROOM)
        assert PHOTOGRAPHS in readable(card(helvia, room(helvia).id, "thomas"))


def test_of_a_confidential_crisis_only_those_who_see_it_are_asked(helvia: Helvia) -> None:
    raise_secretly(helvia, kind=FAKES)
    own = secret_room(helvia)
    assert PHOTOGRAPHS in readable(card(helvia, own.id, "thomas"))
    assert PHOTOGRAPHS in readable(yours(helvia, "thomas")[0])
    for outsider in ("hana", "marta", "david"):
        assert helvia.direct(outsider) == []
        assert "There is no crisis 1." in helvia.desk(outsider).type("#general", "/crisis checklist 1").text
    assert choose(helvia, "thomas", card(helvia, own.id, "thomas"), PHOTOGRAPHS, "Give to…").ok
    desk = helvia.desk("thomas")
    desk.fill({"person": "hana"})
    assert desk.submit().errors == {"person": "They do not see this crisis: bring them into its room first."}
    desk.close_all()
    desk.invite(own.id, "@hana")
    helvia.settle()
    assert PHOTOGRAPHS in readable(yours(helvia, "hana")[0])
    assert PHOTOGRAPHS not in readable(yours(helvia, "thomas")[0])
    helvia.desk("hana").leave(own.id)
    helvia.settle()
    assert PHOTOGRAPHS not in readable(yours(helvia, "hana")[0])
    assert helvia.texts(WAR_ROOM) == []
