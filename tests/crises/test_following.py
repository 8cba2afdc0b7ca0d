"""Somebody follows a crisis: its news come to them directly until they want no more."""

import pytest

from sandbox.desk import readable
from tests.crises.secrets import raise_secretly, room
from tests.crises.steps import FOLLOW, answer, offered, post_update, raise_crisis, resolve, show
from tests.crises.test_steering import rescore
from tests.world import Helvia

pytestmark = pytest.mark.any_database

UNFOLLOW = "crises.unfollow"


def news(helvia: Helvia, handle: str) -> list[str]:
    return [text for each in helvia.direct(handle) if ("update" in (text := readable(each)) or "resolved" in text)]


def test_whoever_follows_a_crisis_hears_its_news_until_they_unfollow_it(helvia: Helvia) -> None:
    raise_crisis(helvia)
    answer(helvia, "thomas")
    assert "You follow *Crisis 1*" in helvia.desk("sofia").type("#general", "/crisis follow 1").text
    assert UNFOLLOW in offered(show(helvia, "sofia"))
    card = show(helvia, "hana")
    assert helvia.press("hana", card, FOLLOW).ok
    post_update(helvia, "thomas", "Batch recalled")
    post_update(helvia, "thomas", "Police informed")
    assert ["Batch recalled" in each for each in news(helvia, "sofia")] == [True, False]
    [*_, last] = helvia.direct("sofia")
    assert offered(last) == {"crises.show", UNFOLLOW}
    assert helvia.press("sofia", last, UNFOLLOW).ok
    rescore(helvia, impact="3")
    assert "Crisis 1 is amber now" in readable(helvia.direct("hana")[-1])
    resolve(helvia)
    assert len(news(helvia, "sofia")) == 2
    assert "A hoax; the posts are gone" in news(helvia, "hana")[-1]
    assert FOLLOW not in offered(show(helvia, "sofia")), "there is nothing more to hear"


def test_nobody_hears_twice_what_they_did_or_hear_anyway(helvia: Helvia) -> None:
    raise_crisis(helvia, "jonas")
    for each in ("jonas", "thomas"):
        assert helvia.desk(each).type("#general", "/crisis follow 1").ok
        assert helvia.desk(each).type("#general", "/crisis follow 1").ok
    post_update(helvia, "thomas", "Batch recalled")
    resolve(helvia, "thomas")
    assert not [each for each in news(helvia, "thomas") if "Batch recalled" in each or "A hoax" in each]
    assert len([each for each in news(helvia, "jonas") if "A hoax" in each]) == 1


def test_of_a_confidential_one_whoever_left_its_room_hears_no_more(helvia: Helvia) -> None:
    raise_secretly(helvia)
    own = room(helvia)
    helvia.desk("jonas").invite(own.id, "@hana")
    helvia.settle()
    assert "no crisis 1" in helvia.desk("sofia").type("#general", "/crisis follow 1").text
    assert "You follow *Crisis 1*" in helvia.desk("hana").type("#general", "/crisis follow 1").text
    assert helvia.desk("thomas").type("#general", "/crisis update 1 He pays").ok
    assert ["He pays" in each for each in news(helvia, "hana")] == [True]
    helvia.desk("hana").leave(own.id)
    helvia.settle()
    assert helvia.desk("thomas").type("#general", "/crisis update 1 He was found").ok
    assert len(news(helvia, "hana")) == 1
