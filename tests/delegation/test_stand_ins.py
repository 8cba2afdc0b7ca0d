"""Who stands in for whom, through the wire."""

from datetime import timedelta
from typing import Any

import pytest

from sandbox.desk import readable, texts
from tests.delegation.steps import A_DAY, away, grant, roles
from tests.people.steps import leave
from tests.posts.steps import REVIEWS, cards, now, press, submitted
from tests.world import Helvia

pytestmark = pytest.mark.any_database


def test_whoever_stands_in_is_asked_and_decides_for_the_holder_until_the_last_day(helvia: Helvia) -> None:
    assert away(helvia, "marta", "U0HANA0000", roles=["brand"]).ok
    assert "You stand in for" in readable(helvia.direct("hana")[-1])
    post_id = submitted(helvia)
    assert cards(helvia, "hana", "posts.approve")
    assert "<@U0HANA0000>, stand-in for <@U0MARTA000>, (brand)" in helvia.texts(REVIEWS)[-1]
    assert not cards(helvia, "marta", "posts.approve")
    assert helvia.concord.people.acting_for("U0HANA0000", "brand") == "U0MARTA000"
    assert press(helvia, "hana", "posts.approve").ok
    assert [(each.who, each.on_behalf_of) for each in now(helvia, post_id).review.decisions] == [
        ("U0HANA0000", "U0MARTA000")
    ]
    [card] = helvia.texts(REVIEWS)
    assert "Hana Sato for <@U0MARTA000>" in card
    trail = helvia.desk("ines").type("#general", f"/social audit post:{post_id}").text
    assert "decision made* · `post:1` · <@U0HANA0000> for <@U0MARTA000>" in trail
    assert "stands in for" in roles(helvia)
    helvia.wait(timedelta(days=5))
    assert helvia.concord.people.holders("brand") == ["U0MARTA000"]
    assert "stands in for" not in roles(helvia)


def test_a_stand_in_begins_by_itself_and_the_open_review_is_theirs_then(helvia: Helvia) -> None:
    assert away(helvia, "marta", "U0HANA0000", begins=2, roles=["brand"]).ok
    submitted(helvia)
    assert not cards(helvia, "hana", "posts.approve")
    helvia.concord.standings.look()
    helvia.leap(timedelta(days=2))
    helvia.concord.standings.look()
    assert cards(helvia, "hana", "posts.approve")
    changed = [each for each in helvia.audit("role_holders_changed") if each.subject == "role:brand"][-1]
    assert "given to U0HANA0000" in changed.note


@pytest.mark.parametrize(
    ("handle", "person", "answers", "field", "why"),
    [
        ("marta", "U0MARTA000", {}, "person", "Choose somebody else"),
        ("marta", "U0GINA0000", {}, "person", "active full member"),
        ("marta", "U0PETER000", {}, "person", "active full member"),
        ("marta", "U0OSCAR000", {}, "person", "active full member"),
        ("marta", "U0HANA0000", {"days": 90}, "until", "At most 60 days"),
        ("marta", "U0HANA0000", {"days": -3}, "until", "not before the first"),
    ],
)
def test_who_cannot_stand_in_or_for_so_long_is_refused(
    helvia: Helvia, handle: str, person: str, answers: dict[str, Any], field: str, why: str
) -> None:
    outcome = away(helvia, handle, person, **answers)
    assert why in outcome.errors[field]
    assert helvia.audit("stand_in_named") == []


def test_nobody_stands_in_while_somebody_stands_in_for_them(helvia: Helvia) -> None:
    assert grant(helvia, "ines", person="U0HANA0000", role="brand").ok
    assert away(helvia, "marta", "U0SOFIA000", roles=["brand"]).ok
    assert "You have a stand-in as brand then" in away(helvia, "marta", "U0HANA0000", roles=["brand"]).errors["roles"]
    assert away(helvia, "marta", "U0HANA0000", begins=20, roles=["brand"]).ok  # another time


def test_what_the_holder_wrote_is_neither_asked_of_the_stand_in_nor_decided_by_them(helvia: Helvia) -> None:
    assert away(helvia, "marta", "U0HANA0000", roles=["brand"]).ok
    post_id = submitted(helvia, "marta")
    assert not cards(helvia, "hana", "posts.approve")
    [card] = helvia.messages(REVIEWS)
    helvia.press("hana", card, "posts.approve")
    assert "Whoever you stand in for wrote #1" in helvia.whispers("hana", REVIEWS)[-1]
    assert now(helvia, post_id).review.decisions == []


def test_a_post_that_the_stand_in_wrote_is_not_approved_by_them(helvia: Helvia) -> None:
    assert away(helvia, "marta", "U0JONAS000", roles=["brand"]).ok
    post_id = submitted(helvia)
    assert not cards(helvia, "jonas", "posts.approve")
    assert now(helvia, post_id).review.decisions == []


def test_when_a_stand_in_leaves_the_holder_is_asked_at_once(helvia: Helvia) -> None:
    assert away(helvia, "marta", "U0HANA0000", roles=["brand"]).ok
    helvia.concord.standings.look()
    submitted(helvia)
    leave(helvia, "hana")
    assert not cards(helvia, "hana", "posts.approve")
    assert "<@U0HANA0000>" not in helvia.texts(REVIEWS)[-1]
    assert "<@U0HANA0000>" not in roles(helvia)
    assert press(helvia, "marta", "posts.approve").ok


def test_when_a_holder_leaves_nobody_is_asked_in_their_stead(helvia: Helvia) -> None:
    assert away(helvia, "marta", "U0HANA0000", roles=["brand"]).ok
    helvia.concord.standings.look()
    submitted(helvia)
    leave(helvia, "marta")
    assert not cards(helvia, "hana", "posts.approve")
    assert "waits for <@U0LUCAS000> (legal)" in helvia.texts(REVIEWS)[-1]
    assert "<@U0MARTA000>" not in roles(helvia)


def home(helvia: Helvia, handle: str) -> str:
    desk = helvia.desk(handle)
    desk.open_home()
    helvia.settle()
    assert desk.home
    return texts(desk.home.content["blocks"])


def test_a_stand_in_is_named_seen_and_ended_on_ones_home_and_each_of_both_may_end_it(helvia: Helvia) -> None:
    assert "Nobody stands in for you." in home(helvia, "marta")
    marta, sofia = helvia.desk("marta"), helvia.desk("sofia")
    home(helvia, "sofia")
    for ends in (marta, sofia):
        assert marta.press_at_home("delegation.name").ok
        today = helvia.now.date()
        marta.fill(person="U0SOFIA000", since=today, until=today, reason="Holidays", roles=["brand"])
        assert marta.submit().ok
        helvia.leap(timedelta(seconds=5))
        for desk in (marta, sofia):
            assert desk.home
            assert "<@U0SOFIA000> stands in for <@U0MARTA000> as brand" in texts(desk.home.content["blocks"])
        assert ends.press_at_home("delegation.end").ok
        helvia.leap(timedelta(seconds=5))
        assert helvia.concord.people.holders("brand") == ["U0MARTA000"]
        assert marta.home
        assert "Nobody stands in for you." in texts(marta.home.content["blocks"])
    assert [each.who for each in helvia.audit("grant_ended")] == ["U0MARTA000", "U0SOFIA000"]


def test_a_review_waits_on_the_home_of_whoever_stands_in_and_no_longer_on_the_others(helvia: Helvia) -> None:
    post_id = submitted(helvia)
    assert f"#{post_id}" in home(helvia, "marta")
    assert away(helvia, "marta", "U0HANA0000", roles=["brand"]).ok
    helvia.concord.standings.look()
    assert f"#{post_id}" in home(helvia, "hana")
    assert "Nothing waits for you." in home(helvia, "marta")


@pytest.mark.parametrize("is_one_anyway", [False, True])
def test_the_homes_of_both_say_so_when_the_stand_ins_time_has_ended(helvia: Helvia, is_one_anyway: bool) -> None:
    if is_one_anyway:
        assert grant(helvia, "ines", person="U0HANA0000", role="brand", until=helvia.now.date() + 9 * A_DAY).ok
    assert away(helvia, "marta", "U0HANA0000", begins=1, days=1, roles=["brand"]).ok
    helvia.concord.standings.look()
    assert all("as brand" in home(helvia, each) for each in ("marta", "hana"))
    helvia.leap(A_DAY)
    helvia.concord.standings.look()
    assert helvia.concord.people.holders("brand") == ["U0HANA0000"]
    helvia.leap(2 * A_DAY)
    helvia.concord.standings.look()
    helvia.leap(timedelta(seconds=5))
    assert not any("'delegation.end'" in str(helvia.desk(each).home) for each in ("marta", "hana"))


def test_where_nobody_else_has_the_role_administrators_hear_that_the_stage_stands_still(helvia: Helvia) -> None:
    desk = helvia.desk("marta")
    assert desk.type("#general", "/social away").ok
    today = helvia.now.date()
    desk.fill({"person": "", "since": today, "until": today + 9 * A_DAY, "reason": "Holidays", "roles": ["brand"]})
    desk.submit()
    assert "Nobody else is brand. Then the stage stands still" in str(desk.modals[-1])
    assert desk.submit().ok
    desk.close_all()
    assert "nobody else is brand" in readable(helvia.direct("ines")[-1])
    assert [each.who for each in helvia.audit("nobody_stands_in")] == ["U0MARTA000"]
    assert grant(helvia, "ines", person="U0HANA0000", role="brand").ok
    assert "others have your role" in away(helvia, "marta", "", roles=["brand"]).errors["person"]


def test_an_administrator_asks_slack_again_and_is_told_that_there_must_be_two(helvia: Helvia) -> None:
    overview = helvia.desk("ines").type("#general", "/social roles")
    assert overview.message is not None
    assert "at least two administrators" in overview.text
    assert helvia.press("ines", overview.message, "delegation.refresh").ok
    assert "Refresh" not in roles(helvia, "jonas")
    assert grant(helvia, "ines", person="U0HANA0000", role="administrator").ok
    assert "at least two administrators" not in roles(helvia)
